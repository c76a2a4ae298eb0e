/** The page of official accounts: the list, the answer to what somebody asks, and the signed list for programs. */
import { webcrypto } from "node:crypto";
import { describe, expect, it } from "vitest";
import { account } from "../../src/store/schema.ts";
import { openSite } from "../support/site.ts";
import { CONTACTS } from "../support/official.ts";

async function officialSite() {
  const site = openSite();
  // The list is what is entered here: no connected account lists itself.
  site.desk.store.db.update(account).set({ state: "removed" }).run();
  for (const { kind, handle, url, name, endedAt } of CONTACTS) {
    const body = { kind, handle, name, since: "2019-03", purposes: { zh: "答疑", en: "Answers" } };
    const { id } = await site.desk.send(
      "POST",
      "/api/official-contacts",
      kind === "web-chat" ? { ...body, url } : body,
      201,
    );
    if (endedAt !== null) await site.desk.send("PATCH", `/api/official-contacts/${id}`, { ended: true }, 200);
  }
  return {
    ...site,
    check: (asked: string, prefix = "") => site.ask(`${prefix}/official?q=${encodeURIComponent(asked)}`),
    result: async (asked: string, prefix = "") => {
      const page = await (await site.ask(`${prefix}/official?q=${encodeURIComponent(asked)}`)).text();
      const block = /<section class="res.*?<\/section>/s.exec(page)?.[0] ?? "";
      return block
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim();
    },
  };
}

describe("the page", () => {
  it("shows every account in both languages, without script, and can be kept", async () => {
    const { read, ask } = await officialSite();
    const zh = await read("/official");
    for (const { handle } of CONTACTS.filter(({ endedAt }) => endedAt === null)) expect(zh).toContain(`${handle}</a>`);
    expect(zh).not.toContain("BoboPayHK");
    expect(zh).toContain('href="tel:+864001234567"');
    expect(zh).toContain("我们永远不会要助记词、私钥或验证码。");
    expect(zh).toContain('<link rel="canonical" href="https://help.bobo.example/official" />');
    expect(zh).not.toContain("noindex");
    expect(await read("/en/official")).toContain("Never");
    expect((await ask("/official")).headers.get("cache-control")).toContain("s-maxage");
  });

  it("answers yes, no, and looks like ours, letter by letter", async () => {
    const { result } = await officialSite();
    expect(await result("@BoboWallet")).toMatch(/是我们的.*2019年3月|是我们的.*2019 年 3 月启用/);
    expect(await result("@BoboWalletCN", "/en")).toMatch(/Yes, this is ours.*since March 2019.*Only the one on X is/);
    const trap = await result("@BoboWaIlet", "/en");
    expect(trap).toContain("Looks like ours, but isn’t");
    expect(trap).toContain("Ours B o b o W a l l e t This one B o b o W a I l e t");
    expect(trap).toContain("Letter 7 is a capital I; ours is a small l.");
    expect(await result("@BoboWaIlet")).toContain("第 7 个字符是大写 I，官方是小写 l。");
    expect(await result("@wallet_daily_news")).toContain("不是我们的");
    expect(await result("@BoboPayHK", "/en")).toContain("It was ours, and is no more");
    expect(await result("波宝", "/en")).toContain("This alone proves nothing");
    expect(await result("https://bоbo.example", "/en")).toContain(
      "Letter 2 is the Cyrillic letter о; ours is a small o.",
    );
    expect(await result("@Bobo\u200bWallet", "/en")).toContain("an invisible character, U+200B");
    expect(await result("help@bobo.com", "/en")).toContain("Ours is help@bobo.example");
  });

  it("keeps a result nowhere, and search engines out of it", async () => {
    const { check } = await officialSite();
    const response = await check("@BoboWallet");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const page = await response.text();
    expect(page).toContain('<meta name="robots" content="noindex" />');
    expect(page).not.toMatch(/canonical|og:url|hreflang="x-default"/);
    // The switch of languages does not carry it on.
    expect(page).toContain('href="/en/official"');
    expect((await check("a".repeat(600))).status).toBe(200);
    expect((await check(" ")).status).toBe(200);
  });

  it("shows hostile words as words", async () => {
    const { check } = await officialSite();
    const text = await (await check('"><script>alert(1)</script>\u202e@BoboWaIlet')).text();
    expect(text).not.toContain("<script>alert");
    expect(text).toContain("&lt;script&gt;");
    expect(text.match(/<p class="q".*?<\/p>/s)?.[0]).not.toContain("\u202e");
  });

  it("bounds how often one address asks, and says when it may again", async () => {
    const { check, read } = await officialSite();
    const statuses = [];
    for (let at = 0; at < 70; at += 1) statuses.push((await check(`@a${at}`)).status);
    expect(statuses.filter((one) => one === 200)).toHaveLength(60);
    const refused = await check("@BoboWallet");
    expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, expect.any(Number)]);
    expect(await refused.text()).toContain("BoboWalletCN");
    expect(await read("/official")).toContain("BoboWalletCN");
  });
});

describe("the signed list", () => {
  const PATH = "/.well-known/parley-official";

  it("fits its signature and its key, and says for how long it holds", async () => {
    const { ask, desk } = await officialSite();
    const text = await (await ask(`${PATH}.json`)).text();
    const signature = await (await ask(`${PATH}.json.sig`)).arrayBuffer();
    const pem = await (await ask(`${PATH}.pem`)).text();
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
    const key = await webcrypto.subtle.importKey("spki", der, "Ed25519", true, ["verify"]);
    const verify = (what: string) => webcrypto.subtle.verify("Ed25519", key, signature, Buffer.from(what));
    expect(await verify(text)).toBe(true);
    expect(await verify(text.replace("BoboNews", "BoboNewz"))).toBe(false);
    const list = JSON.parse(text);
    expect(list).toMatchObject({ site: "https://help.bobo.example", version: 1 });
    expect(list.contacts).toContainEqual(
      expect.objectContaining({ kind: "phone", handle: "+86 400 123 4567", url: "tel:+864001234567" }),
    );
    expect(list.ended).toEqual([expect.objectContaining({ handle: "BoboPayHK" })]);
    expect(Date.parse(list.validUntil) - Date.parse(list.issued)).toBe(7 * 86_400_000);
    expect(list.key.public).toBe(Buffer.from(der.subarray(12)).toString("base64url"));
    // The key lies sealed.
    expect(desk.store.q.metaByKey.get({ key: "officialSeed" })?.value).toMatch(/^v1\./);
  });

  it("never signs an address that only the request names", async () => {
    const { ask } = openSite({ publicUrl: null });
    const list = JSON.parse(await (await ask(`${PATH}.json`, { headers: { host: "evil.test" } })).text());
    expect(list.site).toBeNull();
  });
});
