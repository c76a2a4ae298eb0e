/** The public pages: what is published is there for people and machines, what is not or no longer is not. */
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DEFAULT_SITE } from "../../src/qa/site-settings.ts";
import type { Store } from "../../src/store/db.ts";
import {
  account,
  comment,
  message,
  place,
  post,
  publication,
  publicationDay,
  publicationSlug,
  topic,
} from "../../src/store/schema.ts";
import { addPage } from "../support/pages.ts";
import { openSite } from "../support/site.ts";
import { structuredData } from "../support/structured-data.ts";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const ANSWER = `**Your coins are safe.** A pending transfer waits in line.

1. Open *Activity*.
2. See [the help](/faq/locked-account) or https://etherscan.io/tx/1.

| Network | Usual |
| --- | --- |
| TRON | 1 min |`;

function open() {
  const opened = openSite();
  const { store } = opened.desk;
  const pending = addPage(store, {
    slug: "pending",
    language: "en",
    kind: "thread",
    title: "My transfer is pending",
    question: "Two hours and nothing.\nIs it gone?",
    answer: ANSWER,
  });
  const locked = addPage(store, { slug: "锁定", language: "zh", title: "账户被锁", answer: "**先别慌。**" });
  const lockedEn = addPage(store, {
    slug: "locked-account",
    language: "en",
    title: "Locked account",
    answer: "Don’t panic.",
    translationOf: locked,
  });
  const change = (id: number, values: Partial<typeof publication.$inferInsert>) =>
    store.db.update(publication).set(values).where(eq(publication.id, id)).run();
  return { ...opened, store, pending, locked, lockedEn, change };
}

describe("a page", () => {
  it("is whole without script, in its own language, under one address", async () => {
    const { read, ask } = open();
    const page = await read("/q/pending");
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("<h1>My transfer is pending</h1>");
    expect(page).toContain("Two hours and nothing.<br />Is it gone?");
    expect(page).toContain("<strong>Your coins are safe.</strong>");
    expect(page.replaceAll(/\s+/g, " ")).toContain('<th scope="col">Network</th>');
    expect(page).toContain('<a href="/faq/locked-account">the help</a>');
    expect(page).toContain('<a href="https://etherscan.io/tx/1" rel="noopener">');
    expect(page).toContain('<link rel="canonical" href="https://help.bobo.example/q/pending" />');
    expect(page).toContain('<meta property="og:type" content="article" />');
    expect(page).not.toContain('hreflang="x-default"');
    for (const path of ["/en/q/pending", "/zh/q/pending", "/faq/pending"]) {
      const response = await ask(path);
      expect([path, response.status, response.headers.get("location")]).toEqual([path, 301, "/q/pending"]);
    }
  });

  it("names its translation, and is named by it", async () => {
    const { read, change, lockedEn } = open();
    const zh = `https://help.bobo.example/faq/${encodeURIComponent("锁定")}`;
    const en = "https://help.bobo.example/faq/locked-account";
    for (const path of [new URL(zh).pathname, "/faq/locked-account"]) {
      const page = await read(path);
      expect(page).toContain(`<link rel="alternate" hreflang="zh" href="${zh}" />`);
      expect(page).toContain(`<link rel="alternate" hreflang="en" href="${en}" />`);
      expect(page).toContain(`<link rel="alternate" hreflang="x-default" href="${zh}" />`);
    }
    change(lockedEn, { state: "withdrawn" });
    expect(await read(new URL(zh).pathname)).not.toContain('rel="alternate" hreflang');
  });

  it("leads on from its former addresses, and says that it is gone once it is", async () => {
    const { ask, read, store, pending, change } = open();
    store.db.insert(publicationSlug).values({ slug: "old", publicationId: pending, at: 0 }).run();
    for (const [path, to] of [
      ["/q/old", "/q/pending"],
      ["/faq/old", "/q/pending"],
      ["/q/old.md", "/q/pending.md"],
    ] as const)
      expect([(await ask(path)).status, (await ask(path)).headers.get("location")]).toEqual([301, to]);
    change(pending, { state: "withdrawn" });
    for (const path of ["/q/old", "/q/pending", "/q/pending.md"]) {
      const page = await read(path, 410);
      expect(page).toContain("This answer was withdrawn");
      expect(page).not.toContain("coins");
      expect((await ask(path)).headers.get("cache-control")).toBe("no-store");
    }
    for (const path of ["/q", "/en/q", "/en", "/sitemap-0.xml", "/en/feed.xml", "/en/search?q=pending"])
      expect([path, await read(path)]).toEqual([path, expect.not.stringContaining("My transfer")]);
  });

  it("shows what was published, not what is being written", async () => {
    const { read, ask, pending, locked, change } = open();
    change(pending, { title: "Half-written", answer: "x", revision: "draft" });
    expect(await read("/q/pending")).not.toContain("Half-written");
    change(locked, { state: "draft", version: 0, slug: "never" });
    expect((await ask("/faq/never")).status).toBe(404);
  });

  it("is there as Markdown that says the same", async () => {
    const { ask } = open();
    const response = await ask("/q/pending.md");
    expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(response.headers.get("link")).toBe('<https://help.bobo.example/q/pending>; rel="canonical"');
    const text = await response.text();
    expect(text).toContain(
      "# My transfer is pending\n\n> Two hours and nothing.\n> Is it gone?\n\n**Your coins are safe.**",
    );
  });

  it("says where it comes from as far as its form allows", async () => {
    const { read, desk, store, pending, change } = open();
    desk.write({ person: "ann", kind: "public", text: "help" });
    const said = { conversationId: 1, askedAt: Date.UTC(2026, 9, 5, 8, 27), answeredAt: Date.UTC(2026, 9, 5, 8, 41) };
    store.db.insert(topic).values({ name: "Transfers", createdAt: 0 }).run();
    change(pending, { ...said, form: "attributed", topicId: 1 });
    const attributed = await read("/q/pending");
    expect(attributed).toContain("2026-10-05");
    expect(attributed).toContain("14 min later");
    expect(attributed).toContain('<a href="/en/q?topic=1">Transfers</a>');
    change(pending, { form: "anonymous", consent: "given" });
    const anonymous = await read("/q/pending");
    expect(anonymous).toContain("A Bobo Wallet user, published with consent");
    expect(anonymous).toContain("2026-10<");
    expect(anonymous).not.toContain("2026-10-05");
    expect(anonymous).not.toContain("min later");
  });
});

