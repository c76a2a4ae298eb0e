/** Says that two contacts are one person, or that a name belongs to somebody else after all. */
import { demand } from "../domain/permissions.ts";
import { and, eq } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { identity } from "../store/schema.ts";

/** Moves every name of `otherId` to `contactId`; conversations stay with their names. Throws ProblemError `not-found` or `invalid`. */
export function mergeContacts(ctx: Context, contactId: number, otherId: number): void {
  demand(ctx, "contact.manage");
  const { store } = ctx;
  store.transaction((now) => {
    if (contactId === otherId)
      throw new ProblemError("invalid", "Name another contact; this one is itself already.", { field: "contactId" });
    if (namesOf(ctx, contactId).length === 0) throw new ProblemError("not-found", "There is no such contact.");
    if (namesOf(ctx, otherId).length === 0)
      throw new ProblemError("invalid", "There is no such contact to merge.", { field: "contactId" });
    store.db.update(identity).set({ contactId }).where(eq(identity.contactId, otherId)).run();
    record(ctx, now, { type: "contact.merged", data: { contactId, from: otherId } });
  });
}

/** Gives a name back to the contact it had at first; gives that contact's id. Throws ProblemError `not-found`, or `invalid` naming the field. */
export function unmergeContact(ctx: Context, contactId: number, identityId: number): number {
  demand(ctx, "contact.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    const names = namesOf(ctx, contactId);
    if (names.length === 0) throw new ProblemError("not-found", "There is no such contact.");
    const name = names.find((row) => row.id === identityId);
    if (!name) throw new ProblemError("invalid", "This contact has no such name.", { field: "identityId" });
    if (name.ownContactId === contactId)
      throw new ProblemError("invalid", "This name was the contact's own from the start; take out the others.", {
        field: "identityId",
      });
    store.db
      .update(identity)
      .set({ contactId: name.ownContactId })
      .where(and(eq(identity.id, identityId), eq(identity.contactId, contactId)))
      .run();
    record(ctx, now, { type: "contact.unmerged", data: { contactId, identityId, to: name.ownContactId } });
    return name.ownContactId;
  });
}

function namesOf(ctx: Context, contactId: number) {
  return ctx.store.db
    .select({ id: identity.id, ownContactId: identity.ownContactId })
    .from(identity)
    .where(eq(identity.contactId, contactId))
    .all();
}
