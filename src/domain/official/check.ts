/** Says whether an account, link, address or number is really the brand's, only looks like it, or has nothing to do with it. */
import { readAddress, type Address } from "./address.ts";
import { align, distance } from "./align.ts";
import type { Contact, Verdict, Why } from "./contact.ts";
import { entryOf, type Entry, isChosen } from "./directory.ts";
import { carries, hostLikeness, labelLikeness, namesCarried, readHost } from "./hosts.ts";
import { likeness, type Likeness, read } from "./likeness.ts";
import { nameLikeness } from "./names.ts";
import { piecesOf, plainWidth, withoutInvisible } from "./paste.ts";
import { nearPhone, phoneIn, samePhone } from "./phone.ts";

/** How far apart two names are counted, to find the nearest of ours. */
const MOST_APART = 12;
/** Longer than any address. What was cut off could turn its meaning around, so nothing is. */
const MOST_ASKED = 500;

const SITES = {
  x: "x",
  twitter: "x",
  推特: "x",
  telegram: "telegram",
  tg: "telegram",
  电报: "telegram",
  discord: "discord",
  dc: "discord",
} as const;
const SITE_NAMES = Object.keys(SITES).join("|");
const SITE_FIRST = new RegExp(`^(${SITE_NAMES})\\s*(?:[:：]\\s*|\\s)@?([\\w.-]{2,64})$`, "i");
const SITE_LAST = new RegExp(`^@?([\\w.-]{2,64})\\s+(?:on\\s+|\\()?(${SITE_NAMES})\\)?$`, "i");

/** The most telling first: of several addresses in one text, the worst is what its reader must know of. */
const ORDER: readonly Verdict["kind"][] = ["imitation", "was-ours", "unproven", "stranger", "ours"];
const WORST: readonly Why[] = [
  "elsewhere",
  "invisible",
  "lookalike",
  "separators",
  "unlisted",
  "other-host",
  "letters",
  "added",
  "name",
];

export interface CheckerOptions {
  /** The simplified form of a Chinese character. */
  simplified?: (char: string) => string;
}

/** A checker over these contacts. What it is asked costs the same at most, whatever it is; null where nothing was asked. */
export function createChecker<C extends Contact>(
  contacts: readonly C[],
  { simplified = (char) => char }: CheckerOptions = {},
) {
  const entries = contacts.map((contact) => entryOf(contact, simplified));
  return (text: string): Verdict<C> | null => {
    if (text.length > MOST_ASKED) return { kind: "too-long" };
    const pieces = piecesOf(text);
    const told = withPlatform(withoutInvisible(plainWidth(text)).trim());
    if (told) return judge(entries, text.trim(), told);
    const number = phoneIn(withoutInvisible(plainWidth(text)));
    if (number) return judge(entries, text.trim(), { kind: "phone", ...number });
    const found = pieces.map((piece) => judgePiece(entries, piece, simplified));
    // Words without an address are a name. So are a few with one: `@Bobo Wallet`.
    const whole = withoutInvisible(plainWidth(text)).trim();
    const isName = pieces.length === 0 || (/\s/.test(whole) && /^@?[\p{L}\p{N}\p{M} ._-]{1,40}$/u.test(whole));
    if (isName && whole !== "") found.push(judgeName(entries, whole, simplified));
    return found.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))[0] ?? null;
  };
}

function withPlatform(text: string): Address | null {
  const first = SITE_FIRST.exec(text);
  const last = first ? null : SITE_LAST.exec(text);
  const site = SITES[(first?.[1] ?? last?.[2] ?? "").toLowerCase() as keyof typeof SITES];
  const handle = first?.[2] ?? last?.[1];
  return site === undefined || handle === undefined ? null : { kind: "account", site, handle };
}