it("hostile words stay words, on every page that shows them", async () => {
  const { read, store } = open();
  const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\`\${1}</title></script>&lt;`;
  addPage(store, {
    slug: "hostile",
    language: "en",
    kind: "thread",
    title: `Pending ${HOSTILE}`,
    question: `${HOSTILE} ⟦seedPhrase⟧ javascript:alert(1)`,
    answer: `${HOSTILE} [x](javascript:alert(1)) [y](//evil.example) ![z](https://evil.example/a.png) <b>bold</b>`,
  });
  for (const path of [
    "/q/hostile",
    "/en/q",
    "/en",
    "/en/feed.xml",
    "/en/search?q=pending",
    `/en/search?q=${encodeURIComponent(HOSTILE)}`,
    `/en/q?topic=${encodeURIComponent(HOSTILE)}&before=${encodeURIComponent(HOSTILE)}`,
  ]) {
    const page = await read(path);
    const markup = page.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, "");
    expect(markup).not.toMatch(/<script(?! src="\/site\/)|<img|<b>bold|href="(javascript|\/\/)/i);
    expect(markup.match(/<title>/g)?.length).toBe(markup.match(/<\/title>/g)?.length);
  }
  expect(await read("/q/hostile")).toContain('<span class="secret">hidden</span>');
});

describe("lists", () => {
  it("go on page by page, newest first, without losing one", async () => {
    const { read, desk } = openSite();
    for (let n = 1; n <= 45; n += 1) {
      addPage(desk.store, { slug: `s${n}`, language: "en", kind: "thread", title: `Title ${n}.`, answer: "x" });
      // Some are published within the same millisecond.
      if (n % 3 === 0) desk.clock.advance(1);
    }
    const seen: string[] = [];
    let path: string | undefined = "/en/q";
    while (path !== undefined) {
      const page: string = await read(path);
      seen.push(...[...page.matchAll(/<b>Title (\d+)\.<\/b>/g)].map(([, n = ""]) => n));
      path = /<a class="btn" href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => String(45 - index)));
  });

  it("stand in their language, and tell search engines of the other", async () => {
    const { read } = open();
    expect(await read("/en/faq")).toContain("Locked account");
    expect(await read("/faq")).not.toContain("Locked account");
    expect(await read("/faq")).toContain("账户被锁");
    expect(await read("/en/faq")).toContain('hreflang="zh" href="https://help.bobo.example/faq"');
    const home = await read("/en");
    expect(home).toContain("Locked account");
    expect(home).toContain("My transfer is pending");
  });
});

