/** The words of webhooks, in both languages; loaded with their screen. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type WebhookWords, zh } from "./words-zh.ts";

export function useWebhookWords(): WebhookWords {
  return useT().language === "en" ? en : zh;
}
