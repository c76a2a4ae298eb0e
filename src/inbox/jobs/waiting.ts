/** Which jobs have not ended. */
import { sql } from "drizzle-orm";
import { job } from "../../store/schema.ts";

/** Written out, not bound: only then does SQLite use the partial index of the same words, and ended jobs only grow. */
export const IS_WAITING = sql`${job.state} in ('queued', 'running')`;
