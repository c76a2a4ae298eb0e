import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { front } from "../../src/host/worker/front.ts";

const MB = 1024 * 1024;
const log = vi.spyOn(console, "log");
beforeEach(() => void log.mockReset());
afterEach(() => void log.mockReset());

const logged = () => log.mock.calls.map(([line]) => String(line)).join("\n");

/** What a deployment with other settings answers. */
const deployedWith = async (changed: object, path: string, init: RequestInit = {}) => {
  const request = new Request(`https://bobo.test${path}`, init) as Parameters<NonNullable<typeof front.fetch>>[0];
  const response = await front.fetch?.(request, { ...env, ...changed }, createExecutionContext());
  return { status: response?.status, body: await response?.json() };
};

it.each([
  ["not JSON", "{bobo"],
  ["a list", '["bobo.test"]'],
  ["a brand's name that is none", '{"bobo.test": "Bobo Wallet"}'],
  ["a host with a port", '{"bobo.test/": "bobo"}'],
])("says that BRANDS is %s, in the log", async (_, BRANDS) => {
  const { status, body } = await deployedWith({ BRANDS }, "/api/accounts");
  expect(status).toBe(503);
  expect(body).toMatchObject({ code: "not-ready", detail: expect.stringContaining("log") });
  expect(logged()).toMatch(/settings\.unusable.*BRANDS is not usable.*support\.bobo\.example/);
});

it.each([undefined, "short"])("lets nobody in by the door while its secret is %s", async (PARLEY_SETUP) => {
  const headers = { authorization: `Bearer ${PARLEY_SETUP}` };
  const { status, body } = await deployedWith({ PARLEY_SETUP }, "/setup/links", { method: "POST", headers });
  expect(status).toBe(503);
  expect(body).toMatchObject({ detail: expect.stringContaining("wrangler secret put PARLEY_SETUP") });
});

it.each([
  [undefined, "PARLEY_KEY is missing"],
  ["0707", "PARLEY_KEY is not 32 bytes"],
  ["08".repeat(32), "does not match this data"],
])("keeps a brand closed with the key %s", async (PARLEY_KEY, reason) => {
  const answer = await runInDurableObject(env.BRAND.getByName("bobo"), async (object, state) => {
    const closed = Reflect.construct(object.constructor, [state, { ...env, PARLEY_KEY }]) as typeof object;
    await state.blockConcurrencyWhile(async () => {});
    const response = await closed.fetch(new Request("https://bobo.test/api/accounts"));
    return { status: response.status, body: await response.json() };
  });
  expect(answer).toMatchObject({ status: 503, body: { code: "not-ready" } });
  expect(logged()).toContain("brand.closed");
  expect(logged()).toContain(reason);
});

it.each([
  ["/setup/tokens", 2],
  ["/webhooks/app_1", 6],
  ["/api/uploads", 27],
])("refuses a body that is too large for %s, announced or not", async (path, size) => {
  const sent = (body: BodyInit) =>
    exports.default.fetch(
      new Request(`https://bobo.test${path}`, {
        method: "POST",
        body,
        headers: { authorization: "Bearer setup-secret-of-the-tests-0123456789", "content-type": "application/json" },
      }),
    );
  const announced = await sent(new Uint8Array(size * MB));
  const streamed = await sent(inPieces(size));
  expect([announced.status, streamed.status]).toEqual([413, 413]);
  for (const answer of [announced, streamed]) expect(await answer.json()).toMatchObject({ code: "too-large" });
});

/** Of a length that nobody announced. */
function inPieces(megabytes: number): ReadableStream<Uint8Array> {
  let left = megabytes;
  return new ReadableStream({
    pull(controller) {
      left -= 1;
      if (left < 0) controller.close();
      else controller.enqueue(new Uint8Array(MB));
    },
  });
}
