/** What was taken out of a draft, what stands in its place, and how it comes back. Pure; the workspace uses it too. */
import type { RemovalKind, SiteLanguage } from "../publications.ts";

export const DRAFT_FIELDS = ["title", "question", "answer"] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];
export type DraftWords = Record<DraftField, string>;

/** Something taken out of a draft. `start`: where its stand-in begins in the field as it is now, in UTF-16 units. */
export interface Removal {
  field: DraftField;
  kind: RemovalKind;
  start: number;
  original: string;
  standIn: string;
}

/** A half-open range of a text, in UTF-16 units, that should not be public. */
export interface Found {
  kind: Exclude<RemovalKind, "date">;
  start: number;
  end: number;
}

const NAMES: Record<SiteLanguage, Record<Found["kind"], string>> = {
  zh: {
    name: "名字",
    handle: "账号",
    phone: "电话号码",
    email: "邮箱",
    link: "链接",
    "wallet-address": "钱包地址",
    "transaction-hash": "交易哈希",
    "order-number": "单号",
  },
  en: {
    name: "name",
    handle: "handle",
    phone: "phone number",
    email: "e-mail address",
    link: "link",
    "wallet-address": "wallet address",
    "transaction-hash": "transaction hash",
    "order-number": "order number",
  },
};

/** Signs that people do not write, so that a stand-in is not taken for their words; square brackets would be a link in Markdown. */
const SIGNS: Record<SiteLanguage, readonly [string, string]> = { zh: ["〔", "〕"], en: ["‹", "›"] };
const STAND_IN = /〔[^〔〕]{1,12}〕|‹[^‹›]{1,24}›/gu;

/** `number` counts different things of one kind: the second wallet address is another than the first. */
export function standInFor(kind: Found["kind"], number: number, language: SiteLanguage): string {
  const [open, close] = SIGNS[language];
  return `${open}${NAMES[language][kind]}${number > 1 ? ` ${number}` : ""}${close}`;
}

/** The text with each stand-in blanked, of the same length: what is left was written by somebody. */
export function withoutStandIns(text: string): string {
  return text.replace(STAND_IN, (mark) => " ".repeat(mark.length));
}

/** Puts one back. Null where its stand-in is no longer there. */
export function putBack(
  words: DraftWords,
  removals: readonly Removal[],
  removal: Removal,
): { words: DraftWords; removals: Removal[] } | null {
  if (!stands(words, removal)) return null;
  const { field, start, original, standIn } = removal;
  const text = words[field];
  const by = original.length - standIn.length;
  return {
    words: { ...words, [field]: text.slice(0, start) + original + text.slice(start + standIn.length) },
    removals: removals
      .filter((one) => one.field !== field || one.start !== start)
      .map((one) => (one.field === field && one.start > start ? { ...one, start: one.start + by } : one)),
  };
}

/** The removals after somebody edited the draft: each moves along with its stand-in; one whose stand-in was deleted is gone for good. */
export function followEdit(before: DraftWords, after: DraftWords, removals: readonly Removal[]): Removal[] {
  return DRAFT_FIELDS.flatMap((field) => {
    const [old, now] = [before[field], after[field]];
    const most = Math.min(old.length, now.length);
    let head = 0;
    while (head < most && old[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    let from = 0;
    return inOrder(removals, field).flatMap((removal) => {
      const { start, standIn } = removal;
      const expected = start + standIn.length <= head ? start : start + now.length - old.length;
      const kept = start + standIn.length <= head || start >= old.length - tail;
      const at = kept ? expected : now.indexOf(standIn, Math.max(from, Math.min(start, head)));
      if (at < from || !stands(after, { ...removal, start: at })) return [];
      from = at + standIn.length;
      return { ...removal, start: at };
    });
  });
}

function stands(words: DraftWords, { field, start, standIn }: Removal): boolean {
  return start >= 0 && words[field].startsWith(standIn, start);
}

function inOrder(removals: readonly Removal[], field: DraftField): Removal[] {
  return removals.filter((one) => one.field === field).toSorted((a, b) => a.start - b.start);
}
