import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { BrandClient, SETUP, until, UserApp } from "./support.ts";

let brand: BrandClient;
const telegram = new UserApp("telegram", "erase");

beforeAll(async () => {
  brand = await BrandClient.open("bobo.test");
  await brand.connect("telegram", "erase");
  await brand.reads();
  const from = await telegram.person("Lin", "lin_tg");
  await telegram.send({ from, to: await telegram.brand(), text: "erase me" });
  await until("it arrives", async () => (await brand.conversations()).length === 1);
  await brand.upload(new File(["hello"], "hello.txt", { type: "text/plain" }));
});

function erase(body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${SETUP}`, "content-type": "application/json" };
  return brand.fetch("/setup/erase", { method: "POST", headers, body: JSON.stringify(body) });
}

const files = async () => (await env.MEDIA.list({ prefix: "bobo/" })).objects.length;

it.each([null, {}, { brand: "other" }, { brand: "bobo", more: true }])("erases nothing for %j", async (body) => {
  const answer = await erase(body);
  expect(answer.status).toBe(422);
  expect(await brand.conversations()).toHaveLength(1);
});

it("erases nothing while an account is connected", async () => {
  const answer = await erase({ brand: "bobo" });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("Remove each") });
  expect(await brand.conversations()).toHaveLength(1);
});

it("takes everything of one brand away, and begins empty", async () => {
  const other = await BrandClient.open("other.test");
  expect(await files()).toBe(1);
  await brand.ask("/api/accounts/acc_1", { method: "DELETE" });
  const answer = await erase({ brand: "bobo" });
  expect(await answer.json()).toEqual({ erased: true });
  expect(await files()).toBe(0);
  expect((await brand.ask("/api/me")).status).toBe(401);
  expect((await other.ask("/api/me")).status).toBe(200);
  const anew = await BrandClient.open("bobo.test");
  expect(await anew.conversations()).toEqual([]);
  expect(await anew.get("/api/accounts", z.object({ items: z.array(z.unknown()) }))).toEqual({ items: [] });
});