function judgePiece<C extends Contact>(
  entries: readonly Entry<C>[],
  piece: string,
  simplified: (char: string) => string,
): Verdict<C> {
  const bare = withoutInvisible(piece);
  const address = readAddress(bare);
  if (!address) return { kind: "stranger", asked: piece };
  if (address.kind === "handle" && /\p{Script=Han}/u.test(address.handle))
    return judgeName(entries, address.handle, simplified);
  const verdict = judge(entries, piece, address);
  if (bare === piece || verdict.kind !== "ours" || address.kind === "phone") return verdict;
  const [contact] = verdict.contacts;
  if (!contact) return verdict;
  const ours = nameOf(address);
  const columns = ours === null ? null : align(ours, piece.replace(/^.*[/@](?=[^/@]*$)/u, ""));
  return { kind: "imitation", asked: piece, why: "invisible", contact, columns };
}

/** What is compared where only what is invisible differs. */
function nameOf(address: Address): string | null {
  if (address.kind === "handle" || address.kind === "account") return address.handle;
  return address.kind === "invite" ? address.code : null;
}

function judge<C extends Contact>(entries: readonly Entry<C>[], asked: string, address: Address): Verdict<C> {
  const same = entries.filter((entry) => entry.addresses.some((one) => isSame(address, one)));
  const live = same.filter(({ contact }) => contact.endedAt === null);
  if (live.length > 0) return { kind: "ours", asked, contacts: live.map(({ contact }) => contact) };
  if (same[0]) return { kind: "was-ours", asked, contact: same[0].contact };
  if (address.kind === "post") return { kind: "unproven", asked, because: "post-link" };
  const found = resemblances(entries, address);
  const rank = ({ why, entry, ours, theirs }: Resemblance<C>) =>
    WORST.indexOf(why) * 2_000 +
    (entry.contact.endedAt === null ? 0 : 1_000) +
    (why === "elsewhere" && address.kind === "web" ? 0 : farness(entry, address) * 200) +
    // Ours within theirs stands nearer than another of about its length.
    (theirs.toLowerCase().includes(ours.toLowerCase())
      ? -ours.length
      : distance(ours.toLowerCase(), theirs.toLowerCase(), MOST_APART));
  const best = found.map((one) => ({ one, at: rank(one) })).sort((one, other) => one.at - other.at)[0]?.one;
  if (!best) return { kind: "stranger", asked };
  const columns = best.why === "elsewhere" ? null : align(best.ours, best.theirs);
  return { kind: "imitation", asked, why: best.why, contact: best.entry.contact, columns };
}

function judgeName<C extends Contact>(
  entries: readonly Entry<C>[],
  name: string,
  simplified: (char: string) => string,
): Verdict<C> {
  const theirs = read(Array.from(name.replace(/^@/, ""), simplified).join(""));
  const found = entries.map((entry) => ({ entry, how: nameLikeness(theirs, entry) }));
  if (found.some(({ how }) => how === "exact")) return { kind: "unproven", asked: name, because: "name" };
  const poses = found.find(({ how }) => how === "poses");
  if (poses) return { kind: "imitation", asked: name, why: "name", contact: poses.entry.contact, columns: null };
  return { kind: "stranger", asked: name };
}

