/** What the word lists of the guard are made of. */

/** What a reply must never ask for; the ids that a refusal names. */
export const ASKS = [
  "seed-phrase",
  "private-key",
  "password",
  "one-time-code",
  "card-data",
  "remote-access",
  "wallet-connection",
] as const;
export type Asked = (typeof ASKS)[number];

/**
 * The part that a word plays in a sentence: `give` hands something over, `type` writes it somewhere, `aside` is any other verb that may stand before a
 * secret, `need` and `question` ask without a verb of giving, `mention` puts a request into somebody else's mouth.
 */
export const PARTS = [
  "give",
  "giving",
  "passive",
  "type",
  "aside",
  "need",
  "question",
  "yours",
  "us",
  "where",
  "it",
  "object",
  "not",
  "notAtAll",
  "mention",
  "if",
  "turn",
  "request",
  "start",
  "check",
  "connect",
  "wallet",
  "inApp",
] as const;
export type Part = (typeof PARTS)[number];

/** Patterns are regular expressions over folded text: lower case, simplified characters, plain Latin letters. A space in an English one stands for any space or hyphen. */
export interface Lexicon {
  secrets: Partial<Record<Asked, readonly string[]>>;
  parts: Partial<Record<Part, readonly string[]>>;
  /** Words whose letters nobody has a reason to pull apart. */
  whole: Partial<Record<Asked, readonly string[]>>;
}
