/** The ledger and the request faults, over a real socket. */
import { Hono } from "hono";
import { afterEach, expect, test } from "vitest";
import { Faults, type Fault } from "../../src/sandbox/kit/faults.ts";
import { Ledger } from "../../src/sandbox/kit/ledger.ts";
import { note, recorded } from "../../src/sandbox/kit/requests.ts";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";

let running: RunningSandbox | null = null;
afterEach(async () => running?.close());

async function counter(): Promise<{ running: RunningSandbox; made: () => number }> {
  const ledger = new Ledger();
  const faults = new Faults();
  let made = 0;
  const app = new Hono();
  app.use(
    "/api/*",
    recorded({
      ledger,
      faults,
      now: () => 1_000,
      refusal: (fault, status, c) => c.json(fault.body ?? { status }, status as 429),
      redact: (path) => path.replace(/secret/, "***"),
    }),
  );
  app.post("/api/:key", async (c) => {
    made += 1;
    note(c, { account: "a", effect: { kind: "message", id: String(made) } });
    const body = c.req.header("content-type")?.includes("json") ? await c.req.json() : [...(await c.req.formData())];
    return c.json({ made, body });
  });
  running = await startSandbox({
    app,
    ledger,
    faults,
    side: {} as never,
    listening() {},
    close: async () => {},
  });
  return { running, made: () => made };
}

const post = (url: string, body: string | FormData = '{"n":1}', type: string | null = "application/json") =>
  fetch(`${url}/api/secret?x=1`, { method: "POST", body, headers: type ? { "content-type": type } : {} });

test("an honest request is recorded with its effect, credentials taken out", async () => {
  const { running } = await counter();
  expect(await (await post(running.url)).json()).toEqual({ made: 1, body: { n: 1 } });
  expect(running.ledger.entries).toEqual([
    {
      seq: 1,
      at: 1_000,
      method: "POST",
      path: "/api/***?x=1",
      body: { n: 1 },
      status: 200,
      account: "a",
      fault: null,
      effect: { kind: "message", id: "1" },
    },
  ]);
});

test("files of a form are recorded by name, type and size, and the route still reads them", async () => {
  const { running } = await counter();
  const form = new FormData();
  form.set("chat", "7");
  form.set("photo", new File(["12345"], "a.png", { type: "image/png" }));
  expect((await post(running.url, form, null)).status).toBe(200);
  expect(running.ledger.entries[0]?.body).toEqual({
    chat: "7",
    photo: { name: "a.png", mime: "image/png", size: 5 },
  });
});

test.each([
  { fault: { kind: "refuse" }, status: 429, effects: 0 },
  { fault: { kind: "refuse", status: 503 }, status: 503, effects: 0 },
  { fault: { kind: "garbage" }, status: 200, effects: 0 },
  { fault: { kind: "error-after" }, status: 502, effects: 1 },
  { fault: { kind: "slow", delayMs: 5 }, status: 200, effects: 1 },
] satisfies { fault: Fault; status: number; effects: number }[])("$fault.kind answers $status", async (wanted) => {
  const { running, made } = await counter();
  running.faults.add(wanted.fault);
  running.faults.add({ kind: "duplicate" });
  expect((await post(running.url)).status).toBe(wanted.status);
  expect(made()).toBe(wanted.effects);
  expect(running.ledger.entries[0]).toMatchObject({ status: wanted.status, fault: wanted.fault.kind });
  expect((await post(running.url)).status).toBe(200);
  expect(running.ledger.entries[1]?.fault).toBeNull();
});

test.each([
  { kind: "cut-before", effects: 0 },
  { kind: "cut-after", effects: 1 },
] as const)("$kind destroys the connection", async ({ kind, effects }) => {
  const { running, made } = await counter();
  running.faults.add({ kind, path: "/api/" });
  await expect(post(running.url)).rejects.toThrow("fetch failed");
  expect(made()).toBe(effects);
  expect(running.ledger.entries[0]).toMatchObject({ status: 0, fault: kind });
  expect(running.ledger.effects()).toHaveLength(effects);
});
