/** Turns a typed search into what the store is asked: names of accounts and labels become ids, days become times. */
import { sql } from "drizzle-orm";
import type { ConversationStatus } from "../../domain/status.ts";
import type { PlaceKind, PlatformName } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { SearchDay } from "../../domain/search/day.ts";
import { HAS_VALUES, type HasValue, IS_VALUES, PLATFORM_SPELLINGS } from "../../domain/search/operators.ts";
import { parseSearchText, type SearchError, type SearchFilter, type SearchTerm } from "../../domain/search/parse.ts";
import { DAY_MS, type EpochMs } from "../../domain/time.ts";
import { zoneOf, type Zone } from "../../domain/hours/zone.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { account, label } from "../../store/schema.ts";
import { fold, phraseQuery, searchQuery } from "../../store/search-words.ts";

export interface Search {
  /** For the index of messages; null: only conversations are narrowed. */
  fts: string | null;
  terms: SearchTerm[];
  /** Each narrows where it is not null. */
  statuses: ConversationStatus[] | null;
  accountIds: ReadonlySet<number> | null;
  labelIds: number[];
  kind: PlaceKind | null;
  /** `none`: nobody's. */
  assignee: { id: number | null } | null;
  unread: boolean;
  waiting: boolean;
  attention: boolean;
  has: HasValue[];
  sentBefore: EpochMs | null;
  sentAfter: EpochMs | null;
  /** Things that exclude each other were asked for. */
  impossible: boolean;
}

export interface Asker {
  /** Who `is:mine` means; null: nobody. */
  agentId: number | null;
  /** IANA name of the zone that days are counted in. */
  timeZone: string;
}

const queriesOf = perStore((db) => ({
  accounts: db
    .select({ id: account.id, platform: account.platform, name: account.name, handle: account.handle })
    .from(account)
    .prepare(),
  label: db
    .select({ id: label.id })
    .from(label)
    .where(sql`lower(${label.name}) = lower(${sql.placeholder("name")})`)
    .prepare(),
}));

/** Throws ProblemError `invalid`; its `search` says which part of the text is wrong, and how. */
export function resolveSearch(store: Store, text: string, asker: Asker): Search {
  const parsed = parseSearchText(text);
  if (!parsed.ok) throw problemOf(parsed.error);
  const { terms, filters } = parsed.query;
  const search: Search = {
    fts: null,
    terms,
    statuses: null,
    accountIds: null,
    labelIds: [],
    kind: null,
    assignee: null,
    unread: false,
    waiting: false,
    attention: false,
    has: [],
    sentBefore: null,
    sentAfter: null,
    impossible: false,
  };
  const authors: string[] = [];
  for (const filter of filters) apply(store, search, filter, authors, asker);
  search.fts = ftsOf(terms, authors);
  if (search.fts === null && terms.length > 0) search.impossible = true;
  return search;
}

function apply(store: Store, search: Search, filter: SearchFilter, authors: string[], asker: Asker): void {
  const wrong = (value: string) =>
    problemOf({ code: "unknown-value", range: filter.range, operator: filter.operator, value });
  switch (filter.operator) {
    case "from": {
      const words = searchQuery(filter.value);
      if (words === null) throw wrong(filter.value);
      authors.push(`author : (${words})`);
      return;
    }
    case "in": {
      const ids = accountsCalled(store, filter.value);
      if (ids.length === 0) throw wrong(filter.value);
      search.accountIds = new Set([...(search.accountIds ?? []), ...ids]);
      return;
    }
    case "label": {
      const found = queriesOf(store).label.get({ name: filter.value.normalize("NFC") });
      if (!found) throw wrong(filter.value);
      search.labelIds.push(found.id);
      return;
    }
    case "has":
      search.has.push(filter.value);
      return;
    case "before":
      search.sentBefore = Math.min(search.sentBefore ?? Infinity, startOf(filter.value, store, asker));
      return;
    case "after":
      search.sentAfter = Math.max(search.sentAfter ?? 0, startOf(filter.value, store, asker));
      return;
    case "is":
      applyIs(search, filter.value, asker);
  }
}