/** Whether two addresses lead to the same. A bare handle is asked of every platform. */
function isSame(asked: Address, ours: Address): boolean {
  const equal = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  switch (asked.kind) {
    case "handle": {
      const handle = asked.handle.replace(/#\d{4}$/, "");
      if (ours.kind === "account") return equal(handle, ours.handle);
      return ours.kind === "invite" && isChosen(ours.code) && equal(handle, ours.code);
    }
    case "account":
      return ours.kind === "account" && ours.site === asked.site && equal(asked.handle, ours.handle);
    case "invite":
      if (ours.kind !== "invite" || ours.site !== asked.site) return false;
      return asked.code === ours.code || (isChosen(ours.code) && equal(asked.code, ours.code));
    case "id":
      return ours.kind === "id" && ours.site === asked.site && ours.id === asked.id;
    case "email":
      return ours.kind === "email" && ours.host === asked.host && equal(ours.local, asked.local);
    case "phone":
      return ours.kind === "phone" && samePhone(asked, ours);
    case "web":
      if (ours.kind !== "web" || asked.user !== "") return false;
      if (ours.host.startsWith("*."))
        return asked.host === ours.host.slice(2) || asked.host.endsWith(ours.host.slice(1));
      return asked.host === ours.host && ours.path.every((part, at) => part === asked.path[at]);
    case "post":
      return false;
  }
}

/** An account is best compared with one of the same platform, a page with a page. */
function farness<C extends Contact>({ contact, hosts }: Entry<C>, address: Address): 0 | 1 | 2 {
  if (address.kind === "account" || address.kind === "invite") return contact.kind === address.site ? 0 : 1;
  if (address.kind === "email") return contact.kind === "email" ? 0 : hosts.length > 0 ? 1 : 2;
  if (address.kind === "web") return contact.kind === "website" ? 0 : hosts.length > 0 ? 1 : 2;
  return 0;
}

interface Resemblance<C extends Contact> {
  entry: Entry<C>;
  why: Why;
  /** What stands above each other. */
  ours: string;
  theirs: string;
}

function resemblances<C extends Contact>(entries: readonly Entry<C>[], address: Address): Resemblance<C>[] {
  const found: Resemblance<C>[] = [];
  const add = (entry: Entry<C>, why: Why | null, ours: string, theirs: string) => {
    if (why !== null) found.push({ entry, why, ours, theirs });
  };
  const compareName = (name: string) => {
    const theirs = read(name);
    for (const entry of entries)
      for (const mark of entry.marks) {
        const how = likeness(theirs, mark);
        add(entry, how === "same" ? "elsewhere" : how, mark.raw, name);
      }
  };
  switch (address.kind) {
    case "handle":
    case "account":
      compareName(address.handle);
      break;
    case "invite":
      // One that was drawn resembles others by chance alone.
      if (isChosen(address.code) || address.code.includes("-")) compareName(address.code);
      break;
    case "email":
      compareHost(entries, address.host, add);
      compareName(address.local.replace(/\+.*$/, ""));
      break;
    case "phone":
      for (const entry of entries)
        for (const ours of entry.addresses)
          if (ours.kind === "phone") add(entry, nearPhone(address, ours), ours.digits, address.digits);
      break;
    case "web": {
      compareHost(entries, address.host, add);
      const carried = namesCarried(address);
      const number = address.path.map(phoneIn).find((one) => one !== null);
      const dialled = number && { ...number, international: true };
      for (const entry of entries) {
        const name = entry.marks.find((mark) => carries(carried, mark))?.raw;
        const number =
          dialled && entry.addresses.find((one) => one.kind === "phone" && samePhone(dialled, one)) && dialled;
        const host = entry.hosts.find(({ host }) => address.user.includes(host))?.host;
        const ours = name ?? number?.digits ?? host;
        if (ours !== undefined) add(entry, "elsewhere", ours, carried.text);
      }
      break;
    }
    case "id":
    case "post":
      break;
  }
  return found;
}

/** What a label says of a whole host. */
const AS_HOST: Record<Likeness, Why> = {
  same: "other-host",
  added: "other-host",
  separators: "other-host",
  invisible: "invisible",
  lookalike: "lookalike",
  letters: "letters",
};

function compareHost<C extends Contact>(
  entries: readonly Entry<C>[],
  host: string,
  add: (entry: Entry<C>, why: Why | null, ours: string, theirs: string) => void,
): void {
  const theirs = readHost(host);
  for (const entry of entries) {
    let alike = false;
    for (const ours of entry.hosts) {
      const why = hostLikeness(theirs, ours);
      alike ||= why !== null;
      add(entry, why, ours.host, theirs.host);
    }
    for (const mark of alike ? [] : entry.marks) {
      const how = labelLikeness(theirs, mark);
      add(entry, how === null ? null : AS_HOST[how], mark.raw, theirs.host);
    }
  }
}
