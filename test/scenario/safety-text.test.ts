/** Who pastes a secret in private is told what to do: by a fixed text, once, where the account has that switched on, and by nothing else. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { startImport } from "../../src/inbox/accounts/import.ts";
import { patchAccount } from "../../src/inbox/accounts/patch.ts";
import { setBlocked } from "../../src/inbox/block.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { account, episode, job } from "../../src/store/schema.ts";
import { safetyTextFor } from "../../src/trust/safety-texts.ts";
import { created, person as identity, snapshot } from "../support/events.ts";
import { createWorld, type World } from "../support/world.ts";

const PHRASE = "scheme spot photo card baby mountain device kick cradle pact join borrow";
const HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ENGLISH = safetyTextFor("seedPhrase", "en") ?? "";
const CHINESE = safetyTextFor("seedPhrase", "zh") ?? "";

let world: World;
afterEach(() => world.close());

const side = (platform: PlatformName) => world.sandboxes[platform].side;
const person = (platform: PlatformName) => {
  const found = side(platform)
    .people()
    .find((one) => one.handle === NEWCOMER.handle);
  if (!found) throw new Error("the newcomer is missing");
  return found;
};
const first = () => {
  const [row] = world.conversations();
  if (!row) throw new Error("no conversation");
  return row;
};
/** What we have said on the platform. */
const told = (platform: PlatformName) => world.sandboxes[platform].ledger.effects("message");
const ours = () =>
  world.conversations().flatMap((row) => world.messages(row.id).filter((one) => one.direction === "outbound"));
const texts = () => ours().map((one) => one.text);
const privately = (platform: PlatformName, text: string) =>
  world.say(platform, { from: person(platform).id, to: brandOf(side(platform)).id, text });
const switchOn = (platform: PlatformName, safetyText = true) =>
  patchAccount(world.services, world.ctx, world.accounts[platform] ?? 0, { safetyText });

async function begin(platform: PlatformName) {
  world = await createWorld([platform]);
  const changed = await switchOn(platform);
  expect(changed.account.safetyText).toBe(true);
}

describe.each(["telegram", "x", "discord"] as const)("in private on %s", (platform) => {
  beforeEach(async () => {
    await begin(platform);
    world.inbox.listen("here");
    await vi.waitUntil(async () => {
      await world.settle();
      return world.inbox.store.db.select().from(account).get()?.cursor !== null;
    });
  });
  const come = async (count: number) => {
    await expect
      .poll(async () => {
        await world.settle();
        return world.conversations().flatMap((row) => world.messages(row.id)).length;
      })
      .toBeGreaterThanOrEqual(count);
    await world.settle();
  };

  it("is told once, in their language, and goes on waiting for a person", async () => {
    privately(platform, `please help, my phrase is ${PHRASE}`);
    await come(2);
    expect(texts()).toEqual([ENGLISH]);
    expect(ours()).toMatchObject([{ automatic: "safetyText", agentId: null, origin: "parley" }]);
    expect(told(platform)).toHaveLength(1);
    expect(first()).toMatchObject({
      status: "open",
      unread: 1,
      excerpt: "please help, my phrase is ⟦seedPhrase⟧",
      excerptDirection: "inbound",
      attention: 0,
    });
    expect(first().waitingSince).not.toBeNull();
    expect(world.inbox.store.db.select().from(episode).all()).toMatchObject([{ firstResponseAt: null }]);

    world.clock.advance(MINUTE_MS);
    privately(platform, `again ${PHRASE}`);
    await come(3);
    expect(told(platform)).toHaveLength(1);
    world.reply(first(), "We are here.");
    await come(4);
    expect(first()).toMatchObject({ status: "pending", waitingSince: null });
    expect(told(platform)).toHaveLength(2);
  });
});

