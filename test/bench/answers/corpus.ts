/** Pages and labelled questions: the demo's FAQ, 70 further pages on neighbouring subjects, and 200 questions as users write them. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { FAQ_EN } from "../../../src/cli/demo-pages/faq-en.ts";
import { FAQ_ZH } from "../../../src/cli/demo-pages/faq-zh.ts";
import { SITE_LANGUAGES } from "../../../src/domain/publications.ts";
import type { Store } from "../../../src/store/db.ts";
import { addPage } from "../../support/pages.ts";

const Words = z.object({ title: z.string(), answer: z.string() });
const Page = z.object({ key: z.string(), zh: Words, en: Words });
const Question = z.object({
  question: z.string(),
  language: z.enum(SITE_LANGUAGES),
  /** Key of the page that answers it. */
  page: z.string(),
  /** What is held out was not looked at while weights and words were chosen. */
  set: z.enum(["tuned", "held-out"]),
});

function lines<T>(name: string, schema: z.ZodType<T>): T[] {
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => schema.parse(JSON.parse(line)));
}

export const questions = lines("questions.jsonl", Question);
export const furtherPages = lines("pages.jsonl", Page);

export interface CorpusPage {
  key: string;
  language: "zh" | "en";
  title: string;
  answer: string;
}

export const corpusPages: CorpusPage[] = [
  ...FAQ_ZH.map(({ key, title, answer }) => ({ key, language: "zh" as const, title, answer })),
  ...FAQ_EN.map(({ key, title, answer }) => ({ key, language: "en" as const, title, answer })),
  ...furtherPages.flatMap(({ key, zh, en }) => [
    { key, language: "zh" as const, ...zh },
    { key, language: "en" as const, ...en },
  ]),
];

/** Publishes them all; gives the key of each by its id. */
export function publishCorpus(store: Store): Map<number, string> {
  const keys = new Map<number, string>();
  const first = new Map<string, number>();
  for (const page of corpusPages) {
    const id = addPage(store, {
      ...page,
      slug: `${page.key}-${page.language}`,
      translationOf: first.get(page.key) ?? null,
    });
    first.set(page.key, id);
    keys.set(id, page.key);
  }
  return keys;
}
