/** Which deliveries are not settled, in the words of their index. */
import { sql } from "drizzle-orm";
import { delivery } from "../store/schema.ts";

/** Written out, not bound: only then does SQLite use the partial index of the same words, and settled rows are many. */
export const IS_LIVE = sql`${delivery.state} in ('queued', 'scheduled', 'sending', 'unknown')`;
