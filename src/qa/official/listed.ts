/** The brand's official contacts as the public is told of them: what a lead entered, and every connected account by itself. */
import { asc, ne } from "drizzle-orm";
import { createChecker } from "../../domain/official/check.ts";
import type { Contact, Verdict } from "../../domain/official/contact.ts";
import { CONTACT_KINDS } from "../../domain/publications.ts";
import type { EpochMs } from "../../domain/time.ts";
import { plainName } from "../../domain/visible.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { account, officialContact } from "../../store/schema.ts";
import { simplified } from "../../store/search-words.ts";

export interface Listed extends Contact {
  /** Null: a connected account that nobody has said anything about. */
  id: number | null;
  accountId: number | null;
  purposes: { zh: string; en: string };
  /** Year, month or day in ISO 8601. */
  since: string | null;
  hidden: boolean;
  changedAt: EpochMs;
}

const queriesOf = perStore((db) => ({
  contacts: db.select().from(officialContact).orderBy(asc(officialContact.position), asc(officialContact.id)).prepare(),
  accounts: db.select().from(account).where(ne(account.state, "removed")).orderBy(asc(account.id)).prepare(),
}));

/** All of them, those that ended or are hidden too, by kind and then in the order in which they were made. */
export function allContacts(store: Store): Listed[] {
  const { contacts, accounts } = queriesOf(store);
  const rows = contacts.all();
  const connected = accounts.all();
  const byId = new Map(connected.map((one) => [one.id, one]));
  const named = new Set(rows.map((row) => row.accountId));
  const entered = rows.map((row): Listed => {
    const own = row.accountId === null ? undefined : byId.get(row.accountId);
    const { id, kind, since, accountId, endedAt, hidden } = row;
    return {
      id,
      kind,
      since,
      accountId,
      endedAt,
      hidden,
      // A connected account may be renamed on its platform: that name counts.
      handle: own ? handleOf(own) : row.handle,
      url: own ? urlOf(own) : row.url,
      name: row.name,
      remoteId: own?.remoteId ?? null,
      purposes: { zh: row.purposeZh, en: row.purposeEn },
      changedAt: row.changedAt ?? row.createdAt,
    };
  });
  const byThemselves = connected
    .filter((one) => !named.has(one.id))
    .map((one): Listed => ({
      id: null,
      accountId: one.id,
      kind: one.platform,
      handle: handleOf(one),
      url: urlOf(one),
      name: plainName(one.name),
      remoteId: one.remoteId,
      purposes: { zh: "", en: "" },
      since: null,
      hidden: false,
      endedAt: null,
      changedAt: one.createdAt,
    }));
  const rank = ({ kind }: Listed) => CONTACT_KINDS.indexOf(kind);
  return [...byThemselves, ...entered].sort((one, other) => rank(one) - rank(other));
}

/** Those that the public is shown. */
export function listedContacts(store: Store): Listed[] {
  return allContacts(store).filter(({ hidden, endedAt }) => !hidden && endedAt === null);
}

const checkers = new WeakMap<Store, { of: string; check: (text: string) => Verdict<Listed> | null }>();

/** Whether what somebody pasted is the brand's. Nothing of it is kept. */
export function checkContact(store: Store, text: string): Verdict<Listed> | null {
  const contacts = allContacts(store).filter(({ hidden }) => !hidden);
  const of = JSON.stringify(contacts);
  let made = checkers.get(store);
  if (made?.of !== of) {
    made = { of, check: createChecker(contacts, { simplified }) };
    checkers.set(store, made);
  }
  return made.check(text);
}

type Account = typeof account.$inferSelect;

function handleOf({ handle, remoteId }: Account): string {
  return handle ?? remoteId;
}

function urlOf({ platform, handle, url }: Account): string | null {
  return url ?? (handle === null ? null : pageOf(platform, handle));
}

/** Where an account of that name is found; null: its platform has no address for names. */
export function pageOf(kind: Contact["kind"], handle: string): string | null {
  const bare = handle.replace(/^@/, "");
  if (kind === "x") return `https://x.com/${bare}`;
  return kind === "telegram" ? `https://t.me/${bare}` : null;
}
