/** The frame of the public pages: languages, addresses, the brand's look, and what a browser may do with them. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_SITE, type SiteSettings } from "../../src/qa/site-settings.ts";
import { SHELL_STYLE } from "../../src/site/stylesheet.ts";
import { openSite } from "../support/site.ts";

const hrefs = (page: string) => [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href = ""]) => href);
const settings = (changes: Partial<SiteSettings>) => ({ ...DEFAULT_SITE, ...changes });
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("languages", () => {
  it("each has its address, and each page names both", async () => {
    const { read } = openSite();
    const [zh, en] = [await read("/"), await read("/en")];
    expect(zh).toContain('<html lang="zh-CN">');
    expect(en).toContain('<html lang="en">');
    for (const page of [zh, en]) {
      expect(page).toContain('<link rel="alternate" hreflang="zh" href="https://help.bobo.example/" />');
      expect(page).toContain('<link rel="alternate" hreflang="en" href="https://help.bobo.example/en" />');
      expect(page).toContain('<link rel="alternate" hreflang="x-default" href="https://help.bobo.example/" />');
    }
    expect(en).toContain('<link rel="canonical" href="https://help.bobo.example/en" />');
  });

  it("the site's own under its prefix leads to its one address", async () => {
    const { ask, desk } = openSite();
    expect((await ask("/zh?a=1")).headers.get("location")).toBe("/?a=1");
    await desk.send("PUT", "/api/settings/site", settings({ defaultLanguage: "en" }), 200);
    const response = await ask("/en");
    expect([response.status, response.headers.get("location")]).toEqual([301, "/"]);
    expect(await (await ask("/")).text()).toContain('<html lang="en">');
    expect(await (await ask("/zh")).text()).toContain('<html lang="zh-CN">');
  });
});

it("what is not there says so in the language of the address, and is found by nobody", async () => {
  const { read } = openSite();
  const page = await read("/nowhere", 404);
  expect(page).toContain("这个地址没有页面");
  expect(page).toContain('<meta name="robots" content="noindex" />');
  expect(await read("/en/nowhere", 404)).toContain("There is no page at this address");
});

it("machines are still told by the API", async () => {
  const { ask } = openSite();
  for (const path of ["/api/nowhere", "/webhooks/nowhere", "/metrics/nowhere"])
    expect((await ask(path)).headers.get("content-type")).toContain("application/problem+json");
});

describe("files", () => {
  it("have addresses of their content, and are kept for good", async () => {
    const { read, ask } = openSite();
    const paths = hrefs(await read("/")).filter((href) => href.startsWith("/site/"));
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      const response = await ask(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect((await response.text()).length).toBeGreaterThan(100);
    }
    expect((await ask("/site/style-0000.css")).status).toBe(404);
  });

  it("nothing is inline, so that the content policy holds", async () => {
    const { read, ask } = openSite();
    expect(await read("/")).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|ld\+json))/);
    expect((await ask("/")).headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  it("colours are the workspace's", () => {
    const theirs = readFileSync(new URL("../../src/web/styles/tokens.css", import.meta.url), "utf8");
    const table = (css: string) =>
      new Map(
        [...css.matchAll(/(--[\w-]+):\s*(light-dark\([^;]+\));/g)].map(([, name = "", value = ""]) => [
          name,
          value.replaceAll(/\s+/g, " "),
        ]),
      );
    const [ours, workspace] = [table(SHELL_STYLE), table(theirs)];
    expect(ours.size).toBeGreaterThan(15);
    for (const [name, value] of ours) expect([name, workspace.get(name)]).toEqual([name, value]);
  });
});

it("a reader who has the page is told so; a short age lets what is withdrawn go", async () => {
  const { ask } = openSite();
  const first = await ask("/");
  expect(first.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=60, must-revalidate");
  const headers = { "if-none-match": `W/${first.headers.get("etag")}` };
  const second = await ask("/", { headers });
  expect([second.status, await second.text()]).toEqual([304, ""]);
  expect((await ask("/en", { headers })).status).toBe(200);
});

describe("the brand", () => {
  it("sets its name, colours, address and logo", async () => {
    const { desk, read, ask } = openSite();
    const before = await desk.get("/api/settings/site");
    expect(before).toMatchObject({ names: { en: "Bobo Wallet" }, accent: null, logo: null });
    await desk.send(
      "PUT",
      "/api/settings/site",
      settings({
        names: { zh: "<b>豆</b>", en: "Dou & Co" },
        accent: { light: "#7A1FA2", dark: "#e0b0ff" },
        origin: "https://dou.example/",
      }),
      200,
    );
    const { logo } = await desk.send("PUT", "/api/settings/site/logo", { picture: PNG }, 200);
    const page = await read("/");
    expect(page).toContain("&lt;b&gt;豆&lt;/b&gt;");
    expect(page).not.toContain("<b>豆");
    expect(page).toContain('<link rel="canonical" href="https://dou.example/" />');
    expect(page).toContain(`<img src="${logo}" alt="" />`);
    expect((await ask(logo)).headers.get("content-type")).toBe("image/png");
    const brand = hrefs(page).find((href) => href.startsWith("/site/brand-")) ?? "none";
    expect(await read(brand)).toContain("light-dark(#7a1fa2, #e0b0ff)");
    await desk.send("PUT", "/api/settings/site/logo", { picture: null }, 200);
    expect(await read("/")).not.toContain("<img");
    const { items } = await desk.get("/api/audit?type=settings.changed");
    expect(items).toHaveLength(3);
  });

  it.each([
    [{ accent: { light: "#ffcc00", dark: "#ffcc00" } }, "accent.light", "darker"],
    [{ accent: { light: "#222222", dark: "#222222" } }, "accent.dark", "lighter"],
    [{ accent: { light: "red", dark: "#ffffff" } }, "accent.light", "#rrggbb"],
    [{ names: { zh: "波宝", en: " " } }, "names.en", "both"],
    [{ mark: "Bobo" }, "mark", "One or two"],
    [{ origin: "http://help.bobo.example" }, "origin", "https://"],
    [{ origin: "https://bobo.example/help" }, "origin", "without a path"],
    [{ promises: [{ zh: "", en: "Never" }] }, "promises.0.zh", "both"],
  ])("is told what is wrong with %j", async (change, field, words) => {
    const { desk } = openSite();
    const problem = await desk.send("PUT", "/api/settings/site", settings(change), 422);
    expect(problem).toMatchObject({ code: "invalid", field });
    expect(problem.detail).toContain(words);
    expect((await desk.get("/api/settings/site")).names.en).toBe("Bobo Wallet");
  });

  it("takes no picture that could hold script, or is none", async () => {
    const { desk } = openSite();
    for (const text of [
      "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
      "\x89PNG\r\n\x1a\n nothing",
    ])
      expect(
        await desk.send(
          "PUT",
          "/api/settings/site/logo",
          { picture: Buffer.from(text, "latin1").toString("base64") },
          422,
        ),
      ).toMatchObject({ field: "picture" });
  });
});

it("templates quote every attribute, and nothing but our own data goes in unescaped", () => {
  const folder = new URL("../../src/site/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
  for (const [name, source] of sources) expect([name, source.match(/\s[\w-]+=\$\{/g)]).toEqual([name, null]);
  expect(sources.filter(([, source]) => /\braw\b/.test(source)).map(([name]) => name)).toEqual(["layout.ts"]);
});
