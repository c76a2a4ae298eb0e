/** How often the page that answers a question is among the first suggested, beside counting the words that a page shares with it. */
import { featuresOf } from "../../../src/qa/search/features.ts";
import { suggestPages } from "../../../src/qa/suggestions/suggest.ts";
import { runs } from "../../../src/store/search-words.ts";
import { testStore } from "../../support/store.ts";
import { corpusPages, publishCorpus, questions } from "./corpus.ts";

const SHOWN = 5;

export interface HitRate {
  name: string;
  questions: number;
  /** Shares: 0 to 1. */
  ours: Rate;
  plain: Rate;
}

type Rate = { at1: number; at3: number; at5: number };

/** `tuned` and `held-out` apart, each language, and all. */
export function hitRates(): HitRate[] {
  const { store, close } = testStore();
  const keys = publishCorpus(store);
  const tried = questions.map((one) => {
    const pages = suggestPages(store, featuresOf(one.question), one.language, SHOWN);
    const ours = pages.map((page) => ("publicationId" in page ? keys.get(page.publicationId) : undefined));
    return { ...one, ours: ours.indexOf(one.page), plain: plainRanking(one).indexOf(one.page) };
  });
  const rate = (name: string, some: typeof tried): HitRate => {
    const within = (of: "ours" | "plain", n: number) =>
      some.filter((one) => one[of] >= 0 && one[of] < n).length / some.length;
    const all = (of: "ours" | "plain") => ({ at1: within(of, 1), at3: within(of, 3), at5: within(of, 5) });
    return { name, questions: some.length, ours: all("ours"), plain: all("plain") };
  };
  close();
  return [
    rate("all", tried),
    rate(
      "tuned on",
      tried.filter(({ set }) => set === "tuned"),
    ),
    rate(
      "held out",
      tried.filter(({ set }) => set === "held-out"),
    ),
    rate(
      "Chinese",
      tried.filter(({ language }) => language === "zh"),
    ),
    rate(
      "English",
      tried.filter(({ language }) => language === "en"),
    ),
  ];
}

/** The baseline: pages in the question's language by how many of its words (Han: pairs) stand anywhere in them. */
function plainRanking({ question, language }: { question: string; language: string }): string[] {
  const asked = wordsOf(question);
  return corpusPages
    .filter((page) => page.language === language)
    .map(({ key, title, answer }) => {
      const words = wordsOf(`${title}\n${answer}`);
      return { key, shared: [...asked].filter((word) => words.has(word)).length };
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ key }) => key);
}

function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const { han, chars } of runs(text)) {
    if (!han) words.add(chars);
    else for (let at = 0; at + 1 < chars.length; at += 1) words.add(chars.slice(at, at + 2));
  }
  return words;
}
