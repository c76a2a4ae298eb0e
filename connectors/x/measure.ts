/** Length of a text as X counts it, and what X charges for it; pure, also used by the workspace's reply box. */
import twitterText from "twitter-text";

/** Weighted: 280 allowed, a URL counts 23, most Chinese characters 2 (https://docs.x.com/fundamentals/counting-characters). */
export const POST_LIMIT = 280;
export const DM_LIMIT = 10_000;

export function measurePost(text: string): number {
  return twitterText.parseTweet(text).weightedLength;
}

/** Characters, an emoji of one code point as one. */
export function measureDm(text: string): number {
  return Array.from(text).length;
}

/** US dollars for an answer (2026-11, https://docs.x.com/x-api/getting-started/pricing). */
const PRICE_USD = { summonedReply: 0.01, withLink: 0.2, dm: 0.015 } as const;

export function priceOfPost(text: string): number {
  return twitterText.extractUrls(text).length > 0 ? PRICE_USD.withLink : PRICE_USD.summonedReply;
}

export function priceOfDm(): number {
  return PRICE_USD.dm;
}
