/** X tells nobody of deletions: a page follows its source by looking at it again. */
import { afterEach, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { createThread } from "../../src/qa/publications/create.ts";
import { publish, submit } from "../../src/qa/publications/review.ts";
import { requirePublication } from "../../src/qa/publications/rows.ts";
import { editPublication } from "../../src/qa/publications/edit.ts";
import { NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
afterEach(() => world.close());

const HOURS = 3_600_000;

/** Somebody asks on X, and it is published as it was said. */
async function published() {
  world = await createWorld(["x"]);
  const { side } = world.sandboxes.x;
  const by = side.people().find((one) => one.handle === NEWCOMER.handle)?.id ?? "";
  const asked = world.say("x", { from: by, text: "@bobowallet 转账两个小时了，币是不是没了？" });
  await world.settle();
  const [where] = world.conversations();
  const [question] = world.messages(where?.id ?? 0);
  const desk = { store: world.inbox.store, actor: SYSTEM, platforms: world.inbox.lookup };
  const questions = [question?.id ?? 0];
  const draft = createThread(desk, { form: "attributed", conversationId: where?.id ?? 0, questions, answers: [] });
  expect(draft.watch).toBe("polled");
  const { edition } = editPublication(desk, draft.id, {
    edition: draft.edition,
    answer: "币还在。",
    title: "币还在吗？",
  });
  submit(desk, draft.id, edition);
  await world.settle();
  publish(desk, draft.id, { edition: edition + 1, note: "" });
  const page = () => requirePublication(desk.store, draft.id);
  expect(page()).toMatchObject({ state: "published" });
  return { side, asked: { by, place: asked.placeId, id: asked.id }, page };
}

it("withdraws a page within hours of the deletion of its source", async () => {
  const { side, asked, page } = await published();
  world.clock.advance(7 * HOURS);
  await world.settle();
  expect(page()).toMatchObject({ state: "published" });
  side.remove(asked);
  world.clock.advance(7 * HOURS);
  await world.settle();
  expect(page()).toMatchObject({ state: "withdrawn", withdrawnFor: "source-deleted", question: "" });
  world.clock.advance(7 * HOURS);
  await world.settle();
  expect(page().watchAt).toBeNull();
});

it("withdraws a page whose source says something else now", async () => {
  const { side, asked, page } = await published();
  world.clock.advance(60_000);
  side.edit({ ...asked, text: "@bobowallet 已经解决了" });
  world.clock.advance(7 * HOURS);
  await world.settle();
  expect(page()).toMatchObject({ state: "withdrawn", withdrawnFor: "source-edited" });
});

it("tries again later where the platform does not answer", async () => {
  const { side, asked, page } = await published();
  side.remove(asked);
  world.sandboxes.x.faults.add({ kind: "refuse", method: "GET", path: "/2/tweets", status: 503, times: 1 });
  world.clock.advance(7 * HOURS);
  await world.settle();
  expect(page()).toMatchObject({ state: "published" });
  world.clock.advance(HOURS);
  await world.settle();
  expect(page()).toMatchObject({ state: "withdrawn" });
});
