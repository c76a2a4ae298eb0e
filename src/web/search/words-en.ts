/** English: the help of the search field; the same keys as Chinese, by type. */
import type { SearchWords } from "./words-zh.ts";

export const en: SearchWords = {
  suggestions: "Search operators",
  hint: {
    from: "who wrote it: a name or handle",
    is: "the state of the conversation",
    in: "a platform or account",
    label: "a label",
    before: "before that day",
    after: "from that day on",
    has: "what comes with it",
  },
  days: { today: "today", yesterday: "yesterday", week: "the last 7 days", month: "the last 30 days" },
  noValue: (operator) => `${operator} names nothing yet`,
  unknownValue: (operator, value) => `${operator} doesn’t know “${value}”`,
  misspelt: (word, operator) =>
    `There’s no “${word}:”. Did you mean ${operator}? Quotes search for the words themselves`,
  tooMany: "Too many parts, 32 at most",
  allowed: (values) => `It takes ${values}`,
  someDay: "2026-11-22, 2026-11, today, 7d",
  someName: "a name or handle",
  somePlatform: "X, Telegram, Discord or an account’s name",
  someLabel: "a label that exists",
  matches: (at, of) => `Match ${at} of ${of}`,
  noMatches: "These words aren’t in the text of this conversation",
  previousMatch: "Previous match (older)",
  nextMatch: "Next match (newer)",
};
