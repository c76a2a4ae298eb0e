/** The public site at 100,000 pages: every kind of address, through its own front door. */
import { createSite } from "../../src/site/site.ts";
import { silentLog } from "../../src/domain/log.ts";
import { openDatabase } from "../../src/host/database.ts";
import { createStore } from "../../src/store/db.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { rebuildPublicationIndex } from "../../src/store/publication-index.ts";

const PAGES = 100_000;
const RUNS = 200;
const START = Date.UTC(2026, 0, 1);
const SYLLABLES = "ba co de fi gu ha ki lo ma ne po ra so ti vu wa".split(" ");
/** Made-up words, the first of which are used far more often than the last, as in any language. */
const WORDS = [
  ..."transfer pending locked account address network fee speed wallet exchange memo approve limit code".split(" "),
  ...SYLLABLES.flatMap((a) => SYLLABLES.flatMap((b) => SYLLABLES.slice(0, 8).map((c) => a + b + c))),
];

export interface SiteResult {
  name: string;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export async function benchSite(): Promise<SiteResult[]> {
  const { db, sqlite } = openDatabase(":memory:");
  const store = createStore({ db, clock: { now: () => Date.now() } });
  seed(sqlite);
  rebuildPublicationIndex(store);
  const site = createSite({
    store,
    publicUrl: "https://help.bobo.example",
    log: silentLog,
    keys: deriveKeys(new Uint8Array(32)),
    addressOf: () => next(),
  });
  let address = 0;
  const next = () => `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address++ & 255}`;
  const cases: [string, (n: number) => string][] = [
    ["home", () => "/en"],
    ["list", () => "/en/q"],
    ["list, deep", (n) => `/en/q?before=${START + n * 400}-${n * 400}`],
    ["list of a topic", (n) => `/en/q?topic=${1 + (n % 20)}`],
    ["page", (n) => `/q/s${1 + n * 300}`],
    ["page as Markdown", (n) => `/q/s${1 + n * 300}.md`],
    ["search, two words", (n) => `/en/search?q=${WORDS[n % 16]}+${WORDS[(n + 5) % 16]}`],
    ["search, nothing like it", (n) => `/en/search?q=zebra${n}`],
    ["sitemap index", () => "/sitemap.xml"],
    ["sitemap", (n) => `/sitemap-${n % 100}.xml`],
    ["feed", () => "/en/feed.xml"],
    ["not there", (n) => `/q/none${n}`],
  ];
  const results: SiteResult[] = [];
  for (const [name, path] of cases) {
    const times: number[] = [];
    for (let n = 0; n < RUNS; n += 1) {
      const began = performance.now();
      const response = await site.request(`https://help.bobo.example${path(n)}`);
      await response.text();
      times.push(performance.now() - began);
      if (response.status !== 200 && name !== "not there") throw new Error(`${path(n)}: ${response.status}`);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
    results.push({ name, p50: at(0.5), p99: at(0.99) });
  }
  sqlite.close();
  return results;
}

function seed(sqlite: ReturnType<typeof openDatabase>["sqlite"]): void {
  const topics = sqlite.prepare("insert into topic(id, name, created_at) values (?, ?, 0)");
  const pages = sqlite.prepare(
    `insert into publication(id, kind, form, state, language, slug, title, question, answer, topic_id, consent, version, published_at, updated_at, created_at)
     values (?, ?, 'anonymous', 'published', ?, ?, ?, ?, ?, ?, 'rewritten', 1, ?, ?, 0)`,
  );
  const versions = sqlite.prepare(
    "insert into publication_version(publication_id, version, title, question, answer, applies_to, byline, at) values (?, 1, ?, ?, ?, '', '', ?)",
  );
  const days = sqlite.prepare("insert into publication_day(publication_id, day, helped) values (?, ?, 3)");
  let dice = 1;
  const word = () => {
    dice = (dice * 48_271) % 2_147_483_647;
    return WORDS[Math.floor(WORDS.length * (dice / 2_147_483_647) ** 3)] ?? "";
  };
  sqlite.transaction(() => {
    for (let n = 1; n <= 20; n += 1) topics.run(n, `Topic ${n}`);
    for (let n = 1; n <= PAGES; n += 1) {
      const title = `My ${word()} and the ${word()} ${n % 977}`;
      const question = `Since the ${word()} my ${word()} shows ${n % 8_191}. What now?`;
      const answer = `**It is safe.** Look at the ${word()} first.\n\n1. Open ${word()}.\n2. Choose ${word()}.\n\n| A | B |\n| --- | --- |\n| ${word()} | ${n} |`;
      const at = START + n;
      pages.run(
        n,
        n % 10 === 0 ? "faq" : "thread",
        n % 4 === 0 ? "zh" : "en",
        `s${n}`,
        title,
        question,
        answer,
        1 + (n % 20),
        at,
        at,
      );
      versions.run(n, title, question, answer, at);
      days.run(n, 20_000 + (n % 50));
    }
  })();
}
