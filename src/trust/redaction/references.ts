/** Finds numbers by which somebody can be looked up: of orders, tickets, accounts, papers. In folded text. */
import type { Range } from "./reading.ts";

const LABELS =
  "order|ticket|invoice|tracking|reference|ref\\.?|(?<!chain ?|network ?|链|网络)id|case|booking|receipt|uid|user ?id|customer ?(?:id|number|no)|member(?:ship)? ?(?:id|number|no)|account ?(?:id|number|no)|transaction ?(?:id|number|no)|trade|payment ?(?:id|number|no)|withdrawal ?(?:id|number|no)|deposit ?(?:id|number|no)|refund|request ?(?:id|number|no)|serial|imei|passport|id ?card|iban|memo|support ?id|wallet ?id|device ?id|complaint|claim|confirmation (?=code|number|no|#|id)|" +
  "订单|工单|单号|编号|流水号?|凭证|凭单|快递|运单|会员|用户|客户|用户id|账户id|账号id|充值|提现|提币|交易|商户|发票|票据|案件|受理|投诉|申诉|反馈|参考|身份证|护照|卡号|银行卡|账号|序列|设备|标签|备注|memo|退款";
/** Says that what follows is the number itself. */
const SAYS = String.raw`(?:\s?(?:号码|编号|单号|代码|号|id|number|num|nr|no\.?|code|#|:|=|是|为|is|was)){1,4}\s?[#:(\["']?\s?`;
const VALUE = String.raw`(?=[a-z0-9_/-]*\d[a-z_/-]*\d[a-z_/-]*\d)[a-z0-9]+(?:[_/-][a-z0-9]+){0,6}`;
const SPACED = String.raw`[a-z]{0,4}\d[\da-z]{1,}(?:[ ·][\da-z]*\d[\da-z]*){1,6}`;

const NAMED: readonly RegExp[] = [
  new RegExp(`(?<![a-z])(?:${LABELS})s?${SAYS}(?<value>${SPACED}|${VALUE})(?![a-z0-9])`, "gu"),
  new RegExp(
    `(?<![a-z])(?:${LABELS})\\s?(?<value>#?(?=[a-z0-9/-]*\\d[a-z/-]*\\d[a-z/-]*\\d[a-z/-]*\\d[a-z/-]*\\d)[a-z0-9]+(?:[-/][a-z0-9]+){0,6})(?![a-z0-9])`,
    "gu",
  ),
  // The short codes of bookings: few digits, and only behind such a word.
  /(?<![a-z])(?:reference|booking|confirmation|reservation)(?: ?(?:code|number|reference|is|no\.?|:|#)){0,3}\s(?<value>(?=[a-z]*\d[a-z]*\d)[a-z0-9]{6,8})(?![a-z0-9])/gu,
  /(?<![\p{L}\p{N}&#/])(?:no|nr)\.?\s?[:#]?\s?(?<value>\d{5,})(?!\d)/gu,
  /(?<![\p{L}\p{N}&#/])(?<value>#\s?[a-z]{0,5}-?\d{4,}(?:-\d+)*)(?![a-z0-9])/gu,
];

const SHAPES: readonly RegExp[] = [
  // Letters that say what it is, then the number.
  /(?<![a-z0-9])(?:ord|order|tkt|ticket|inv|invoice|po|pay|txn|ref|case|req|sr|cs|rma|trx|wd|dep|bw|sn|id|uid)[-_#]\d{4,}(?:[-_][a-z0-9]+){0,4}(?![a-z0-9])/g,
  /(?<![a-z0-9])[a-z]{1,5}[-_]?\d{7,}[a-z]{0,4}(?:[-_][a-z0-9]+){0,4}(?![a-z0-9])/g,
  /(?<![a-z0-9])[a-z]{1,6}(?:[-_/#]\d{3,}){2,6}(?![a-z0-9])/g,
  /(?<![a-z0-9])[a-z]{1,4}[-_]?(?:19|20)\d{6}[-_]?[a-z0-9]{2,}(?:[-_][a-z0-9]+){0,3}(?![a-z0-9])/g,
  /(?<![a-z0-9])\d{4,}[-_][a-z]{1,4}[-_]?\d{3,}(?:[-_][a-z0-9]+){0,3}(?![a-z0-9])/g,
  /(?<![a-z0-9])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![a-z0-9])/g,
  /(?<![a-z0-9])[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){3,7}(?:\s?[a-z0-9]{1,4})?(?![a-z0-9])/g,
  // An id of China's citizens, and any number that is longer than what is counted.
  /(?<![a-z0-9])\d{6}\s?(?:19|20)\d{2}\s?(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])\s?\d{3}[\dx](?![a-z0-9])/g,
  /(?<![a-z0-9.,])\d{9,40}(?![a-z0-9]|[.,]\d)/g,
  /(?<![a-z0-9,-]|\d\.)(?:[a-z]{2,5}[.-])?\d{4,8}(?:[- ]\d{4,8}){1,6}[- ]\d{1,8}(?![a-z0-9]|[.,-]\d)/g,
];

const MACHINES = /^(?:cve|rfc|iso|build|sha|sm|gt|mi|cph|pixel|iphone|ipad|win|macos|ios|bep|erc|trc|eip|bip)[-_ ]?\d/;

/** Named ones first: their words may be harmless by their shape. */
export function namedReferencesIn(text: string): Range[] {
  return NAMED.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = match.groups?.["value"] ?? "";
      const end = match.index + match[0].length;
      const start = match.index + match[0].lastIndexOf(value);
      if (isCounted(text, value, end)) return [];
      return { start, end };
    }),
  );
}

export function referencesIn(text: string): Range[] {
  return SHAPES.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: match }) => !MACHINES.test(match))
      .map(({ 0: match, index }) => ({ start: index, end: index + match.length })),
  );
}

/** An amount, a date or a duration behind such a word is none: `order 1500 USDT`, `订单 2026-11-22 提交`. */
function isCounted(text: string, value: string, end: number): boolean {
  if (/^(?:19|20)\d{2}-(?:1[0-2]|0?[1-9])(?:-\d{1,2})?$/.test(value) || /^(?:19|20)\d{2}$/.test(value)) return true;
  if (
    /^\d+$/.test(value) &&
    /^(?:[.,:]\d|\s?(?:usd|trx|btc|eth|bnb|sol|元|块|个|枚|小时|分钟|天|次|笔|hours|days|min|%))/.test(text.slice(end))
  )
    return true;
  return MACHINES.test(value);
}
