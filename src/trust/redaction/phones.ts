/** Finds telephone numbers in folded text, in the many ways in which people write them, to be read or to slip through. */
import type { Range } from "./reading.ts";

/** Between two digits of one number: spaces, dashes, dots, brackets, or up to three signs that only get in the way. */
const GAP = String.raw`[^\p{L}\p{N}\n\ue000,，、;；:：$¥#%+=<>]{0,3}`;
const DIGIT = "[0-9]";
/** Among digits a reader takes o for nought and l for one. */
const LETTERS_FOR_DIGITS = /(?<![a-z])\+?[0-9ol][0-9ol\s().-]{5,20}[0-9ol](?![a-z0-9])/g;
const RUN = new RegExp(`(?<![a-z0-9])(?:\\+|\\()?${GAP}${DIGIT}(?:${GAP}${DIGIT}){4,16}(?![a-z0-9])`, "gu");
/** Commas and lines between the groups of a mobile number of eleven digits. */
const CHINESE_MOBILE = /(?<!\d)(?:\+?86[^\p{L}\d]{0,3})?1[3-9]\d[^\d\n]{1,3}\d{4}[^\d\n]{1,3}\d{4}(?!\d)/gu;
const CHINESE_MOBILE_INSIDE = /(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)/g;

const HAN_DIGITS = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖";
const HAN_RUN = new RegExp(`[${HAN_DIGITS}](?:[^\\p{L}\\p{N}\\n]{0,2}[${HAN_DIGITS}0-9]){6,14}`, "gu");
const SPOKEN =
  /(?<![a-z])(?:(?:plus|double|triple|zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s,.-]{1,3}){6,14}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?![a-z])/g;

const CALLED =
  /(?:phone|call|cell|mobile|tel|telephone|hotline|dial|ring|sms|text me|whatsapp|whats app|viber|signal|imo|fax|电话|手机|手机号|热线|拨打|致电|打给|号码|座机|短信|联系方式|回电|来电|传真|联系我|呼叫)(?:[^\n\d\ue000]{0,24})$/u;
const OTHERS = /(?:order|ticket|case|invoice|uid|account|订单|工单|单号|编号|流水)[^\n\d\ue000]{0,12}$/u;
const REACH = 40;

export function phonesIn(folded: string): Range[] {
  const text = folded.replace(LETTERS_FOR_DIGITS, (match) =>
    (match.match(/\d/g)?.length ?? 0) >= 6 ? match.replaceAll("o", "0").replaceAll("l", "1") : match,
  );
  const found: Range[] = [];
  for (const { 0: match, index } of text.matchAll(RUN)) {
    const before = text.slice(Math.max(0, index - REACH), index);
    if (isPhone(match, CALLED.test(before) && !OTHERS.test(before))) found.push(trimmed(text, index, match.length));
  }
  for (const pattern of [CHINESE_MOBILE, CHINESE_MOBILE_INSIDE])
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const digits = match.match(/\d/g)?.length ?? 0;
      if (digits >= 7 && !/^\d{1,3}(?:,\d{3})+$/.test(match)) found.push({ start: index, end: index + match.length });
    }
  for (const { 0: match, index } of text.matchAll(HAN_RUN))
    if (new Set(match.match(/\p{Script=Han}|\d/gu)).size > 2) found.push({ start: index, end: index + match.length });
  for (const { 0: match, index } of text.matchAll(SPOKEN)) found.push({ start: index, end: index + match.length });
  return found;
}

function isPhone(match: string, called: boolean): boolean {
  const digits = match.replace(/\D/g, "");
  const { length } = digits;
  const groups = match.match(/\d+/g) ?? [];
  if (length < 5 || isCounting(groups)) return false;
  if (/^[+(]?\s?\+/.test(match) || match.startsWith("+")) return length >= 7;
  if (called) return true;
  if (/^00[1-9]/.test(digits) && length >= 10) return true;
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return groups.length < 8 || groups.every((one) => one.length === 1);
  if (/^[48]00\d{7}$/.test(digits)) return true;
  if (groups.length > 2 && groups.every((one) => one.length === 1)) return length >= 7;
  // A landline with its area in China, or the leading nought of most countries.
  if (/^0\d{8,11}$/.test(digits)) return true;
  const shape = groups.map((one) => one.length).join("-");
  if (/^(?:1-)?3-3-4$/.test(shape)) return /^1?[2-9]/.test(digits);
  if (shape === "3-4" && /[-.]/.test(match)) return /^[2-9]/.test(digits);
  return shape === "4-4" && /^[235689]/.test(digits) && !/^20[0-3]/.test(digits);
}

/** `1 2 3 4 5 6 7`: numbers of words or steps, and not of anybody. */
function isCounting(groups: readonly string[]): boolean {
  return (
    groups.length > 3 && groups.every((one, index) => index === 0 || Number(one) === Number(groups[index - 1]) + 1)
  );
}

function trimmed(text: string, start: number, length: number): Range {
  const end = start + length;
  const lead = /^[^\d+(]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + lead, end };
}
