import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { Taken } from "../../src/host/doctor-steps.ts";
import { BrandClient, SETUP, until, UserApp } from "./support.ts";

let brand: BrandClient;
const telegram = new UserApp("telegram", "doctor");

beforeAll(async () => {
  brand = await BrandClient.open("bobo.test");
  await brand.connect("telegram", "doctor");
  await brand.reads();
  const from = await telegram.person("Lin", "lin_tg");
  const texts = ["我的账户被锁了", "where is my money?", "还没到账"];
  for (const [index, text] of texts.entries()) {
    await telegram.send({ from, to: await telegram.brand(), text });
    await until(`"${text}" arrives`, async () => {
      const [first] = await brand.conversations();
      return first && (await brand.messages(first.id)).length === index + 1;
    });
  }
});

async function step(body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${SETUP}`, "content-type": "application/json" };
  return brand.fetch("/setup/doctor", { method: "POST", headers, body: JSON.stringify(body) });
}

/** Name and state of every check, step by step to the end. */
async function examine(part: "chain" | "rebuild-counters"): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  let next: unknown = { part, after: 0 };
  while (next !== null) {
    const taken = Taken.parse(await (await step(next)).json());
    if (taken.check) found[taken.check.name] = taken.check.state;
    next = taken.next;
  }
  return found;
}

const harm = (statement: string) =>
  runInDurableObject(env.BRAND.getByName("bobo"), (_, state) => void state.storage.sql.exec(statement));

const SOUND = {
  "event chain": "ok",
  counters: "ok",
  search: "ok",
  "public search": "ok",
  credentials: "ok",
  "set aside": "ok",
  gaps: "ok",
  "deliveries in doubt": "ok",
  "posts on platforms": "ok",
};

it("finds a sound brand sound", async () => {
  expect(await examine("chain")).toEqual(SOUND);
});

it("sees what was changed behind its back, and makes again what can be made again", async () => {
  await harm("update counter set n = n + 5");
  await harm("delete from search where rowid = 2");
  await harm("insert into search(rowid, body, author) values (77, 'nobody', 'wrote this')");
  expect(await examine("chain")).toEqual({ ...SOUND, counters: "broken", search: "broken" });
  expect(await examine("rebuild-counters")).toEqual(SOUND);
  const found = await brand.get("/api/search?q=money", z.object({ items: z.array(z.unknown()) }));
  expect(found.items).toHaveLength(1);
});

it("sees that somebody changed the log", async () => {
  await harm("update event set actor = 'somebody' where seq = 3");
  expect(await examine("rebuild-counters")).toEqual({ ...SOUND, "event chain": "broken" });
});

it.each([{ part: "everything", after: 0 }, { part: "chain", after: -1 }, { part: "chain" }])(
  "refuses the step %j",
  async (body) => {
    const answer = await step(body);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: "invalid" });
  },
);
