/** Finds card numbers: a known beginning, the length that belongs to it, and the check digit of ISO/IEC 7812 (Luhn). */
import type { FoundSecret } from "../../domain/secret.ts";
import { lastOf } from "./last-of.ts";

/** One kind of break between groups of digits, as people copy it from a card. */
const DIGITS = /(?<![\w#/-]|\d[.,:])\d(?:[ \u00a0-]?\d){13,18}(?![\d_]|[.,:/-]\d)/g;
/** Four groups a line each, or with dots. */
const FOUR_GROUPS = /(?<![\w#/.-]|\d\n)\d{4}([.\n])\d{4}\1\d{4}\1\d{4}(?![\w.,:/-]|\n\d)/g;
const BRANDS: readonly { start: RegExp; lengths: readonly number[] }[] = [
  { start: /^4/, lengths: [16, 19] },
  { start: /^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, lengths: [16] },
  { start: /^3[47]/, lengths: [15] },
  { start: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] },
  { start: /^62/, lengths: [16, 17, 18, 19] },
  { start: /^35(?:2[89]|[3-8])/, lengths: [16, 19] },
  { start: /^3(?:0[0-5]|[68])/, lengths: [14] },
];
const CARD = /card|visa|master|unionpay|amex|debit|credit|卡/gi;
const OTHER_NUMBER =
  /order|ticket|invoice|tracking|reference|ref\b|serial|imei|case|uid|user ?id|chat ?id|订单|訂單|单号|單號|流水|编号|編號|工单|快递|用户|用戶/gi;
const REACH = 24;

/** In reading order. */
export function findCards(text: string): FoundSecret[] {
  if (!/[0-9]{3}/.test(text)) return [];
  return [...text.matchAll(DIGITS), ...text.matchAll(FOUR_GROUPS)].flatMap(({ 0: match, index }) => {
    const digits = match.replaceAll(/\D/g, "");
    const known = BRANDS.some(({ start, lengths }) => start.test(digits) && lengths.includes(digits.length));
    if (!known || !isLuhn(digits) || !isGrouped(match)) return [];
    const before = text.slice(Math.max(0, index - REACH), index);
    // What is named last is what it is.
    if (lastOf(OTHER_NUMBER, before) > lastOf(CARD, before)) return [];
    return { kind: "card", start: index, end: index + match.length };
  });
}

/** Without breaks, or in groups like those on a card: numbers that merely stand in a row are none. */
function isGrouped(match: string): boolean {
  const groups = match.split(/[ \u00a0-]/);
  return groups.length === 1 || groups.every((group, index) => group.length >= 4 || index === groups.length - 1);
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place));
    sum += place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
