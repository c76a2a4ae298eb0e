/** Whole stories of a Telegram Business account: a bot answers in the owner's name, within the platform's window and the owner's grant. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import { react } from "../../src/inbox/react.ts";
import { reply } from "../../src/inbox/reply.ts";
import { conversationDetail } from "../../src/inbox/views/conversation-detail.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld(["telegram"]);
});
afterEach(() => world.close());

const side = () => world.sandboxes.telegram.side;
const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it is missing");
  return value;
};
const customer = () =>
  found(
    side()
      .people()
      .find((one) => one.handle === NEWCOMER.handle),
  );
const bot = () => brandOf(side());
const owner = () =>
  found(
    side()
      .people()
      .find((one) => one.role === "brand" && one.id !== bot().id),
  );
const first = () => found(world.conversations()[0]);
const desk = () => ({ ...world.ctx, platforms: world.inbox.lookup });
const detail = () => conversationDetail(world.inbox.store, world.inbox.lookup, first().id);
const answer = (text: string) =>
  reply(desk(), first().id, { text, uploads: [], inReplyTo: null, seenSeq: null, force: false });
const ask = async (text: string) => {
  const said = world.say("telegram", { from: customer().id, to: owner().id, text });
  await world.settle();
  return said;
};

describe("a business account", () => {
  it("is answered in the owner's name, and where it cannot react it does not offer to", async () => {
    const said = await ask("订单在哪里？");
    expect(first()).toMatchObject({ status: "open", kind: "direct" });
    answer("正在查。");
    await world.settle();
    expect(side().messages(said.placeId).at(-1)).toMatchObject({ authorId: owner().id, text: "正在查。" });
    expect(world.deliveries()).toMatchObject([{ state: "sent" }]);
    expect(detail().capabilities.operations).toEqual(["reply", "message", "edit", "delete"]);
    const asked = found(world.messages(first().id)[0]);
    expect(() => react(desk(), asked.id, { emoji: "👍", remove: false })).toThrow(
      expect.objectContaining({ code: "not-supported" }),
    );
  });

  it("what the owner writes in Telegram itself ends the waiting, and what is deleted there is gone", async () => {
    const said = await ask("hello?");
    world.clock.advance(HOUR_MS);
    const own = world.say("telegram", { from: owner().id, place: said.placeId, text: "Owner here" });
    await world.settle();
    expect(first()).toMatchObject({ status: "pending", waitingSince: null });
    expect(world.messages(first().id).at(-1)).toMatchObject({ direction: "outbound", origin: "native" });
    side().remove({ by: owner().id, place: said.placeId, id: own.id });
    await world.settle();
    expect(world.messages(first().id).at(-1)).toMatchObject({ text: "" });
    expect(world.messages(first().id).at(-1)?.deletedAt).not.toBeNull();
  });

  it("is closed a day after the person's last words, and opens with the next", async () => {
    await ask("hi");
    expect(detail().answerability).toMatchObject({ state: "open", until: world.clock.now() + DAY_MS });
    world.clock.advance(DAY_MS);
    expect(detail().answerability).toMatchObject({ state: "closed", reason: "window-closed" });
    expect(() => answer("too late")).toThrow(expect.objectContaining({ code: "not-answerable" }));
    await ask("still there?");
    expect(detail().answerability.state).toBe("open");
  });

  it.each([
    [{ canReply: false }, "business-cannot-reply"],
    [{ enabled: false }, "business-disconnected"],
  ])("says so when the owner takes back what it granted: %o", async (taken, reason) => {
    await ask("hi");
    side().special("business-rights", { owner: owner().id, bot: bot().id, ...taken });
    await world.settle();
    expect(detail().answerability).toMatchObject({ state: "closed", reason });
    side().special("business-rights", { owner: owner().id, bot: bot().id });
    await world.settle();
    expect(detail().answerability.state).toBe("open");
  });
});
