/** What is sent to the public site by machines and by people who mean ill: an answer below 500, and nothing of theirs runs. */
import { describe, expect, it } from "vitest";
import { addPage } from "../support/pages.ts";
import { openSite } from "../support/site.ts";
import { workspacePart } from "../../src/host/workspace-path.ts";

const HOSTILE = `</script><script>alert(1)</script>"'&\u2028\u0000`;

describe("hostile requests", () => {
  it.each(
    Object.entries([
      `/search?q=${encodeURIComponent(`${"a".repeat(199)}😀`)}`,
      `/search?q=${encodeURIComponent('\u0000"*(NEAR AND OR -- ⟦')}`,
      "/search?q=%ED%A0%80%FF",
      `/search?q=${"%F0%9F%98%80".repeat(500)}`,
      "/search?q=a&after=%00",
      "/search?q=a&after=1e309.1",
      `/search?q=${"(".repeat(5000)}`,
      `/official?q=${encodeURIComponent(`${"a".repeat(499)}😀`)}`,
      "/official?q=%00%FF%ED%A0%80",
      `/official?q=${encodeURIComponent("https://[::1")}`,
      `/official?q=${"xn--".repeat(120)}`,
      `/official?q=${encodeURIComponent("https://t.me/%E0%A4%A")}`,
      "/q/%E0%A4%A",
      "/q/%00",
      "/q/%0d%0aset-cookie:a=b",
      `/q/${"a".repeat(6000)}`,
      "/q?topic=99999999999999999999999",
      "/q?topic=-1&after=%00",
      "/q?after=NaN",
      "/q?topic=top_1&after=9999999999999999999999_1",
      "/sitemap-999999999.xml",
      "/consent/%E0%A4%A",
      "/consent/a/b",
      "/q/pending?said=%00",
      "/en//evil.example",
      "/zh//evil.example",
      "//evil.example/..",
      "/zh/search?q=%0d%0a",
    ]),
  )("of addresses: %s", async (_, path) => {
    const { ask, desk } = openSite();
    addPage(desk.store, { slug: "pending", language: "en", kind: "thread", title: "T", question: "Q", answer: "A" });
    const response = await ask(path);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get("location") ?? "/").toMatch(/^\/(?!\/)/);
  });

  it.each([
    ["multipart/form-data", "x"],
    ["multipart/form-data; boundary=x", "--x\r\nbroken"],
    ["application/x-www-form-urlencoded", "answer=%E0%A4%A&answer=give"],
    ["application/json", "{"],
  ])("a form of %s", async (type, body) => {
    const { ask } = openSite();
    for (const path of ["/consent/nothing", "/q/nothing/same", "/faq/%00/helped"]) {
      const response = await ask(path, { method: "POST", headers: { "content-type": type }, body });
      expect([path, response.status]).toEqual([path, 404]);
    }
  });

  it("keeps robots out of all that only the team opens", async () => {
    const { read } = openSite();
    const robots = await read("/robots.txt");
    for (const path of ["/inbox", "/settings", "/reports", "/welcome", "/publications"]) {
      expect(workspacePart(path, "text/html")).toBe("page");
      expect(robots).toContain(`Disallow: ${path}\n`);
    }
  });

  it("leaves the words of a page words everywhere", async () => {
    const { read, desk } = openSite();
    addPage(desk.store, {
      slug: "hostile",
      language: "en",
      kind: "thread",
      title: `Mine ${HOSTILE}`,
      question: HOSTILE,
      answer: `${HOSTILE} [a](javascript:alert(1)) [b](/\\evil.example) <img src=x onerror=alert(1)>`,
    });
    for (const path of ["/q/hostile", "/en/q", "/en/feed.xml", "/en/search?q=mine", "/en"]) {
      const page = await read(path);
      expect([path, page.includes("<script>alert"), page.includes("<img src=x")]).toEqual([path, false, false]);
      expect(page).not.toContain('href="javascript:');
      expect(page).not.toContain("\u2028</script>");
    }
  });
});