describe("search", () => {
  it("finds pages with the words marked, and is found by nobody", async () => {
    const { ask } = open();
    const response = await ask("/en/search?q=pending+transfer");
    const page = await response.text();
    expect(page).toContain('<a href="/q/pending">');
    expect(page).toContain("<mark>");
    expect(page).toContain('<meta name="robots" content="noindex" />');
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
    expect(await (await ask("/en/search?q=zebra")).text()).toContain("No answer like that");
    expect((await ask("/en/search?q=pending&after=nonsense")).status).toBe(200);
  });

  it("is bounded for one address", async () => {
    const { ask } = open();
    let last = await ask("/en/search?q=x");
    for (let n = 0; n < 120; n += 1) last = await ask("/en/search?q=x");
    expect([last.status, Number(last.headers.get("retry-after")) <= 60]).toEqual([429, true]);
    expect(await last.text()).toContain("Too many searches");
  });
});

describe("what readers say", () => {
  const say = (said: string, headers: Record<string, string> = {}) =>
    [`/q/pending/${said}`, { method: "POST", headers }] as const;

  it("counts once for each address, and thanks every time", async () => {
    const { ask, read, store, pending } = open();
    for (const said of ["same", "helped", "helped", "unhelped"]) {
      const response = await ask(...say(said));
      expect(response.status).toBe(303);
      expect(await read(response.headers.get("location") ?? "")).toContain("Noted, thank you.");
    }
    expect((await ask(...say("seen", { cookie: "a=b; __Host-parley_session=x" }))).status).toBe(204);
    expect(store.db.select().from(publicationDay).all()).toMatchObject([{ views: 0 }]);
    for (const said of ["seen", "seen"]) expect((await ask(...say(said))).status).toBe(204);
    // Whoever asks anyway is led to where the team is.
    for (const said of ["asked", "asked"])
      expect((await ask(...say(said))).headers.get("location")).toBe("/en/official");
    const rows = store.db.select().from(publicationDay).all();
    expect(rows).toMatchObject([{ publicationId: pending, views: 1, same: 1, helped: 1, unhelped: 1, asked: 1 }]);
    const page = await read("/q/pending");
    expect(page).toContain("1 person has it too");
    expect(page).toContain("Helped 1, not 1");
    expect(page).toContain('data-seen="/q/pending/seen"');
  });

  it("asks whoever has the problem too whether the answer helped", async () => {
    const { ask, read } = open();
    const after = async (said: string) => read((await ask(...say(said))).headers.get("location") ?? "");
    expect(await after("same")).toContain("/q/pending/unhelped");
    const page = await after("helped");
    expect(page).toContain('action="/q/pending/same"');
    expect(page).not.toContain("/q/pending/unhelped");
  });

  it("is taken from our own pages only, and for what is there", async () => {
    const { ask, store } = open();
    expect((await ask(...say("helped", { "sec-fetch-site": "cross-site" }))).status).toBe(403);
    expect((await ask(...say("helped", { "sec-fetch-site": "same-origin" }))).status).toBe(303);
    expect((await ask("/q/nothing/helped", { method: "POST" })).status).toBe(404);
    expect((await ask(...say("views"))).status).toBe(404);
    expect(store.db.select().from(publicationDay).all()).toHaveLength(1);
  });
});

/** A post on Discord where people answer, and what they wrote there. */
function addComments(store: Store, publicationId: number, accountId: number, texts: [string, boolean][]) {
  const placeId = store.db
    .insert(place)
    .values({ accountId, remoteId: `forum-${publicationId}`, kind: "public", changedAt: 0 })
    .returning()
    .get().id;
  const postId = store.db
    .insert(post)
    .values({
      publicationId,
      accountId,
      placeId,
      threadPlaceId: placeId,
      tags: [],
      state: "posted",
      version: 1,
      createdAt: 0,
    })
    .returning()
    .get().id;
  for (const [text, shown] of texts) {
    const row = { accountId, placeId, text, spans: [], sentAt: 1_000, receivedAt: 1_000 };
    const messageId = store.db
      .insert(message)
      .values({ ...row, remoteId: text, direction: "ambient", origin: "platform" })
      .returning()
      .get().id;
    const state = shown ? "shown" : "pending";
    store.db.insert(comment).values({ publicationId, postId, messageId, state, text, at: 1_000, createdAt: 0 }).run();
  }
}

