/** Length of a text as X counts it; pure, also used by the workspace's reply box. */
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
