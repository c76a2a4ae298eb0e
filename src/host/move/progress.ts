/** How far a brand has come in at its new host; what the object keeps and the command line goes by. */
import { z } from "zod";

const Count = z.number().int().nonnegative();

export const Progress = z.discriminatedUnion("state", [
  /** Waits for the part of that index. */
  z.strictObject({ state: z.literal("parts"), next: Count }),
  /** Waits for what is sealed, after so many. */
  z.strictObject({ state: z.literal("credentials"), next: Count }),
  /** Waits for the first file whose hash is greater; empty: for the first of all. */
  z.strictObject({ state: z.literal("files"), after: z.string(), done: Count }),
  /** Compares how many rows each table has. */
  z.strictObject({ state: z.literal("counts"), next: Count }),
  z.strictObject({ state: z.literal("chain"), seq: Count, hash: z.string() }),
  z.strictObject({ state: z.literal("search"), after: Count }),
  z.strictObject({ state: z.literal("public-search"), after: Count }),
  z.strictObject({ state: z.literal("counters") }),
  z.strictObject({ state: z.literal("done") }),
]);
export type Progress = z.infer<typeof Progress>;
