import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { z } from "zod";
import { BrandClient } from "./support.ts";

const Accounts = z.object({ items: z.array(z.unknown()) });

it("keeps two brands apart, and knows one brand by all its hostnames", async () => {
  const bobo = await BrandClient.open("bobo.test");
  const other = await BrandClient.open("other.test");
  expect(await bobo.get("/api/accounts", Accounts)).toEqual({ items: [] });
  const asBobo = { headers: { authorization: `Bearer ${bobo.token}` } };
  expect((await other.fetch("/api/accounts", asBobo)).status).toBe(401);
  expect((await exports.default.fetch(new Request("https://www.bobo.test/api/accounts", asBobo))).status).toBe(200);
});

it.each(["nobody.test", "constructor", "bobo.test.evil.example"])("refuses the unknown host %s", async (host) => {
  const response = await exports.default.fetch(new Request(`https://${host}/api/accounts`));
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "unknown-host", status: 404 });
});

it("opens the door only with the deployment's secret", async () => {
  const ask = (authorization: string) =>
    exports.default.fetch(
      new Request("https://bobo.test/setup/links", { method: "POST", headers: { authorization }, body: "{}" }),
    );
  expect((await ask("Bearer wrong-secret-of-the-tests-0123456789")).status).toBe(401);
  expect((await ask("")).status).toBe(401);
  const { url } = z
    .object({ url: z.string() })
    .parse(await (await ask("Bearer setup-secret-of-the-tests-0123456789")).json());
  const spent = await exports.default.fetch(new Request(url, { redirect: "manual", headers: { accept: "text/html" } }));
  expect(spent.status).toBe(303);
  expect(spent.headers.get("set-cookie")).toContain("parley_session=");
});

it("checks a webhook's address and size, and a bridge's size, before it wakes the brand", async () => {
  const bobo = await BrandClient.open("bobo.test");
  const reached: string[] = [];
  await runInDurableObject(env.BRAND.getByName("bobo"), (object) => {
    const answer = object.fetch.bind(object);
    object.fetch = (request) => {
      reached.push(new URL(request.url).pathname);
      return answer(request);
    };
  });
  const call = async (path: string, init: RequestInit) => (await bobo.fetch(path, init)).status;
  expect(await call("/webhooks/app_1/more", { method: "POST", body: "{}" })).toBe(404);
  expect(await call("/webhooks/app_1", { method: "PUT", body: "{}" })).toBe(404);
  expect(await call("/webhooks/app_1", { method: "POST", body: "x".repeat(6 * 1024 * 1024) })).toBe(413);
  expect(await call("/bridge/batches", { method: "POST", body: "x".repeat(9 * 1024 * 1024) })).toBe(413);
  expect(reached).toEqual([]);
  expect(await call("/webhooks/app_1", { method: "POST", body: "{}" })).toBe(404);
  expect(reached).toEqual(["/webhooks/app_1"]);
});

it.each([
  ["https://nobody.test/", 404],
  ["https://bobo.test/webhooks/app_1/more", 404],
  ["https://bobo.test/api/accounts", 401],
  ["https://bobo.test/inbox", 200],
  ["https://bobo.test/theme.js", 200],
  ["https://bobo.test/docs", 200],
])("tells browsers the same with every answer: %s", async (url, status) => {
  const response = await exports.default.fetch(new Request(url, { headers: { accept: "text/html" } }));
  await response.body?.cancel();
  expect(response.status).toBe(status);
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("strict-transport-security")).toBe("max-age=63072000");
});

it("passes on what a closed brand says, with the headers of every answer", async () => {
  await runInDurableObject(env.BRAND.getByName("people"), (object) => {
    object.fetch = async () => Response.json({ code: "importing" }, { status: 503 });
  });
  const answer = await exports.default.fetch(new Request("https://people.test/api/me"));
  expect([answer.status, await answer.json()]).toEqual([503, { code: "importing" }]);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
});
