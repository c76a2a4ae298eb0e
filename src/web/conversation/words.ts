/** The words of the open conversation, in both languages; loaded with it. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type ConversationWords = Widen<typeof zh>;

export function useConversationWords(): ConversationWords {
  return useT().language === "en" ? en : zh;
}