describe("comments", () => {
  it("are shown once somebody let them", async () => {
    const { read, store, pending } = open();
    const { id } = store.db.select().from(account).limit(1).get() ?? { id: 0 };
    addComments(store, pending, id, [
      ["Speed up worked for me", true],
      ["Write to me instead", false],
    ]);
    const page = await read("/q/pending");
    expect(page).toContain("Speed up worked for me");
    expect(page).toContain("1 comment, shown after review");
    expect(page).not.toContain("Write to me");
  });
});

describe("structured data", () => {
  it("is an article where only we answer", async () => {
    const { read, desk } = open();
    for (const path of ["/q/pending", "/faq/locked-account"]) {
      const page = structuredData(await read(path), "Article");
      expect(page).toMatchObject({ author: { name: "Bobo Wallet" }, inLanguage: "en" });
      expect(page["image"]).toBe(undefined);
    }
    await desk.send("PUT", "/api/settings/site/logo", { picture: PNG }, 200);
    expect(structuredData(await read("/q/pending"), "Article")).toMatchObject({
      image: [expect.stringMatching(/^https:\/\/help\.bobo\.example\/site\/logo-/)],
    });
    structuredData(await read("/"), "WebSite");
  });

  it("is a question with answers where others may answer, and holds hostile words as words", async () => {
    const { read, store, pending } = open();
    const { id } = store.db.select().from(account).limit(1).get() ?? { id: 0 };
    const hostile = "</script><script>alert(1)</script>";
    addComments(store, pending, id, [
      [`Speed up worked ${hostile}`, true],
      ["Not shown", false],
    ]);
    const page = await read("/q/pending");
    expect(structuredData(page, "QAPage")).toMatchObject({
      mainEntity: {
        name: "My transfer is pending",
        answerCount: 2,
        acceptedAnswer: { url: "https://help.bobo.example/q/pending#answer", author: { "@type": "Organization" } },
        suggestedAnswer: [{ text: `Speed up worked ${hostile}` }],
      },
    });
    expect(page).toContain('id="answer"');
  });

  it("would be refused where something is missing or made up", async () => {
    const { read } = open();
    const page = await read("/q/pending");
    expect(() => structuredData(page.replace('"headline"', '"heading"'), "Article")).toThrow("headline");
    expect(() =>
      structuredData(page.replaceAll(/"datePublished":"[^"]*"/g, '"datePublished":"soon"'), "Article"),
    ).toThrow("datePublished");
    expect(() => structuredData(page, "QAPage")).toThrow("mainEntity");
  });
});

describe("machines", () => {
  it("are told where all pages are and when each changed", async () => {
    const { read, ask } = open();
    expect(await read("/robots.txt")).toContain("Sitemap: https://help.bobo.example/sitemap.xml");
    const index = await read("/sitemap.xml");
    expect(index).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<sitemapindex/);
    expect(index).toMatch(/<loc>https:\/\/help\.bobo\.example\/sitemap-0\.xml<\/loc>\s*<lastmod>\d{4}-/);
    const urls = await read("/sitemap-0.xml");
    expect(urls.replaceAll(/\s+/g, "")).toMatch(/<loc>https:\/\/help\.bobo\.example\/q\/pending<\/loc><lastmod>\d{4}-/);
    expect(urls.match(/<url>/g)).toHaveLength(3);
    expect((await ask("/sitemap-7.xml")).status).toBe(404);
    expect((await read("/sitemap-lists.xml")).match(/<url>/g)).toHaveLength(8);
    const feed = await read("/en/feed.xml");
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).toContain("<summary>Your coins are safe. A pending transfer waits in line.</summary>");
    expect((await ask("/feed.xml")).headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  });

  it("follow the address that the brand has set", async () => {
    const { read, desk } = open();
    await desk.send("PUT", "/api/settings/site", { ...DEFAULT_SITE, origin: "https://faq.example" }, 200);
    for (const path of ["/sitemap.xml", "/sitemap-0.xml", "/robots.txt", "/en/feed.xml", "/q/pending"])
      expect(await read(path)).toContain("https://faq.example/");
  });
});
