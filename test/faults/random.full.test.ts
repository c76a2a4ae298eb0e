/** Conversations on all three platforms while Parley is killed again and again at any moment. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { PLATFORMS, type PlatformName } from "../../src/domain/platform.ts";
import { brandOf, post } from "../../src/sandbox/furnish.ts";
import { expectAgreement, sentOn } from "./agree.ts";
import { type Bundle, bundleChild } from "./bundle.ts";
import { KILL_POINTS } from "./kill-points.ts";
import { createStage, type Stage } from "./stage.ts";

const ROUNDS = 12;
const TIMEOUT_MS = 240_000;

let bundle: Bundle;
let stage: Stage;
afterEach(() => stage.close());
beforeAll(async () => {
  bundle = await bundleChild();
});
afterAll(() => bundle.remove());

/** mulberry32: the same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** People who write to us on every platform. */
function people(stage: Stage): Record<PlatformName, string[]> {
  const on = (platform: PlatformName) =>
    ["ann", "ben", "cai"].map(
      (name) => stage.sandboxes[platform].side.addPerson({ name, handle: `${name}_writes`, role: "user" }).id,
    );
  return { x: on("x"), telegram: on("telegram"), discord: on("discord") };
}

/** A person looks at the platform and says what became of each doubt. */
function decide(stage: Stage): void {
  for (const row of stage.deliveries().filter((one) => one.state === "unknown")) {
    const text = stage.messages().find((one) => one.id === row.messageId)?.text ?? "";
    const there = PLATFORMS.some((platform) => sentOn(stage, platform).includes(text));
    stage.resolve(row.id, there ? "sent" : "retry");
  }
}

it.each([1, 2])(
  "whatever the moment: all that was written is there, all that was answered arrived once (seed %i)",
  async (seed) => {
    const below = numbers(seed);
    stage = await createStage([...PLATFORMS], { child: bundle.path });
    const writers = people(stage);
    const said: string[] = [];
    let answers = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let n = 0; n < 4; n += 1) {
        const platform = PLATFORMS[below(3)] ?? "x";
        const { side } = stage.sandboxes[platform];
        const from = writers[platform][below(3)] ?? "";
        const text = `@bobowallet question ${said.length}`;
        post(side, platform === "x" ? { from, text } : { from, to: brandOf(side).id, text });
        said.push(text);
      }
      for (const row of stage.conversations())
        if (below(3) === 0) stage.reply(row, `Answer number ${(answers += 1)} to you.`);
      const platform = PLATFORMS[below(3)] ?? "x";
      const point = KILL_POINTS[below(KILL_POINTS.length)] ?? "stored";
      if (below(2) === 0) await stage.runsFor(200 + below(800), { platform, point });
      else await stage.runsFor(200 + below(800), null);
      if (below(3) === 0) decide(stage);
    }
    const arrived = () => stage.messages().filter((row) => row.direction === "inbound").length === said.length;
    await stage.runs(arrived);
    expectAgreement(stage, said);
    while (stage.deliveries().some((row) => row.state !== "sent")) {
      decide(stage);
      await stage.runs(arrived);
    }
    expectAgreement(stage, said);
    expect(PLATFORMS.flatMap((platform) => sentOn(stage, platform))).toHaveLength(answers);
  },
  TIMEOUT_MS,
);
