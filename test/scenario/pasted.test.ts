/** A seed phrase that a user pastes, on each platform and in each way that words come in, stands nowhere afterwards. */
import { afterEach, describe, expect, it } from "vitest";
import { PLATFORMS, type PlatformName } from "../../src/domain/platform.ts";
import { startImport } from "../../src/inbox/accounts/import.ts";
import { exportContact } from "../../src/inbox/export-contact.ts";
import { brandOf, USER_GROUP } from "../../src/sandbox/furnish.ts";
import { contact } from "../../src/store/schema.ts";
import { dump, searchable } from "../support/dump.ts";
import { tellStory } from "../support/story.ts";
import { createWorld, type World } from "../support/world.ts";

const PHRASE = "scheme spot photo card baby mountain device kick cradle pact join borrow";
const CHINESE = "蒙台脱纪构硫浆霉感仅鱼汤";
/** Words that nobody else in these stories says. */
const WORDS = /cradle|mountain|borrow|硫|霉|鱼/;

let world: World;
afterEach(() => world.close());

const marked = () =>
  world
    .conversations()
    .flatMap(({ id }) => world.messages(id))
    .filter(({ text }) => text.includes("⟦seedPhrase⟧"));

/** Whatever of the phrase can still be read: in a table, in the search, or in what a person is given of themselves. */
function leftovers(): string[] {
  const { store } = world.inbox;
  const exports = store.db
    .select({ id: contact.id })
    .from(contact)
    .all()
    .map(({ id }) => [...exportContact(world.ctx, id)].join(""));
  const read = [dump(store), ...exports].flatMap((text) => text.match(WORDS) ?? []);
  return [...read, ...searchable(store, ["cradle", "mountain", "borrow", "霉感"])];
}

/** The text, in the brand's direct messages and where everybody reads it. */
function sayEverywhere(platform: PlatformName, from: string, text: string) {
  const { side } = world.sandboxes[platform];
  const brand = brandOf(side);
  const title = platform === "telegram" ? USER_GROUP : "help";
  const place = side.places().find((one) => one.kind === "public" && one.title.startsWith(title));
  return [
    world.say(platform, { from, to: brand.id, text }),
    world.say(platform, {
      from,
      text: `@${brand.handle} ${text}`,
      ...(platform === "x" || !place ? {} : { place: place.id }),
    }),
  ];
}

describe.each(PLATFORMS)("on %s", (platform) => {
  it("in private, in public, in a name and in an edit", async () => {
    const story = await tellStory(platform);
    world = story;
    const { side } = world.sandboxes[platform];
    const from = side.addPerson({ name: `Ann ${PHRASE}`, handle: "ann", role: "user" }).id;
    const said = sayEverywhere(platform, from, `here it is: ${PHRASE}`);
    sayEverywhere(platform, from, CHINESE);
    await story.until(() => marked().length === 4);
    // X knows no edits.
    if (platform !== "x")
      for (const { id, placeId } of said)
        side.edit({ by: from, place: placeId, id, text: `@${brandOf(side).handle} I meant ${PHRASE}` });
    await story.until(() => platform === "x" || marked().filter(({ text }) => text.includes("I meant")).length === 2);
    expect(leftovers()).toEqual([]);
  });
});

it.each(["x", "discord"] as const)("in the history of %s", async (platform) => {
  world = await createWorld([]);
  const since = world.clock.now();
  const from = world.sandboxes[platform].side.addPerson({ name: "Ann", handle: "ann", role: "user" }).id;
  sayEverywhere(platform, from, `here it is: ${PHRASE}`);
  world.clock.advance(3_600_000);
  await world.connect(platform);
  await startImport(world.services, world.ctx, 1, { since });
  await expect
    .poll(async () => {
      await world.settle();
      return marked().length;
    })
    .toBeGreaterThan(0);
  expect(leftovers()).toEqual([]);
});
