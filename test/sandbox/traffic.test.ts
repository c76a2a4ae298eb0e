/** The demo's users against the real sandboxes: what the opening shows, that it repeats, and that it goes on and thanks. */
import { inflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDiscordSandbox } from "../../src/sandbox/discord/create.ts";
import { brandOf, furnish } from "../../src/sandbox/furnish.ts";
import type { SandboxMessage } from "../../src/sandbox/kit/user-side.ts";
import { createTelegramSandbox } from "../../src/sandbox/telegram/sandbox.ts";
import { persona } from "../../src/sandbox/traffic/cast.ts";
import { changes } from "../../src/sandbox/traffic/changes.ts";
import { fill } from "../../src/sandbox/traffic/fill.ts";
import { LATER, turns } from "../../src/sandbox/traffic/later.ts";
import { OPENING, playOpening } from "../../src/sandbox/traffic/opening.ts";
import { IMPOSTORS } from "../../src/sandbox/traffic/people.ts";
import { screenshot } from "../../src/sandbox/traffic/picture.ts";
import { seeded } from "../../src/sandbox/traffic/random.ts";
import type { Platform } from "../../src/sandbox/traffic/scenario.ts";
import { startTraffic } from "../../src/sandbox/traffic/start.ts";
import { isPrivate, type Sides } from "../../src/sandbox/traffic/stage.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";

const PLATFORMS: readonly Platform[] = ["x", "telegram", "discord"];

function platforms() {
  let at = 1_800_000_000_000;
  const now = () => (at += 1_000);
  const made = {
    x: createXSandbox({ now }),
    telegram: createTelegramSandbox({ now }),
    discord: createDiscordSandbox({ now }),
  };
  furnish(made);
  return made;
}

let sides: Sides & ReturnType<typeof platforms>;
beforeEach(() => {
  sides = platforms();
});
afterEach(async () => {
  for (const name of PLATFORMS) await sides[name].close();
});

/** Everything that anybody can see, as `handle: text`, by platform. */
function visible(of: Sides): Record<Platform, string[]> {
  const seen = (name: Platform) => {
    const { side } = of[name];
    const handles = new Map(side.people().map((person) => [person.id, person.handle]));
    const messages = new Map<string, SandboxMessage>();
    for (const place of side.places()) {
      for (const message of side.messages(place.id)) messages.set(`${message.placeId} ${message.id}`, message);
    }
    return [...messages.values()]
      .filter((message) => !message.deleted)
      .map((message) => `${handles.get(message.authorId) ?? "channel"}: ${message.text}`);
  };
  return { x: seen("x"), telegram: seen("telegram"), discord: seen("discord") };
}

describe("the words", () => {
  const texts = (language: "zh" | "en") => [
    ...OPENING.filter((one) => one.language === language).flatMap((one) =>
      one.steps.flatMap((step) => (step.do === "say" || step.do === "other" ? [step.text] : [])),
    ),
    ...LATER.filter((one) => one.language === language).flatMap((one) => one.texts),
  ];

  test.each(["zh", "en"] as const)("at least 60 distinct messages in %s, none twice, every slot known", (language) => {
    const all = texts(language);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(60);
    for (const text of all) expect(fill(text, language, seeded(1))).not.toMatch(/[{}]/);
  });

  test("about thirty conversations on all platforms, private and public, in both languages, with every kind of step", () => {
    expect(OPENING.length).toBeGreaterThanOrEqual(28);
    for (const platform of PLATFORMS) {
      for (const language of ["zh", "en"]) {
        const here = OPENING.filter((one) => one.platform === platform && one.language === language);
        expect(here.filter((one) => isPrivate(one.where)).length).toBeGreaterThanOrEqual(2);
        expect(here.filter((one) => !isPrivate(one.where)).length).toBeGreaterThanOrEqual(2);
      }
    }
    const topics = new Set(OPENING.map((one) => one.topic));
    expect(topics).toEqual(new Set(["locked", "pending", "security", "privacy", "fees", "thanks"]));
    const kinds = new Set(OPENING.flatMap((one) => one.steps.map((step) => step.do)));
    expect(kinds).toEqual(new Set(["say", "edit", "delete", "react", "other"]));
    expect(new Set(OPENING.map((one) => one.key)).size).toBe(OPENING.length);
  });
});

