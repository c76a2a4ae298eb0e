/** Blocks a person's name on a platform for us, or lifts that; what they wrote becomes spam. */
import { demand } from "../domain/permissions.ts";
import { eq, sql } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { conversation, identity } from "../store/schema.ts";
import { setStatus } from "./set-status.ts";

/** Lifting a block leaves the conversations as they are. Throws ProblemError `not-found`, or `conflict` for ourselves. */
export function setBlocked(ctx: Context, identityId: number, blocked: boolean): void {
  demand(ctx, "contact.manage");
  const { store } = ctx;
  store.transaction((now) => {
    const person = store.q.identityById.get({ id: identityId });
    if (!person) throw new ProblemError("not-found", "There is no such person.");
    if (person.isUs) throw new ProblemError("conflict", "This is one of our own accounts.");
    if ((person.state === "blockedByUs") === blocked) return;
    store.db
      .update(identity)
      .set({ state: blocked ? "blockedByUs" : "active" })
      .where(eq(identity.id, identityId))
      .run();
    record(ctx, now, { type: "identity.blocked", data: { identityId, blocked } });
    if (!blocked) return;
    const rows = store.db
      .select({ id: conversation.id })
      .from(conversation)
      .where(sql`${conversation.personId} = ${identityId} and ${conversation.status} <> 'spam'`)
      .all();
    for (const row of rows) setStatus(ctx, row.id, "spam");
  });
}
