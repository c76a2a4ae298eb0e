/** How long search, related pages and suggestions take at 100,000 published pages, in a database on disk. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../../src/host/database.ts";
import { searchPublications } from "../../../src/qa/search/find.ts";
import { relatedPublications } from "../../../src/qa/search/related.ts";
import { featuresOf } from "../../../src/qa/search/features.ts";
import { suggestPages } from "../../../src/qa/suggestions/suggest.ts";
import { createStore, type Store } from "../../../src/store/db.ts";
import { questions } from "./corpus.ts";
import { seedManyPages } from "./many-pages.ts";

const PAGES = 100_000;
const RUNS = 3;
const SHOWN = 20;
const SUGGESTED = 5;

/** Common words, words that are in every page, rare ones, and ones that stand in none. */
const QUERIES = {
  zh: [
    "转账",
    "助记词",
    "账户 锁定",
    "怎么 手续费",
    "的",
    "钱包",
    "E-1043",
    "量子计算",
    "网络 转账 手续费 哈希",
    "我的账户被锁了怎么办",
    "4243",
  ],
  en: [
    "account",
    "seed phrase",
    "locked account",
    "the",
    "network fee",
    "E-1043",
    "quantum",
    "how do i get my coins back",
    "wal",
    "4242",
  ],
} as const;

export interface Timed {
  name: string;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export function benchPageSearch(pages = PAGES): Timed[] {
  const directory = mkdtempSync(join(tmpdir(), "parley-bench-"));
  const database = openDatabase(join(directory, "pages.db"));
  try {
    const store = createStore({ db: database.db, clock: { now: () => Date.now() } });
    seedManyPages(database.sqlite, store, pages);
    return measured(store, pages);
  } finally {
    database.close();
    rmSync(directory, { recursive: true });
  }
}

function measured(store: Store, pages: number): Timed[] {
  const searches = Object.entries(QUERIES).flatMap(([language, queries]) =>
    queries.map(
      (query) => () => searchPublications(store, { query, language: language === "zh" ? "zh" : "en", limit: SHOWN }),
    ),
  );
  const suggestions = questions.map(
    ({ question, language }) =>
      () =>
        suggestPages(store, featuresOf(question), language, SUGGESTED),
  );
  const thousands = pages.toLocaleString("en");
  const related = questions.map((_, index) => () => relatedPublications(store, 1 + ((index * 7919) % pages), 4));
  return [
    timed(`search of ${thousands} public pages`, searches, RUNS * 10),
    timed(`suggestions for a message, ${thousands} pages`, suggestions, RUNS),
    timed(`pages near a page, ${thousands} pages`, related, RUNS),
  ];
}

/** Each once before it counts. */
function timed(name: string, all: readonly (() => unknown)[], runs: number): Timed {
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1)
    for (const one of all) {
      const began = performance.now();
      one();
      if (run > 0) times.push(performance.now() - began);
    }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { name, p50: at(0.5), p99: at(0.99) };
}
