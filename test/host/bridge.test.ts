/** A bridge between Discord's gateway and a brand that has no sockets: whatever breaks, nothing is lost and nothing doubled. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { patchAccount } from "../../src/inbox/accounts/patch.ts";
import { resumeAccount } from "../../src/inbox/accounts/resume.ts";
import { accountView } from "../../src/inbox/accounts/view.ts";
import { makeBridgeSecret } from "../../src/inbox/bridge/secret.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { type Bridged, bridged } from "../support/bridged.ts";

let there: Bridged;
beforeEach(async () => {
  there = await bridged();
});
afterEach(() => there.close());

const discord = () => there.world.sandboxes.discord;
const person = () =>
  discord()
    .side.people()
    .find((one) => one.handle === NEWCOMER.handle)?.id ?? "";
const say = (text: string) => there.world.say("discord", { from: person(), to: brandOf(discord().side).id, text });
const accountId = () => there.world.accounts.discord ?? 0;
const account = () => accountView(there.world.inbox.store, accountId());
const texts = () =>
  there.world.conversations().flatMap(({ id }) => there.world.messages(id).map((message) => message.text));
const PATIENCE = { timeout: 10_000 };
const gateway = (method: string) => discord().ledger.entries.filter((entry) => entry.method === method).length;
const connected = (count: number) => vi.waitUntil(() => discord().side.special("connected", {}) === count, PATIENCE);
/** A bridge that has a session. */
const start = async () => {
  const before = gateway("IDENTIFY") + gateway("RESUME");
  const bridge = await there.start();
  await vi.waitUntil(() => gateway("IDENTIFY") + gateway("RESUME") > before, PATIENCE);
  return bridge;
};
const batches = () => there.calls.filter((path) => path === "/bridge/batches").length;

it("brings a message in, lets the answer out from the brand itself, and the echo is the same message", async () => {
  await start();
  say("我的账户被锁了");
  await expect.poll(texts, PATIENCE).toEqual(["我的账户被锁了"]);
  const [row] = there.world.conversations();
  if (!row) throw new Error("no conversation");
  there.world.reply(row, "您好，我们马上看看。");
  await there.world.settle();
  expect(there.world.deliveries()).toMatchObject([{ state: "sent" }]);
  say("谢谢");
  await expect.poll(texts, PATIENCE).toEqual(["我的账户被锁了", "您好，我们马上看看。", "谢谢"]);
  expect(discord().ledger.effects("message")).toHaveLength(1);
});

describe("nothing is lost and nothing doubled", () => {
  it("when an answer is lost: the batch that comes again is acknowledged and changes nothing", async () => {
    await start();
    say("one");
    await expect.poll(texts, PATIENCE).toEqual(["one"]);
    const before = batches();
    there.line((path) => (path === "/bridge/batches" ? "answer-lost" : "good"));
    say("two");
    await expect.poll(texts, PATIENCE).toEqual(["one", "two"]);
    await vi.waitUntil(() => batches() >= before + 3);
    there.line("good");
    say("three");
    await expect.poll(texts, PATIENCE).toEqual(["one", "two", "three"]);
    expect(account().gaps).toEqual([]);
    expect(gateway("IDENTIFY")).toBe(1);
  });

  it("while the brand cannot be reached", async () => {
    await start();
    there.line("unreachable");
    const before = batches();
    for (const text of ["one", "two", "three"]) say(text);
    await vi.waitUntil(() => batches() >= before + 3);
    expect(texts()).toEqual([]);
    there.line("good");
    await expect.poll(texts, PATIENCE).toEqual(["one", "two", "three"]);
  });

  it("when the bridge stops and another begins: the session is resumed", async () => {
    const bridge = await start();
    say("one");
    await expect.poll(texts, PATIENCE).toEqual(["one"]);
    await bridge.stop();
    await bridge.ended;
    expect(discord().side.special("connected", {})).toBe(0);
    say("between");
    await start();
    await expect.poll(texts, PATIENCE).toEqual(["one", "between"]);
    expect([gateway("IDENTIFY"), gateway("RESUME")]).toEqual([1, 1]);
  });

  it("when the bridge stops between receiving and storing", async () => {
    const bridge = await start();
    say("one");
    await expect.poll(texts, PATIENCE).toEqual(["one"]);
    there.line((path) => (path === "/bridge/batches" ? "unreachable" : "good"));
    const before = batches();
    say("held");
    await vi.waitUntil(() => batches() > before);
    await bridge.stop();
    there.line("good");
    await start();
    await expect.poll(texts, PATIENCE).toEqual(["one", "held"]);
  });
});

