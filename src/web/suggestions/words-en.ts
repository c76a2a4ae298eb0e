/** English: the suggested answers beside a conversation. */
import type { SuggestionWords } from "./words.ts";

export const en: SuggestionWords = {
  heading: "Answers to use",
  kinds: { faq: "FAQ", thread: "Public answer", answer: "Canned answer" },
  insert: (title) => `Insert the answer: ${title}`,
  insertLink: (title) => `Insert the link: ${title}`,
  open: (title) => `Open the page: ${title}`,
  other: { zh: "Chinese", en: "English" },
  pickLink: "Press a number for its link",
  link: "Link",
  failed: "Couldn’t read suggested answers",
  again: "Try again",
};
