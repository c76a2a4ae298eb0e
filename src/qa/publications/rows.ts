/** Reads and writes the rows of pages: every change grows the edition, so that nobody overwrites what they have not seen. */
import { eq } from "drizzle-orm";
import { type PublicationStep, type Standing, stepFrom } from "../../domain/publication-moves.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { publication } from "../../store/schema.ts";

export type PublicationRow = typeof publication.$inferSelect;

/** Null where there is none. */
export function findPublication(store: Store, id: number): PublicationRow | null {
  return store.db.select().from(publication).where(eq(publication.id, id)).get() ?? null;
}

/** Throws ProblemError `not-found`. */
export function requirePublication(store: Store, id: number): PublicationRow {
  const row = findPublication(store, id);
  if (!row) throw new ProblemError("not-found", "There is no such publication.");
  return row;
}

/** The row where it is still the one that somebody looked at. Throws ProblemError `not-found`, or `conflict` with the present `edition`. */
export function requireEdition(store: Store, id: number, edition: number): PublicationRow {
  const row = requirePublication(store, id);
  if (row.edition !== edition)
    throw new ProblemError("conflict", "Somebody has changed it since you read it. Read it again, then decide.", {
      field: "edition",
      extra: { reason: "changed", edition: row.edition },
    });
  return row;
}

const REFUSALS: Record<PublicationStep, string> = {
  edit: "It is withdrawn. Open it again to change it.",
  submit: "Only a draft can be handed in.",
  return: "Only what is in review can be sent back.",
  publish: "Only what is in review can be published: hand it in first.",
  withdraw: "It is not public.",
  discard: "There is nothing to discard.",
  reopen: "Only a withdrawn page can be opened again.",
};

/** Where the step leads. Throws ProblemError `conflict` where it cannot be taken. */
export function step(row: PublicationRow, name: PublicationStep): Standing | "gone" {
  const to = stepFrom(row, name);
  if (to === null)
    throw new ProblemError("conflict", REFUSALS[name], {
      extra: { reason: "state", state: row.state, revision: row.revision },
    });
  return to;
}

/** Call inside the transaction of the change. */
export function save(store: Store, now: EpochMs, row: PublicationRow, change: Partial<PublicationRow>): PublicationRow {
  return store.db
    .update(publication)
    .set({ ...change, edition: row.edition + 1, updatedAt: now })
    .where(eq(publication.id, row.id))
    .returning()
    .get();
}