it("brings every message once, in order, over a line that keeps failing and through bridges that come and go", async () => {
  const states = ["good", "answer-lost", "good", "unreachable", "answer-lost", "good", "unreachable"] as const;
  let calls = 0;
  const wanted: string[] = [];
  there.line(() => states[calls++ % states.length] ?? "good");
  for (let round = 0; round < 6; round += 1) {
    const bridge = await start();
    for (let n = 0; n < 20; n += 1) {
      wanted.push(`${round}/${n}`);
      say(`${round}/${n}`);
    }
    // Sooner or later in each round: before the first batch is on its way, or after some are stored.
    await vi.waitUntil(() => batches() >= round * 3, PATIENCE);
    await bridge.stop();
  }
  await start();
  await expect.poll(texts, PATIENCE).toEqual(wanted);
  expect(account().gaps).toEqual([]);
  expect(gateway("IDENTIFY")).toBe(1);
});

describe("a second bridge", () => {
  it("takes over, and the first ends and says so", async () => {
    const first = await start();
    say("one");
    await expect.poll(texts, PATIENCE).toEqual(["one"]);
    await there.start();
    await expect(first.ended).rejects.toMatchObject({ name: "BridgeEnded", reason: "replaced" });
    say("two");
    await expect.poll(texts, PATIENCE).toEqual(["one", "two"]);
  });
});

describe("the secret", () => {
  it("ends with the next one, and so does its bridge", async () => {
    const first = await start();
    const next = makeBridgeSecret(there.world.ctx, there.world.services.keys);
    await expect(first.ended).rejects.toMatchObject({ name: "BridgeEnded", reason: "refused" });
    await expect(there.start()).rejects.toMatchObject({ reason: "refused" });
    await there.start(next);
    say("hello");
    await expect.poll(texts, PATIENCE).toEqual(["hello"]);
  });
});

describe("accounts that change while it runs", () => {
  it("rests with the account, and goes on where it was", async () => {
    await start();
    say("one");
    await expect.poll(texts, PATIENCE).toEqual(["one"]);
    await patchAccount(there.world.services, there.world.ctx, accountId(), { paused: true });
    await connected(0);
    say("while it rests");
    await resumeAccount(there.world.services, there.world.ctx, accountId());
    await expect.poll(texts, PATIENCE).toEqual(["one", "while it rests"]);
  });

  it("opens anew with new settings", async () => {
    await start();
    say("one");
    await expect.poll(texts, PATIENCE).toEqual(["one"]);
    const general =
      discord()
        .side.places()
        .find((place) => place.title === "general")?.id ?? "";
    const resumed = gateway("RESUME");
    await patchAccount(there.world.services, there.world.ctx, accountId(), { settings: { watch: [general] } });
    await vi.waitUntil(() => gateway("RESUME") > resumed, PATIENCE);
    there.world.say("discord", { from: person(), place: general, text: "no mention" });
    await expect.poll(texts, PATIENCE).toEqual(["one", "no mention"]);
  });

  it("shows credentials that are refused, and waits for a person", async () => {
    await start();
    discord().side.special("revoke-token", {});
    await expect.poll(() => account().state, PATIENCE).toBe("auth");
    expect(account().problem).toBe("unauthorized");
    await connected(0);
  });
});

it("that nobody listens is shown with the account after two minutes, and clears by itself", async () => {
  there.world.inbox.tick();
  expect(account()).toMatchObject({ state: "active", problem: "bridge-missing" });
  const bridge = await start();
  expect(account().problem).toBeNull();
  await bridge.stop();
  const { nextAt } = there.world.inbox.tick();
  expect(nextAt).toBeLessThanOrEqual(there.world.clock.now() + 2 * MINUTE_MS);
  expect(account().problem).toBeNull();
  there.world.clock.advance(2 * MINUTE_MS);
  there.world.inbox.tick();
  expect(account().problem).toBe("bridge-missing");
  await start();
  expect(account().problem).toBeNull();
});
