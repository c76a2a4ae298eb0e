/** Keeps the list of official contacts: entered, changed, hidden, ended and removed by a lead. */
import { eq } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { ContactKind } from "../../domain/publications.ts";
import { type Context, record } from "../../store/context.ts";
import { account, officialContact } from "../../store/schema.ts";
import { parseContact, parseSince } from "./input.ts";
import { allContacts, type Listed } from "./listed.ts";

/** Each check of an account compares with all of them. */
const MOST_CONTACTS = 200;

export interface ContactWords {
  name: string;
  purposes?: { zh: string; en: string } | undefined;
  since?: string | null | undefined;
  hidden?: boolean | undefined;
}

export type NewContact = ContactWords &
  (
    | { kind: ContactKind; handle: string; url?: string | null | undefined; accountId?: undefined }
    /** Says more of a connected account, whose handle its platform knows. */
    | { accountId: number }
  );

export interface ContactPatch extends Omit<ContactWords, "name"> {
  name?: string | undefined;
  handle?: string | undefined;
  url?: string | null | undefined;
  /** True: it is ours no longer, and whoever asks is told so. */
  ended?: boolean | undefined;
}

/** Throws ProblemError `forbidden`, `invalid` naming the field, or `conflict` where it is on the list already. */
export function addContact(ctx: Context, input: NewContact): Listed {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    const listed = allContacts(store);
    if (listed.length >= MOST_CONTACTS)
      throw new ProblemError("conflict", `The list holds ${MOST_CONTACTS} contacts. Remove some that are not needed.`);
    const what = input.accountId === undefined ? entered(listed, input) : connected(ctx, listed, input.accountId);
    const row = store.db
      .insert(officialContact)
      .values({ ...what, ...words(input), name: input.name.trim(), changedAt: now, createdAt: now })
      .returning()
      .get();
    record(ctx, now, {
      type: "official-contact.changed",
      data: { contactId: row.id, kind: row.kind, change: "added" },
    });
    return requireContact(ctx, row.id);
  });
}

/** Throws ProblemError `forbidden`, `not-found`, `invalid` or `conflict`. */
export function changeContact(ctx: Context, id: number, patch: ContactPatch): Listed {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    const before = requireContact(ctx, id);
    const address = { handle: patch.handle, url: patch.url };
    if ((address.handle !== undefined || address.url !== undefined) && before.remoteId !== null)
      throw new ProblemError("invalid", "Its handle is what the platform says. Rename it there.", { field: "handle" });
    const isSame = address.handle === undefined && address.url === undefined;
    const next = isSame ? null : parseContact(before.kind, address.handle ?? before.handle, address.url ?? null);
    if (next) refuseTwice(allContacts(store), before.kind, next.handle, id);
    const endedAt = patch.ended === undefined ? before.endedAt : patch.ended ? (before.endedAt ?? now) : null;
    const name = patch.name === undefined ? {} : { name: patch.name.trim() };
    store.db
      .update(officialContact)
      .set({ ...next, ...words(patch), ...name, endedAt, changedAt: now })
      .where(eq(officialContact.id, id))
      .run();
    const change = endedAt === before.endedAt ? "changed" : endedAt === null ? "resumed" : "ended";
    record(ctx, now, { type: "official-contact.changed", data: { contactId: id, kind: before.kind, change } });
    return requireContact(ctx, id);
  });
}

/** It was entered by mistake: nobody is told that it was ever ours. Throws ProblemError `forbidden` or `not-found`. */
export function removeContact(ctx: Context, id: number): void {
  demand(ctx, "settings.change");
  ctx.store.transaction((now) => {
    const { kind } = requireContact(ctx, id);
    ctx.store.db.delete(officialContact).where(eq(officialContact.id, id)).run();
    record(ctx, now, { type: "official-contact.changed", data: { contactId: id, kind, change: "removed" } });
  });
}

function requireContact({ store }: Context, id: number): Listed {
  const found = allContacts(store).find((one) => one.id === id);
  if (!found) throw new ProblemError("not-found", "There is no such contact on the list.");
  return found;
}

function words({ purposes, since, hidden }: Omit<ContactWords, "name">) {
  return {
    ...(purposes === undefined ? {} : { purposeZh: purposes.zh.trim(), purposeEn: purposes.en.trim() }),
    ...(since === undefined ? {} : { since: parseSince(since) }),
    ...(hidden === undefined ? {} : { hidden }),
  };
}

function entered(listed: readonly Listed[], { kind, handle, url = null }: Extract<NewContact, { kind: ContactKind }>) {
  const parsed = parseContact(kind, handle, url);
  refuseTwice(listed, kind, parsed.handle, null);
  return { kind, ...parsed };
}

function connected({ store }: Context, listed: readonly Listed[], accountId: number) {
  const own = store.db.select().from(account).where(eq(account.id, accountId)).get();
  if (!own || own.state === "removed")
    throw new ProblemError("invalid", "There is no such connected account.", { field: "accountId" });
  if (listed.some((one) => one.accountId === accountId && one.id !== null))
    throw new ProblemError("conflict", "This account has an entry already: change that one.", { field: "accountId" });
  return { kind: own.platform, handle: own.handle ?? own.remoteId, url: own.url, accountId };
}

function refuseTwice(listed: readonly Listed[], kind: ContactKind, handle: string, id: number | null): void {
  const same = listed.find(
    (one) => one.kind === kind && one.handle.toLowerCase() === handle.toLowerCase() && (id === null || one.id !== id),
  );
  if (same)
    throw new ProblemError(
      "conflict",
      `${handle} is on the list already${same.endedAt === null ? "" : ", as one that ended"}.`,
      {
        field: "handle",
      },
    );
}
