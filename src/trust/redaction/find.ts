/** Finds what would tell who somebody is, or lead somebody astray, in a text that becomes public. Pure. */
import type { Found } from "../../domain/redaction/removals.ts";
import { sourceSpan } from "../guard/fold.ts";
import { isListed, type Way, waysOut } from "../guard/links.ts";
import { findSecrets } from "../secrets/find.ts";
import { addressesIn, casedAddressesIn } from "./addresses.ts";
import type { Around } from "./around.ts";
import { contactsIn } from "./contacts.ts";
import { harmlessIn } from "./harmless.ts";
import { namesIn } from "./names.ts";
import { phonesIn } from "./phones.ts";
import { BLANK, blank, foldedRange, type Range, read } from "./reading.ts";
import { namedReferencesIn, referencesIn } from "./references.ts";

/**
 * Ranges of NFC text, in order and apart from each other. The brand's own hosts, handles and numbers stay, unless what is written only looks like
 * them; so do numbers that tell of nobody.
 */
export function findPersonal(text: string, around: Around): Found[] {
  const found: Found[] = [];
  let folded = read(text);
  const free = (range: Range) => !found.some((one) => one.start < range.end && range.start < one.end);
  const take = (kind: Found["kind"], source: Range) => {
    if (source.end > source.start && free(source)) found.push({ kind, start: source.start, end: source.end });
  };
  const settle = () => {
    folded = blank(
      folded,
      found.map((one) => foldedRange(folded, one)),
    );
  };
  const takeFolded = <One extends Range>(ranges: readonly One[], kind: (one: One) => Found["kind"]) => {
    for (const range of longestFirst(ranges))
      if (!folded.text.slice(range.start, range.end).includes(BLANK))
        take(kind(range), sourceSpan(folded, range.start, range.end));
    settle();
  };

  const kept = ownIn(text, around);
  folded = blank(
    folded,
    kept.map((one) => foldedRange(folded, one)),
  );
  const inKept = (range: Range) => kept.some((one) => one.start < range.end && range.start < one.end);

  const ways = waysOut(text).map((way) => wholeHandle(text, way));
  // Written around the @, a mailbox would be read as a link to its host.
  for (const { kind, ...range } of contactsIn(folded.text)) {
    const source = sourceSpan(folded, range.start, range.end);
    const isIn = ways.some((way) => way.start <= source.start && source.start < way.end);
    if (kind === "email" && !isIn && !inKept(source)) take("email", source);
  }
  for (const way of ways) {
    const kind = wayKind(text, way, around);
    if (kind === "keep") kept.push(way);
    else if (kind !== null && !inKept(way)) take(kind, way);
  }
  folded = blank(
    folded,
    kept.map((one) => foldedRange(folded, one)),
  );
  settle();
  for (const one of longestFirst(casedAddressesIn(text))) if (!inKept(one)) take(one.kind, one);
  for (const { kind, start, end } of findSecrets(text))
    if (kind === "undecided" && !inKept({ start, end })) take("transaction-hash", { start, end });
  settle();
  takeFolded(addressesIn(folded.text), ({ kind }) => kind);
  takeFolded(contactsIn(folded.text), ({ kind }) => kind);
  takeFolded(namedReferencesIn(folded.text), () => "order-number");
  folded = blank(folded, harmlessIn(folded.text));
  takeFolded(phonesIn(folded.text), () => "phone");
  takeFolded(referencesIn(folded.text), () => "order-number");
  for (const range of longestFirst(handlesIn(text, around))) if (!inKept(range)) take("handle", range);
  for (const range of longestFirst(namesIn(text, around))) if (!inKept(range)) take("name", range);
  return found.sort((a, b) => a.start - b.start);
}

function longestFirst<One extends Range>(ranges: readonly One[]): One[] {
  return ranges.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
}

