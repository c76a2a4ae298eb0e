/** Parley is killed between the parts of a post, on each platform: nothing stands there twice, and nothing stays behind. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { postPage, remove, settle } from "../../src/qa/posts/post.ts";
import { requirePostView } from "../../src/qa/posts/view.ts";
import { verifyChain } from "../../src/store/events.ts";
import { arrangePlace } from "../support/posting.ts";
import { insertPage } from "../support/published.ts";
import { sentOn } from "./agree.ts";
import { type Bundle, bundleChild } from "./bundle.ts";
import { createStage, type Stage } from "./stage.ts";

const TIMEOUT_MS = 90_000;
/** So many make three parts or more. */
const SENTENCES: Record<PlatformName, number> = { x: 60, telegram: 900, discord: 450 };

/** What the platform's book calls it. */
const GONE: Record<PlatformName, string> = { x: "delete", telegram: "delete", discord: "delete-thread" };

let bundle: Bundle;
let stage: Stage;
beforeAll(async () => {
  bundle = await bundleChild();
});
afterAll(() => bundle.remove());
afterEach(() => stage.close());

const see = (id: number) => requirePostView(stage.store, id);
const states = (id: number) => see(id).parts.map(({ state }) => state);

async function begin(platform: PlatformName): Promise<number> {
  stage = await createStage([platform], { child: bundle.path });
  const where = arrangePlace(stage.store, platform, stage.sandboxes[platform]);
  const sentences = Array.from({ length: SENTENCES[platform] }, (_, n) => `Step ${n + 1} of it.`);
  const pageId = insertPage(stage.store, { title: "Locked account", answer: sentences.join(" ") });
  const account = stage.store.q.accountById.get({ id: 1 });
  if (!account) throw new Error("no account");
  const services = { accounts: stage.services, origin: "https://help.bobo.example" };
  return postPage(services, stage.ctx, pageId, { accountId: account.id, ...where });
}

/** Whoever looks at the platform says what became of the part in doubt. */
function sayNotThere(id: number): void {
  for (const { position, state, canSettle } of see(id).parts)
    if (canSettle && state === "doubtful") settle(stage.ctx, id, position, "not-there");
}

function expectOnce(platform: PlatformName, texts: string[]): void {
  expect(sentOn(stage, platform)).toEqual(texts);
  expect(verifyChain(stage.store).broken).toBeNull();
}

describe.each(["x", "telegram", "discord"] as const)("killed on %s", (platform) => {
  /** Each shows what is there; what is not there only Discord tells for certain. */
  const asksWhetherAbsent = platform !== "discord";

  it(
    "between the parts of a post: every part stands there once",
    async () => {
      const id = await begin(platform);
      const texts = see(id).parts.map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(2);
      await stage.dies({ platform, point: "before-send" });
      expect(sentOn(stage, platform)).toEqual([]);
      if (asksWhetherAbsent) {
        await stage.runs(() => true);
        sayNotThere(id);
      }
      for (const [index] of texts.entries()) {
        await stage.dies({ platform, point: "after-send" });
        expect(sentOn(stage, platform)).toEqual(texts.slice(0, index + 1));
      }
      await stage.runs(() => true);
      expect(see(id).row.state).toBe("posted");
      expectOnce(platform, texts);
    },
    TIMEOUT_MS,
  );

  it(
    "while a post is posted and while it is removed: nothing stays behind",
    async () => {
      const id = await begin(platform);
      await stage.dies({ platform, point: "after-send" });
      remove(stage.ctx, id);
      expect(
        states(id)
          .slice(1)
          .every((state) => state === "cancelled"),
      ).toBe(true);
      await stage.dies({ platform, point: "before-send" });
      expect(states(id)[0]).toBe("removing");
      await stage.dies({ platform, point: "after-send" });
      await stage.runs(() => true);
      expect(stage.sandboxes[platform].ledger.effects(GONE[platform])).not.toEqual([]);
      expect(see(id).row.state).toBe("removed");
      expect(sentOn(stage, platform)).toHaveLength(1);
    },
    TIMEOUT_MS,
  );
});
