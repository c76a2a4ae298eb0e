/** What X charges for reading (2026-11, https://docs.x.com/x-api/getting-started/pricing), in US dollars each. */

export const PRICE_USD = { mentions: 0.001, posts: 0.005, dms: 0.01 } as const;
