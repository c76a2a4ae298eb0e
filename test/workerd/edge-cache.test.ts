import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";

const BRANDS = ["bobo", "other"] as const;
/** What reached each brand's object. */
const reached: Record<string, string[]> = { bobo: [], other: [] };

beforeAll(async () => {
  for (const brand of BRANDS)
    await runInDurableObject(env.BRAND.getByName(brand), (object) => {
      const answer = object.fetch.bind(object);
      object.fetch = (request) => {
        reached[brand]?.push(new URL(request.url).pathname);
        return answer(request);
      };
    });
});

const get = (host: string, path: string, headers: Record<string, string> = {}) =>
  exports.default.fetch(new Request(`https://${host}${path}`, { headers }));

/** How many of them reached the brand. */
async function reachedBy(brand: (typeof BRANDS)[number], work: () => Promise<unknown>): Promise<number> {
  const before = reached[brand]?.length ?? 0;
  await work();
  return (reached[brand]?.length ?? 0) - before;
}

it("answers what is public a second time without the brand, and knows when the reader has it", async () => {
  const first = await get("bobo.test", "/openapi.json");
  const tag = first.headers.get("etag") ?? "";
  const text = await first.text();
  const again = await reachedBy("bobo", async () => {
    const second = await get("bobo.test", "/openapi.json");
    expect(second.headers.get("etag")).toBe(tag);
    expect(second.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await second.text()).toBe(text);
    const unchanged = await get("bobo.test", "/openapi.json", { "if-none-match": tag });
    expect(unchanged.status).toBe(304);
    const changed = await get("bobo.test", "/openapi.json", { "if-none-match": '"another"' });
    expect(await changed.text()).toBe(text);
  });
  expect(again).toBe(0);
});

it("gives the public pages again, search results included, until they are a minute old", async () => {
  for (const path of ["/", "/en/q", "/sitemap.xml", "/search?q=lock"]) {
    const first = await get("bobo.test", path);
    expect([path, first.status]).toEqual([path, 200]);
    expect(first.headers.get("cache-control")).toContain("s-maxage=60");
    const text = await first.text();
    expect(await reachedBy("bobo", async () => expect(await (await get("bobo.test", path)).text()).toBe(text))).toBe(0);
  }
  await get("bobo.test", "/q/none");
  expect(await reachedBy("bobo", () => get("bobo.test", "/q/none"))).toBe(1);
});

it.each([{ cookie: "parley_session=x" }, { authorization: "Bearer x" }])("asks the brand for %o", async (headers) => {
  await get("bobo.test", "/docs");
  expect(await reachedBy("bobo", () => get("bobo.test", "/docs", headers))).toBe(1);
});

it("keeps brands and hostnames apart", async () => {
  await get("bobo.test", "/docs");
  expect(await reachedBy("other", () => get("other.test", "/docs"))).toBe(1);
  expect(await reachedBy("bobo", () => get("www.bobo.test", "/docs"))).toBe(1);
});

it.each(["/api/accounts", "/healthz", "/readyz", "/open/unknown", "/docs/unknown"])("never keeps %s", async (path) => {
  await get("bobo.test", path);
  expect(await reachedBy("bobo", () => get("bobo.test", path))).toBe(1);
});
