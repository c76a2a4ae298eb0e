/** Limits are kept before the platform has to refuse: what a header says is used up waits, and everything else goes on. */
import { afterEach, expect, it, vi } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
afterEach(() => world.close());

const side = (platform: PlatformName) => world.sandboxes[platform].side;
const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it is missing");
  return value;
};
const person = (platform: PlatformName) =>
  found(
    side(platform)
      .people()
      .find((one) => one.handle === NEWCOMER.handle),
  );
const refusals = (platform: PlatformName) =>
  world.sandboxes[platform].ledger.entries.filter((entry) => entry.status === 429);
const states = () => world.deliveries().map((row) => row.state);
const conversation = (kind: "direct" | "public") => found(world.conversations().find((row) => row.kind === kind));

it("X: the sixteenth direct message of a quarter of an hour waits, a public answer does not", async () => {
  world = await createWorld(["x"]);
  world.say("x", { from: person("x").id, to: brandOf(side("x")).id, text: "hi" });
  world.say("x", { from: person("x").id, text: `@${brandOf(side("x")).handle} hi` });
  await world.settle();
  for (let n = 1; n <= 16; n += 1) world.reply(conversation("direct"), `part ${n}`);
  world.reply(conversation("public"), "in public");
  await world.settle();
  expect(states()).toEqual([...Array(15).fill("sent"), "queued", "sent"]);
  expect(world.deliveries()[15]).toMatchObject({ code: "rate-limited", attempts: 0 });
  expect(refusals("x")).toEqual([]);
  world.clock.advance(15 * MINUTE_MS);
  await world.settle();
  expect(states()).toEqual(Array(17).fill("sent"));
  expect(refusals("x")).toEqual([]);
});

it("Discord: the sixth message of five seconds in a channel waits, another channel's does not", async () => {
  world = await createWorld(["discord"]);
  world.inbox.listen("here");
  await world.settle();
  const methods = () => world.sandboxes.discord.ledger.entries.map((entry) => entry.method);
  await vi.waitUntil(() => methods().includes("IDENTIFY"));
  const help = found(
    side("discord")
      .places()
      .find((one) => one.title === "help-求助"),
  ).id;
  const brand = brandOf(side("discord"));
  world.say("discord", { from: person("discord").id, to: brand.id, text: "hi" });
  world.say("discord", { from: person("discord").id, place: help, text: `@${brand.handle} hi` });
  await vi.waitUntil(() => world.conversations().length === 2);
  for (let n = 1; n <= 6; n += 1) world.reply(conversation("direct"), `part ${n}`);
  world.reply(conversation("public"), "in public");
  await world.settle();
  expect(states()).toEqual([...Array(5).fill("sent"), "queued", "sent"]);
  expect(world.deliveries()[5]).toMatchObject({ code: "rate-limited", attempts: 0 });
  world.clock.advance(5 * SECOND_MS);
  await world.settle();
  expect(states()).toEqual(Array(7).fill("sent"));
  expect(refusals("discord")).toEqual([]);
});