/** Endings of hosts that are words, written as the beginning of a sentence: `It failed.It says`. */
const NEXT_SENTENCE = /^[^/.]+\.(?:It|My|In|So|To|Is|At|Be|Me|No|Us|As|Am|Do|By|Info|Help|Support|Please)$/;
const NAME_SERVICE = /\.(?:eth|trx|bnb|sol|ton|crypto|nft)\/?$/;
/** Of somebody: an id, a hash, an address, a mailbox. */
const TELLS_WHO = /\d{5}|[a-z0-9_-]{20}|@|%40/i;

/** `keep`: the brand's own. Null: no way out at all. */
function wayKind(text: string, way: Way, { ours, contacts }: Around): Found["kind"] | "keep" | null {
  const source = text.slice(way.start, way.end);
  const listed = isListed(way, ours);
  switch (way.kind) {
    case "email":
      return listed || contacts.some((one) => one.toLowerCase() === source.toLowerCase()) ? "keep" : "email";
    case "handle":
      // Look-alike letters make another handle.
      return listed && source.normalize("NFKC").toLowerCase() === `@${way.target}` ? "keep" : "handle";
    case "contact":
      // `contactsIn` reads these more closely.
      return null;
    case "link": {
      const path = way.written.replace(/^(?:[a-z0-9+]+:[/\\]*)?[^/?#]*/, "");
      if (listed && (ours.includes(way.target.toLowerCase()) || !TELLS_WHO.test(path))) return "keep";
      if (NEXT_SENTENCE.test(source)) return null;
      return NAME_SERVICE.test(way.target) ? "wallet-address" : "link";
    }
  }
}

/** A name on Discord may have dots; the guard stops at the first, where a sentence may end, and begins a host behind `_`. */
function wholeHandle(text: string, way: Way): Way {
  if (way.kind === "link" && text[way.start - 1] === "_") {
    const before = /\w+$/.exec(text.slice(0, way.start))?.[0].length ?? 0;
    return { ...way, kind: "handle", start: way.start - before };
  }
  const more = way.kind === "handle" ? /^(?:\.[a-z0-9_]+)+/.exec(text.slice(way.end))?.[0] : undefined;
  return more === undefined ? way : { ...way, end: way.end + more.length, target: way.target + more };
}

/** Where the brand's own numbers and addresses stand. */
function ownIn(text: string, { contacts }: Around): Range[] {
  return contacts.flatMap((contact) => {
    const pattern = /^[+\d\s().-]+$/.test(contact)
      ? numberPattern(contact)
      : new RegExp(String.raw`(?<![\w.+-])${escaped(contact)}(?![\w]|[.-]\w)`, "gi");
    return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
  });
}

/** Country codes of ITU-T E.164 with one and two digits; all others have three. */
const COUNTRY = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** As it is dialled from abroad and at home; behind another country's code it is somebody else's. */
function numberPattern(contact: string): RegExp {
  const digits = contact.replace(/\D/g, "");
  const code = contact.trim().startsWith("+") ? (COUNTRY.exec(digits)?.[0] ?? digits.slice(0, 3)) : "";
  const spaced = (row: string) => Array.from(row).join(String.raw`[\s().-]{0,2}`);
  const home = String.raw`(?<![+\d][\s().-]{0,2}|\d)0?${spaced(digits.slice(code.length))}`;
  return new RegExp(String.raw`(?:(?<!\d)(?:\+|00)?${spaced(digits)}|${home})(?![\s.-]?\d)`, "g");
}

const escaped = (words: string) => words.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

const SHORTEST_HANDLE = 4;

/** Handles of those who take part, without their @. */
function handlesIn(text: string, { people, brand }: Around): Range[] {
  return people.flatMap(({ handle }) => {
    if (handle === null || handle.length < SHORTEST_HANDLE) return [];
    if (brand.some((name) => name.toLowerCase() === handle.toLowerCase())) return [];
    const pattern = new RegExp(String.raw`(?<![a-z0-9_])${escaped(handle)}(?![a-z0-9_])`, "gi");
    return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
  });
}
