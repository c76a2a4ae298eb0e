/** What an export says about itself: everything needed to tell whether it is whole, and whether it can be taken. */
import { z } from "zod";

export const FORMAT = 1;
export const MANIFEST_FILE = "manifest.json";
export const CONTENT_LIST_FILE = "content.txt";
export const CONTENT_DIRECTORY = "content";
/** A part of an export before it is compressed; it goes into one statement of the target. */
export const PART_BYTES = 800_000;
/** A Durable Object takes no larger value: https://developers.cloudflare.com/durable-objects/platform/limits/ */
export const MOST_VALUE_BYTES = 2_000_000;

const Count = z.number().int().nonnegative();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const Part = z.strictObject({
  name: z.string().regex(/^[a-z_]+-[0-9]{5,}\.ndjson\.gz$/),
  table: z.string(),
  rows: Count,
  bytes: Count,
  sha256: Sha256,
});
export type Part = z.infer<typeof Part>;

export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  exportId: z.uuid(),
  exportedAt: z.iso.datetime(),
  parley: z.string(),
  migration: z.strictObject({ idx: Count, tag: z.string() }),
  /** In the order in which they can be filled. */
  tables: z.array(
    z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: Count, sequence: Count.nullable() }),
  ),
  /** How many values are sealed with the key of where it was made. */
  sealed: Count,
  log: z.strictObject({ seq: Count, hash: Sha256 }),
  parts: z.array(Part),
  /** The files, listed in `content.txt` by hash and size; `missing` ones are named by rows and were not there. */
  content: z.strictObject({ files: Count, bytes: Count, missing: Count, sha256: Sha256 }),
});
export type Manifest = z.infer<typeof Manifest>;

/** An export that cannot be used; `message` says why and what to do. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly code: "newer-export" | "older-export" | "damaged-export";
  constructor(code: ExportError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws ExportError for what is no manifest, or one of a newer format. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ExportError("damaged-export", "manifest.json is damaged. Export again.");
  }
  const format = z.object({ format: z.number() }).safeParse(value);
  if (format.success && format.data.format > FORMAT)
    throw new ExportError(
      "newer-export",
      "This export was made by a newer Parley. Upgrade this one, then import again.",
    );
  const parsed = Manifest.safeParse(value);
  if (!parsed.success)
    throw new ExportError(
      "damaged-export",
      `manifest.json is damaged (${z.prettifyError(parsed.error)}). Export again.`,
    );
  return parsed.data;
}

/** The schema must be the same on both sides. Throws ExportError that says which side to update. */
export function refuseOtherSchema(theirs: Manifest["migration"], ours: Manifest["migration"]): void {
  if (theirs.tag === ours.tag && theirs.idx === ours.idx) return;
  if (theirs.idx < ours.idx)
    throw new ExportError(
      "older-export",
      `This export was made by an older Parley (${theirs.tag}, here ${ours.tag}). Update Parley where it was made and export again.`,
    );
  throw new ExportError(
    "newer-export",
    `This export was made by a newer Parley (${theirs.tag}, here ${ours.tag}). Upgrade the deployment, then import again.`,
  );
}
