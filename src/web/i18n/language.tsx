/** The interface language: remembered, at first the browser's; hands the words down the tree. */
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { readStored, store } from "../ui/storage.ts";
import type { Language } from "./dates.ts";
import { en } from "./en.ts";
import type { Words } from "./words.ts";
import { zh } from "./zh.ts";

const KEY = "parley.language";

interface Translation {
  t: Words;
  language: Language;
  setLanguage: (language: Language) => void;
}

const Context = createContext<Translation>({ t: zh, language: "zh-CN", setLanguage: () => {} });

function firstLanguage(): Language {
  const kept = readStored(KEY);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.languages.some((one) => one.toLowerCase().startsWith("zh")) ? "zh-CN" : "en";
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo<Translation>(
    () => ({
      t: language === "en" ? en : zh,
      language,
      setLanguage: (next) => {
        store(KEY, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context value={value}>{children}</Context>;
}

/** The words, the language, and how to change it. */
export function useT(): Translation {
  return use(Context);
}
