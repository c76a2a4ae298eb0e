/** Numbers that tell of nobody: dates, times, versions, amounts, heights of blocks. What is theirs is no telephone number. */
import type { Range } from "./reading.ts";

const UNITS =
  "usdt|usdc|usdd|dai|trx|btc|eth|bnb|sol|ton|doge|shib|pepe|btt|win|jst|sun|matic|pol|xrp|ltc|ada|dot|avax|arb|op|usd|cny|rmb|hkd|eur|gbp|jpy|sats?|satoshis?|wei|gwei|lamports?|energy|bandwidth|gas|bytes?|kb|mb|gb|kib|mib|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|words?|blocks?|confirmations?|coins?|tokens?|dollars?|bucks|points?|users?|people|times|transactions?|votes?|km|px|items?|nfts?|%|‰|k|m|bn|million|billion|" +
  "亿|万|千|百|元|块|圆|刀|美元|人民币|美金|港币|枚|个|能量|带宽|秒|分钟|分(?!机)|小时|天|周|月|年|次|条|笔|位|人|字节|确认|区块|倍|岁|层|版|页|步|聪|积分|代币|币|号线|楼";
const BEFORE =
  "block|blocks|height|number of blocks|chain ?id|network ?id|timestamp|unix|epoch|amount|balance|nonce|port|build|version|ver|gas(?: ?limit| ?used| ?price)?|fee limit|fee|limit|slot|ledger|energy|bandwidth|supply|total|value|price|volume|sequence|error(?: ?code)?|code|status|index|exactly|about|around|approx|over|windows|android|ios|" +
  "区块|高度|块高|链id|时间戳|数量|金额|余额|余|共|总计|总额|合计|约|大约|左右|版本|版本号|内部版本|端口|手续费|能量|带宽|费用|上限|限额|供应量|价格|市值|错误码|错误代码|错误|代码|状态码|序号|网络id|转了|充了|收到|到账|提了|买了|卖了|花了";
const NUMBER = String.raw`\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const SIGN = String.raw`[$¥£€₿฿≈~]|usdt?|cny|rmb|hk\$|us\$`;

const SHAPES: readonly RegExp[] = [
  // Dates and times, alone or joined as one number.
  /(?<![\d.])(?:19|20)\d{2}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?![\d])(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?/g,
  /(?<![\d.])(?:3[01]|[12]\d|0?[1-9])([-/.])(?:1[0-2]|0?[1-9])\1(?:19|20)?\d{2}(?![\d.-])/g,
  /(?<![\d.])(?:1[0-2]|0?[1-9])\/(?:3[01]|[12]\d|0?[1-9])\/(?:19|20)?\d{2}(?![\d.-])/g,
  /(?:19|20)\d{2}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?/g,
  /(?<!\d)\d{1,2}\s?月\s?\d{1,2}\s?[日号]?/g,
  /(?<!\d)(?:19|20)\d{2}(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?:[t_-]?(?:2[0-3]|[01]\d)[0-5]\d(?:[0-5]\d)?)?(?!\d|[-_]\d)/g,
  /(?<![\d:.])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?![\d:])/g,
  /(?<![\d.])(?:19|20)\d{2}\s?[-~–—至到]\s?(?:19|20)\d{2}(?!\d)/g,
  // Versions and addresses of machines.
  /(?<![\d.+])v?(?:\d{1,3}\.\d{1,3}\.\d{1,4}\.\d{1,5}|\d{1,4}(?:\.\d{1,3}){1,2})(?:[-+][a-z]+(?:\.?\d+)?)?(?:\s?\((?:build )?\d{1,10}\))?(?![\d]|\.\d)/g,
  /\b(?:bip|eip|erc|bep|trc|tip|slip|sip|rfc|iso|sha|aes|rsa|cve|utf|cip|brc|spl|h|x|p|m)[- ]?\d{1,5}(?:-\d{3,6})?(?![\d])/g,
  // Amounts.
  new RegExp(`(?<![\\d.,])(?:${NUMBER})\\s?(?:多|余|来|几)?\\s?(?:${UNITS})(?![a-z])`, "g"),
  new RegExp(`(?:${SIGN})\\s?(?:${NUMBER})(?![\\d])`, "g"),
  new RegExp(
    `(?<![a-z])(?:${BEFORE})(?:\\s?(?:is|was|of|at|为|是|到|在|了|有|:|：|=|#|number|no\\.?|\\(|显示|变成|>|<)){0,3}\\s?#?(?:${NUMBER})(?![\\d]|[- ]\\d)`,
    "g",
  ),
  /(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])/g,
  /(?<![\d.])\d+\.\d+(?![\d.])/g,
  // Error codes of JSON-RPC.
  /-3[12]\d{3}(?!\d)/g,
];

/** Ranges of folded text, some of them overlapping. */
export function harmlessIn(text: string): Range[] {
  return SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ 0: match, index }) => ({ start: index, end: index + match.length })),
  );
}