function applyIs(search: Search, value: (typeof IS_VALUES)[number], asker: Asker): void {
  switch (value) {
    case "open":
    case "pending":
    case "snoozed":
    case "closed":
    case "spam":
      search.statuses = [...new Set([...(search.statuses ?? []), value])];
      return;
    case "public":
    case "private": {
      const kind = value === "public" ? "public" : "direct";
      search.impossible ||= search.kind !== null && search.kind !== kind;
      search.kind = kind;
      return;
    }
    case "unassigned":
    case "mine": {
      const id = value === "mine" ? asker.agentId : null;
      search.impossible ||=
        (search.assignee !== null && search.assignee.id !== id) || (value === "mine" && id === null);
      search.assignee = { id };
      return;
    }
    case "unread":
      search.unread = true;
      return;
    case "waiting":
      search.waiting = true;
      return;
    case "trouble":
      search.attention = true;
  }
}

/** Several authors: any of them. All words of the terms must occur. */
function ftsOf(terms: readonly SearchTerm[], authors: readonly string[]): string | null {
  const words = terms
    .filter(({ exact }) => !exact)
    .map(({ text }) => text)
    .join(" ");
  const parts = [searchQuery(words), ...terms.filter(({ exact }) => exact).map(({ text }) => phraseQuery(text))].filter(
    (part) => part !== null,
  );
  const texts = parts.map((part) => `(${part})`);
  return authors.length === 0
    ? texts.length === 0
      ? null
      : texts.join(" AND ")
    : [`(${authors.join(" OR ")})`, ...texts].join(" AND ");
}

/** A platform by name, or the accounts whose name or handle holds the words. */
function accountsCalled(store: Store, value: string): number[] {
  const word = fold(value).replace(/^@/, "");
  const platforms = Object.entries(PLATFORM_SPELLINGS) as [PlatformName, string[]][];
  const platform = platforms.find(([, spellings]) => spellings.some((one) => fold(one) === word))?.[0];
  return queriesOf(store)
    .accounts.all()
    .filter((row) =>
      platform === undefined
        ? [row.name, row.handle ?? ""].some((name) => fold(name).includes(word))
        : row.platform === platform,
    )
    .map((row) => row.id);
}

function startOf(day: SearchDay, store: Store, { timeZone }: Asker): EpochMs {
  const zone = zoneNamed(timeZone);
  if (day.kind === "date") return zone.toUtc(Date.UTC(day.year, day.month - 1, day.day), "first");
  const now = store.clock.now();
  const today = Math.floor((now + zone.offsetAt(now)) / DAY_MS);
  return zone.toUtc((today - day.days) * DAY_MS, "first");
}

function zoneNamed(timeZone: string): Zone {
  try {
    return zoneOf(timeZone);
  } catch {
    throw new ProblemError("invalid", "This is no time zone: name one as `Asia/Shanghai`.", { field: "timeZone" });
  }
}

const ALLOWED: Partial<Record<NonNullable<SearchError["operator"]>, string>> = {
  is: IS_VALUES.join(", "),
  has: HAS_VALUES.join(", "),
  before: "a day as 2026-11-22, a month, a year, today, yesterday, or 7d",
  after: "a day as 2026-11-22, a month, a year, today, yesterday, or 7d",
  in: "x, telegram, discord, or the name of an account",
  label: "a label that exists",
  from: "a name or handle",
};

function problemOf(error: SearchError): ProblemError {
  const { code, operator, value } = error;
  const allowed = operator === null ? "" : (ALLOWED[operator] ?? "");
  const details: Record<SearchError["code"], string> = {
    "no-value": `${operator}: names nothing. Write ${allowed}.`,
    "unknown-value": `${operator}: does not know “${value}”. Write ${allowed}.`,
    misspelt: `There is no ${value}: — write ${operator}: instead, or put quotes around the words.`,
    "too-many": "This search has too many parts: 32 at most.",
  };
  return new ProblemError("invalid", details[code], { field: "q", extra: { search: { ...error } } });
}
