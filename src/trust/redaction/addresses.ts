/** Finds wallet addresses and transaction hashes, whole, shortened or pulled apart. */
import type { RemovalKind } from "../../domain/publications.ts";
import { fold } from "../secrets/fold.ts";
import { lastOf } from "../secrets/last-of.ts";
import type { Range } from "./reading.ts";

type ChainKind = Extract<RemovalKind, "wallet-address" | "transaction-hash">;
export interface ChainFind extends Range {
  kind: ChainKind;
}

const B58 = "[1-9A-HJ-NP-Za-km-z]";
const OPEN = "(?<![0-9A-Za-z])";
const SHUT = "(?![0-9A-Za-z])";
const CASED: readonly (readonly [ChainKind, RegExp])[] = [
  // A signature of Solana has 86 to 88 signs, an address of Monero 95.
  ["transaction-hash", new RegExp(`${OPEN}${B58}{86,88}${SHUT}`, "g")],
  ["wallet-address", new RegExp(`${OPEN}[48]${B58}{94,105}${SHUT}`, "g")],
  ["wallet-address", new RegExp(`${OPEN}T${B58}{33}${SHUT}`, "g")],
  [
    "wallet-address",
    new RegExp(`${OPEN}(?=[A-Za-z]*[0-9])(?=[0-9A-Z]*[a-z])(?=[0-9a-z]*[A-Z])${B58}{25,50}${SHUT}`, "g"),
  ],
  ["wallet-address", new RegExp(`${OPEN}(?:[EUk0]Q)[A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])`, "g")],
  ["wallet-address", new RegExp(`${OPEN}G[A-Z2-7]{55}${SHUT}`, "g")],
];

const HEX = "[0-9a-f]";
/** Of folded text, in lower case. */
const FOLDED: readonly (readonly [ChainKind | null, RegExp])[] = [
  [null, /(?<![0-9a-z])(?:0x|41|-1:|0:)?[0-9a-f]{64}(?![0-9a-z])/g],
  ["wallet-address", /(?<![0-9a-z])(?:0x)?[0-9a-f]{40}(?![0-9a-z])/g],
  ["wallet-address", /(?<![0-9a-z])41[0-9a-f]{40}(?![0-9a-z])/g],
  [
    "wallet-address",
    /(?<![0-9a-z])(?:bc|tb|ltc|addr|cosmos|osmo|inj|terra|sei|celestia|kava|stake|thor|bnb|nano|xdc|one|erd|qtum|kaspa:|bitcoincash:|bitcoin:|ethereum:|tron:)_?1?[a-z0-9]{25,110}(?![0-9a-z])/g,
  ],
  [
    "wallet-address",
    /(?<![0-9a-z.@-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,2}\.(?:eth|trx|bnb|sol|ton|crypto|nft|lens|bit|arb)(?![0-9a-z./])/g,
  ],
  // Shortened, as wallets and explorers show them.
  [null, /(?<![0-9a-z])0x[0-9a-f]{2,14}\s?(?:\.{2,6}|[*•×x_~-]{2,20}|…)\s?[0-9a-f]{2,14}(?![0-9a-z])/g],
  [
    "wallet-address",
    /(?<![0-9a-z])(?:t|bc1|1|3|r|d|l|eq|uq)[a-z0-9]{2,10}\s?(?:\.{2,6}|\*{2,20}|•{2,20})\s?[a-z0-9]{3,10}(?![0-9a-z])/g,
  ],
  [null, /(?<![0-9a-z])(?=[a-z]*[0-9])[0-9a-f]{4,12}(?:\.{2,6}|\*{2,20}|•{2,20})[0-9a-f]{4,12}(?![0-9a-z])/g],
  // Pulled apart: what begins like an address and goes on in groups.
  [null, new RegExp(`(?<![0-9a-z])0\\s?x(?:[\\s_-]{1,2}${HEX}{1,16}){3,40}(?![0-9a-z])`, "g")],
  ["wallet-address", /(?<![0-9a-z])t(?:[\s_-]{1,2}(?=[a-z0-9]*[0-9]|[a-z0-9]\s)[a-z0-9]{1,10}){5,33}(?![0-9a-z])/g],
  [
    "transaction-hash",
    /(?<![0-9a-z_-])(?=[a-z0-9_]*[0-9][a-z_]+[0-9][a-z_]+[0-9])(?=[0-9_]*[a-z])[a-z0-9_]{20,25}(?![0-9a-z_-])/g,
  ],
  // Nothing that people say has so many letters and digits in one word.
  [
    "transaction-hash",
    /(?<![0-9a-z_-])(?![0-9a-f]{8}-[0-9a-f]{4}-)(?=[a-z0-9_-]*[0-9][a-z_-]*[0-9][a-z_-]*[0-9])(?=[0-9_-]*[a-z])[a-z0-9_-]{26,200}(?![0-9a-z])/g,
  ],
];

const HASH = /hash|tx|transaction|signature|哈希|交易|转账|txid|流水|笔/g;
const ADDRESS = /address|addr|wallet|account|contract|recipient|sender|to|from|地址|钱包|账户|合约|收款/g;
const REACH = 40;

/** In a text that keeps its case: what only Base58 can tell from words. Ranges of the text itself. */
export function casedAddressesIn(text: string): ChainFind[] {
  const folded = fold(text);
  return CASED.flatMap(([kind, pattern]) =>
    [...folded.text.matchAll(pattern)].map(({ 0: match, index }) => ({
      kind,
      start: folded.origin(index),
      end: folded.origin(index + match.length - 1) + 1,
    })),
  );
}

/** In folded text. */
export function addressesIn(text: string): ChainFind[] {
  return FOLDED.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      kind: kind ?? kindOf(text, match, index),
      start: index,
      end: index + match.length,
    })),
  );
}

/** By the words before it; 64 digits are a hash more often, what is shorter an address. */
function kindOf(text: string, match: string, index: number): ChainKind {
  const before = text.slice(Math.max(0, index - REACH), index);
  const [hash, address] = [lastOf(HASH, before), lastOf(ADDRESS, before)];
  if (hash !== address) return hash > address ? "transaction-hash" : "wallet-address";
  return match.replace(/[^0-9a-f]/g, "").length >= 60 ? "transaction-hash" : "wallet-address";
}
