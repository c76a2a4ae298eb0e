/** The interface language: remembered, at first the browser's; loads its words and hands them down the tree. */
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { readStored, store } from "../ui/storage.ts";
import type { Language } from "./dates.ts";
import type { Words } from "./words.ts";

const KEY = "parley.language";

/** A language with its words. */
export interface LoadedLanguage {
  language: Language;
  t: Words;
}

interface Translation extends LoadedLanguage {
  setLanguage: (language: Language) => void;
}

// Nobody downloads the language that they don't read.
const LOAD: Record<Language, () => Promise<Words>> = {
  "zh-CN": () => import("./zh.ts").then(({ zh }) => zh),
  en: () => import("./en.ts").then(({ en }) => en),
};

const Context = createContext<Translation | null>(null);

/** The words to begin with. */
export async function loadLanguage(language: Language = firstLanguage()): Promise<LoadedLanguage> {
  return { language, t: await LOAD[language]() };
}

function firstLanguage(): Language {
  const kept = readStored(KEY);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.languages.some((one) => one.toLowerCase().startsWith("zh")) ? "zh-CN" : "en";
}

export function LanguageProvider({ first, children }: { first: LoadedLanguage; children: ReactNode }) {
  const [loaded, setLoaded] = useState(first);
  useEffect(() => {
    document.documentElement.lang = loaded.language;
  }, [loaded.language]);
  const value = useMemo<Translation>(
    () => ({
      ...loaded,
      setLanguage: (next) => {
        store(KEY, next);
        void loadLanguage(next).then(setLoaded);
      },
    }),
    [loaded],
  );
  return <Context value={value}>{children}</Context>;
}

/** The words, the language, and how to change it. */
export function useT(): Translation {
  const translation = use(Context);
  if (!translation) throw new Error("useT() is for components inside LanguageProvider");
  return translation;
}