describe("on Telegram", () => {
  beforeEach(() => begin("telegram"));
  const write = async (text: string) => {
    const said = privately("telegram", text);
    await world.settle();
    await world.settle();
    world.clock.advance(MINUTE_MS);
    return said;
  };

  it("Chinese is answered in Chinese, and in both languages where the words tell none", async () => {
    await write("我的钱包打不开了");
    await write(PHRASE);
    expect(texts()).toEqual([CHINESE]);
    world.clock.advance(31 * DAY_MS);
    await write(`谢谢 ${PHRASE}`);
    expect(texts()).toEqual([CHINESE, CHINESE]);
  });

  it("whose first word is a phrase is told in both languages", async () => {
    await write(PHRASE);
    expect(texts()).toEqual([`${ENGLISH}\n\n${CHINESE}`]);
  });

  it("a phrase over two messages is one secret", async () => {
    await write("my phrase: scheme spot photo card baby mountain");
    expect(texts()).toEqual([]);
    await write("device kick cradle pact join borrow, ok?");
    expect(texts()).toEqual([ENGLISH]);
  });

  it("an edit that brings a secret counts, and further edits bring no second text", async () => {
    const { id, placeId } = await write("hello, please help");
    for (const text of [`my phrase is ${PHRASE}`, "never mind", `it is ${PHRASE}`]) {
      side("telegram").edit({ by: person("telegram").id, place: placeId, id, text });
      await world.settle();
    }
    expect(texts()).toEqual([ENGLISH]);
  });

  it("64 hex characters that may be a transaction's hash bring none", async () => {
    await write(`what is ${HEX}?`);
    expect(texts()).toEqual([]);
    await write(`my private key is ${HEX}`);
    expect(texts()).toEqual([ENGLISH]);
  });

  it("what was written more than an hour ago brings none", async () => {
    privately("telegram", `my phrase is ${PHRASE}`);
    world.clock.advance(HOUR_MS + 1);
    await write("hello?");
    expect(world.messages(first().id)[0]?.text).toBe("my phrase is ⟦seedPhrase⟧");
    expect(texts()).toEqual([]);
  });

  it.each([
    ["is told by the next process", 59, 1],
    ["is told nothing once an hour has passed", 61, 0],
  ])("who wrote just before the process died %s", async (_, minutes, count) => {
    await write("hello, please help");
    const { store } = world.inbox;
    const row = first();
    const place = store.q.placeById.get({ id: row.placeId });
    const author = store.q.identityById.get({ id: row.personId });
    if (!place || !author) throw new Error("nobody wrote");
    const message = snapshot("9", identity(author.remoteId), world.clock.now(), {
      text: `my phrase is ${PHRASE}`,
      place: { id: place.remoteId, kind: place.kind, title: null, url: null },
    });
    // Stored, and no tick after it.
    ingest(store, [{ accountId: row.accountId, events: [created(message)] }]);
    expect(texts()).toEqual([]);
    world.clock.advance(minutes * MINUTE_MS);
    await world.settle();
    expect(texts()).toHaveLength(count);
  });

  it("somebody whom we block is told nothing", async () => {
    await write("hello");
    setBlocked(world.ctx, first().personId, true);
    await write(`my phrase is ${PHRASE}`);
    expect(texts()).toEqual([]);
    expect(first().status).toBe("spam");
  });

  it("is off unless it was switched on", async () => {
    await switchOn("telegram", false);
    await write(`my phrase is ${PHRASE}`);
    await switchOn("telegram", true);
    await write("hello?");
    expect(texts()).toEqual([]);
  });
});

describe("on X", () => {
  it("nobody is told in public, where it would show scammers whom to write to", async () => {
    await begin("x");
    world.say("x", { from: person("x").id, text: `@bobowallet my phrase is ${PHRASE}` });
    await world.settle();
    await world.settle();
    expect(first()).toMatchObject({ kind: "public", excerpt: "@bobowallet my phrase is ⟦seedPhrase⟧" });
    expect(world.deliveries()).toEqual([]);
  });

  it("nobody is told of what is imported", async () => {
    world = await createWorld([]);
    const since = world.clock.now();
    privately("x", `my phrase is ${PHRASE}`);
    world.clock.advance(10 * MINUTE_MS);
    await world.connect("x");
    await switchOn("x");
    await startImport(world.services, world.ctx, 1, { since });
    await expect
      .poll(async () => {
        await world.settle();
        return world.inbox.store.db
          .select()
          .from(job)
          .all()
          .map((row) => row.state);
      })
      .toEqual(["done"]);
    expect(world.messages(first().id)).toMatchObject([{ origin: "history", text: "my phrase is ⟦seedPhrase⟧" }]);
    expect(world.deliveries()).toEqual([]);
  });
});