describe("the opening", () => {
  test("leaves of each scenario what its people meant to leave, addressed to the brand where it is public", () => {
    const talks = playOpening(sides, seeded(3));
    expect(talks).toHaveLength(OPENING.length);
    const seen = visible(sides);
    const missing = OPENING.flatMap(({ key, who, platform, where, steps }) => {
      const mention = isPrivate(where) ? "" : `@${brandOf(sides[platform].side).handle}`;
      const shown = (text: string) =>
        seen[platform].some(
          (line) => line.startsWith(`${persona(who).handle}: `) && line.includes(text) && line.includes(mention),
        );
      const others = steps.flatMap((step) =>
        step.do === "other" ? [`${persona(step.who).handle}: ${step.text}`] : [],
      );
      return [
        ...leftOver(steps).filter((text) => !shown(text)),
        ...others.filter((line) => !seen[platform].includes(line)),
      ].map((text) => `${key}: ${text}`);
    });
    expect(missing).toEqual([]);
  });

  test("shows edits, a deletion, reactions, pictures and impostors below what they answer", () => {
    playOpening(sides, seeded(4));
    const all = PLATFORMS.flatMap((name) =>
      sides[name].side
        .places()
        .flatMap((place) => sides[name].side.messages(place.id).map((message) => ({ name, message }))),
    );
    expect(all.filter(({ message }) => message.edited).length).toBeGreaterThanOrEqual(2);
    expect(all.filter(({ message }) => message.deleted).length).toBeGreaterThanOrEqual(1);
    expect(all.filter(({ message }) => message.reactions.length > 0).length).toBeGreaterThanOrEqual(3);
    const pictures = all.flatMap(({ message }) => message.media);
    expect(pictures.length).toBeGreaterThanOrEqual(4);
    for (const file of pictures) expect(file).toMatchObject({ mime: "image/png" });
    const fakes = new Set(Object.values(IMPOSTORS).map((one) => one.handle));
    for (const name of ["x", "telegram"] as const) {
      const ids = new Set(
        sides[name].side
          .people()
          .filter((one) => fakes.has(one.handle))
          .map((one) => one.id),
      );
      const theirs = all.filter((one) => one.name === name && ids.has(one.message.authorId));
      expect(theirs.length).toBeGreaterThanOrEqual(2);
      for (const { message } of theirs) expect(message.replyTo).not.toBeNull();
    }
  });

  test("is the same for the same seed, and in another order for another", () => {
    playOpening(sides, seeded(5));
    const again = platforms();
    playOpening(again, seeded(5));
    expect(visible(again)).toEqual(visible(sides));
    const other = platforms();
    playOpening(other, seeded(6));
    expect(visible(other)).not.toEqual(visible(sides));
    expect(visible(other).x.length).toBe(visible(sides).x.length);
  });
});

describe("what comes after", () => {
  test("turns reach every platform and ask every question before one comes again", () => {
    const turn = turns(sides, seeded(8));
    const talks = Array.from({ length: LATER.length * 3 }, turn);
    expect(new Set(talks.map((talk) => `${talk.platform} ${isPrivate(talk.where)}`)).size).toBe(6);
    const firsts = new Set(talks).size;
    expect(firsts).toBeGreaterThan(LATER.length);
    const lines = PLATFORMS.flatMap((name) => visible(sides)[name]);
    const longest = (text: string) => text.split(/\{\w+\}/).sort((a, b) => b.length - a.length)[0] ?? "";
    const unasked = LATER.filter(({ texts }) => !lines.some((line) => line.includes(longest(texts[0]))));
    expect(unasked).toEqual([]);
  });

  test("people answer when the brand does, and all stops with the signal", async () => {
    const stop = new AbortController();
    const talks = OPENING.filter((one) => one.platform === "discord" && one.where === "direct");
    const running = startTraffic(sides, { paceMs: 15, random: seeded(13), signal: stop.signal });
    const { side } = sides.discord;
    const bot = brandOf(side);
    const askers = talks.map((one) => side.people().find((person) => person.handle === persona(one.who).handle));
    const places = askers.flatMap((asker) =>
      side.places().filter((place) => asker && place.members.includes(asker.id)),
    );
    expect(places).toHaveLength(talks.length);
    const before = side.people().length;
    // The seed makes each of these people answer, in words or with a reaction.
    for (const place of places) {
      side.send({ from: bot.id, to: place.members[0] ?? "", text: "Checked: all is well.", media: [], options: {} });
    }
    const answered = (placeId: string) => {
      const messages = side.messages(placeId);
      const at = messages.findLastIndex((message) => message.authorId === bot.id);
      return at < messages.length - 1 || messages[at]?.reactions.length === 1;
    };
    const done = () => places.every((place) => answered(place.id)) && side.people().length > before;
    const watching = new AbortController();
    for await (const _ of changes(side, watching.signal)) if (done()) watching.abort();
    stop.abort();
    await running;
    expect(done()).toBe(true);
  });
});

test("a screenshot is a small PNG whose pixels unpack to its size", () => {
  const file = screenshot(seeded(2));
  expect(file.subarray(1, 4).toString()).toBe("PNG");
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const length = file.readUInt32BE(33);
  expect(file.subarray(37, 41).toString()).toBe("IDAT");
  expect(inflateSync(file.subarray(41, 41 + length)).length).toBe(height * (1 + width * 3));
  expect(file.length).toBeLessThan(8_000);
});

/** What is still there when the steps have been taken: no deleted words, and edited ones as they became. */
function leftOver(steps: (typeof OPENING)[number]["steps"]): string[] {
  const left: string[] = [];
  for (const step of steps) {
    if (step.do === "say") left.push(step.text);
    if (step.do === "edit") left[left.length - 1] = step.text;
    if (step.do === "delete") left.pop();
  }
  return left;
}
