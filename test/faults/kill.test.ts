/** Parley is killed at each point where something could be lost or done twice, and finds its way back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { brandOf, NEWCOMER, post } from "../../src/sandbox/furnish.ts";
import { expectAgreement, sentOn } from "./agree.ts";
import { type Bundle, bundleChild } from "./bundle.ts";
import { createStage, type Stage } from "./stage.ts";

const TIMEOUT_MS = 60_000;

let bundle: Bundle;
let stage: Stage;
beforeAll(async () => {
  bundle = await bundleChild();
});
afterAll(() => bundle.remove());
afterEach(() => stage.close());

function ask(platform: PlatformName, text: string): void {
  const { side } = stage.sandboxes[platform];
  const from = side.people().find((one) => one.handle === NEWCOMER.handle)?.id ?? "";
  const brand = brandOf(side);
  post(side, platform === "x" ? { from, text } : { from, to: brand.id, text });
}
const first = () => {
  const [row] = stage.conversations();
  if (!row) throw new Error("no conversation");
  return row;
};
const states = () => stage.deliveries().map((row) => row.state);
const last = () => stage.deliveries().at(-1)?.id ?? 0;
const arrived = (count: number) => () => stage.messages().filter((row) => row.direction === "inbound").length === count;

/** What becomes of a reply that never left, and of one that arrived, where nobody recorded it. */
const OUTCOMES: Record<PlatformName, { notSent: string; sent: string }> = {
  // A timeline that does not show it proves nothing; one that does settles it.
  x: { notSent: "unknown", sent: "sent" },
  // A bot cannot look back.
  telegram: { notSent: "unknown", sent: "unknown" },
  // The channel's list is complete, and the nonce makes a second send harmless.
  discord: { notSent: "sent", sent: "sent" },
};

describe.each(["x", "telegram", "discord"] as const)("killed on %s", (platform) => {
  it(
    "loses nothing, sends nothing twice, and shows every doubt",
    async () => {
      stage = await createStage([platform], { child: bundle.path });
      const said = ["@bobowallet is my account locked?"];
      ask(platform, said[0] ?? "");

      await stage.dies({ platform, point: "fetched" });
      expect(stage.messages()).toEqual([]);
      await stage.dies({ platform, point: "stored" });
      expect(stage.messages().map((row) => row.text)).toEqual(said);

      stage.reply(first(), "We look at it.");
      await stage.dies({ platform, point: "before-send" });
      expect(states()).toEqual(["sending"]);
      expect(sentOn(stage, platform)).toEqual([]);
      await stage.runs(() => true);
      expect(states()).toEqual([OUTCOMES[platform].notSent]);
      expectAgreement(stage, said);
      const waits = OUTCOMES[platform].notSent === "unknown";
      expect(first()).toMatchObject(waits ? { status: "open", attention: 1 } : { status: "pending", attention: 0 });
      if (waits) stage.resolve(last(), "retry");
      await stage.runs(() => true);
      expect(states()).toEqual(["sent"]);

      stage.reply(first(), "It is open again.");
      await stage.dies({ platform, point: "after-send" });
      expect(states()).toEqual(["sent", "sending"]);
      expect(sentOn(stage, platform)).toContain("It is open again.");
      said.push("@bobowallet thank you");
      ask(platform, said[1] ?? "");
      await stage.runs(arrived(2));
      expect(states()).toEqual(["sent", OUTCOMES[platform].sent]);
      expectAgreement(stage, said);
      if (OUTCOMES[platform].sent === "unknown") stage.resolve(last(), "sent");
      expect(stage.conversations().map((row) => row.attention)).not.toContain(1);
      expect(stage.conversations().reduce((sum, row) => sum + row.unread, 0)).toBe(2);
      expectAgreement(stage, said);
    },
    TIMEOUT_MS,
  );
});

describe.each(["telegram", "x"] as const)("killed while a webhook of %s delivers", (platform) => {
  it(
    "has everything, and once: Telegram delivers again, and X is read again",
    async () => {
      stage = await createStage([platform], { child: bundle.path, webhook: true });
      const said = ["@bobowallet hello", "@bobowallet anybody there?", "@bobowallet good evening"];
      // The child must be there when it is said: X delivers once.
      const say = (index: number) => () => ask(platform, said[index] ?? "");
      await stage.dies({ platform, point: "fetched" }, say(0));
      expect(stage.messages().filter((row) => row.direction === "inbound")).toEqual([]);
      await stage.dies({ platform, point: "stored" }, say(1));
      expect(stage.messages()).not.toEqual([]);
      say(2)();
      await stage.runs(arrived(3));
      expectAgreement(stage, said);
    },
    TIMEOUT_MS,
  );
});
