/** The words of the settings' frame, in both languages; loaded with it. */
import { useT } from "../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type SettingsWords, zh } from "./words-zh.ts";

export function useSettingsWords(): SettingsWords {
  return useT().language === "en" ? en : zh;
}
