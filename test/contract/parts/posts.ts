/** Public posts of our own: where they can go, their parts in order, what fails, what people say under them, how they go again. */
import { describe, expect, test } from "vitest";
import type { Connector, Operation, Performed, PostPlace } from "../../../connectors/connector.ts";
import type { Fault } from "../../../src/sandbox/kit/faults.ts";
import { connectorError, never } from "../acting.ts";
import type { ContractDriver, PostWish } from "../driver.ts";
import { begin, readMessage } from "../reading.ts";
import { staged } from "./staged.ts";

export function postContract(driver: ContractDriver): void {
  const stage = staged(driver);
  const { posts: facts, platform } = driver;
  const laterParts = platform.capabilities.posts?.laterParts;

  async function ready() {
    const wish = facts.arrange(stage());
    const connector = stage().open({ settings: wish.settings ?? {} });
    const found = await checked(connector, wish);
    return { wish, connector, found };
  }
  const checked = async (connector: Connector, { place, tags }: PostWish) => {
    if (!connector.posts) throw new Error("the connector takes no posts");
    return connector.posts.check({ place, tags }, never());
  };
  const first = (
    { place }: PostPlace,
    { tags }: PostWish,
    text = "How a locked account is opened again",
  ): Operation => ({
    kind: "createThread",
    place,
    title: "Locked account",
    text,
    tags,
    key: "part-1",
  });
  const later = (found: PostPlace, made: Performed, text: string, key = "part-2"): Operation => {
    const outgoing = { personId: stage().brandId, text, media: [], key };
    return laterParts === "reply"
      ? { kind: "reply", place: made.place ?? found.place, inReplyTo: made.id ?? "", ...outgoing }
      : { kind: "message", place: made.place ?? found.place, ...outgoing };
  };
  /** What people see of a post and what stands under it. */
  const seenUnder = (found: PostPlace, made: Pick<Performed, "place">) =>
    stage()
      .sandbox.side.messages((made.place ?? found.place).id)
      .filter((message) => !message.deleted);

  test("the places for posts are listed, each with what stands in the way", async () => {
    const { wish, connector, found } = await ready();
    const places = (await connector.posts?.places(never())) ?? [];
    expect(places).toContainEqual(found);
    expect(found).toMatchObject({ problem: null, place: { kind: "public", title: expect.any(String) } });
    for (const tag of wish.tags) expect(found.tags).toContain(tag);
    expect(stage().sandbox.ledger.effects()).toEqual([]);
  });

  test("a post in three parts stands there in order, and goes again", async () => {
    const { wish, connector, found } = await ready();
    const made = await connector.perform(first(found, wish), never());
    const second = await connector.perform(later(found, made, "Second part"), never());
    const third = await connector.perform(
      later(found, { ...second, ...placeOf(made) }, "Third part", "part-3"),
      never(),
    );
    expect(made).toMatchObject({ id: expect.any(String), url: expect.stringContaining("https://") });
    expect(seenUnder(found, made).map(({ text }) => text)).toEqual([
      "How a locked account is opened again",
      "Second part",
      "Third part",
    ]);
    expect(stage().sandbox.ledger.effects()).toHaveLength(3);
    const ids = platform.capabilities.posts?.removal === "thread" ? [made.id] : [third.id, second.id, made.id];
    for (const id of ids) {
      const place = made.place ?? found.place;
      const operation: Operation = {
        kind: "delete",
        place,
        messageId: id ?? "",
        ...(id === made.id && { thread: true }),
      };
      await connector.perform(operation, never());
      // Gone already is what was wanted.
      await connector.perform(operation, never());
    }
    expect(
      stage()
        .sandbox.side.places()
        .some(({ id }) => id === made.place?.id)
        ? seenUnder(found, made)
        : [],
    ).toEqual([]);
  });

  test("what people say under a post can be told to stand there", async () => {
    const { wish, connector, found } = await ready();
    const start = await begin(connector);
    const made = await connector.perform(first(found, wish), never());
    facts.comment(stage(), { ...wish, place: found.place.id }, made.id ?? "");
    const { message } = await readMessage(connector, start, "me too");
    expect(message).toMatchObject({ person: { id: stage().person.id } });
    // Where no place came of the post, the message itself tells.
    expect(made.place ? message.place.id : message.under).toBe(made.place?.id ?? made.id);
  });

  test("a rate limit with a hint holds what is said to be held, and nothing is posted", async () => {
    const { wish, connector, found } = await ready();
    stage().sandbox.faults.add({ kind: "refuse", method: "POST", path: facts.path, retryAfterMs: 7_000 });
    const operation = first(found, wish);
    const error = await connectorError(connector.perform(operation, never()));
    expect(error.kind).toBe("rate-limited");
    expect(connector.limitScopes?.(operation)).toContain(error.scope);
    expect(error.retryAt).toBeGreaterThan(stage().clock.now());
    expect(stage().sandbox.ledger.effects()).toEqual([]);
  });

  const doubtful: { name: string; fault: Fault; effects: number }[] = [
    { name: "a server error after the effect", fault: { kind: "error-after" }, effects: 1 },
    { name: "a connection cut after the effect", fault: { kind: "cut-after" }, effects: 1 },
    { name: "a connection cut before the effect", fault: { kind: "cut-before" }, effects: 0 },
  ];
  test.each(doubtful)(
    "$name is an unknown outcome; reading back says no more than it knows",
    async ({ fault, effects }) => {
      const { wish, connector, found } = await ready();
      stage().sandbox.faults.add({ method: "POST", path: facts.path, ...fault });
      const since = stage().clock.now() - 1_000;
      const operation = first(found, wish);
      const error = await connectorError(connector.perform(operation, never()));
      expect(error.kind).toBe("unknown-outcome");
      expect(stage().sandbox.ledger.effects()).toHaveLength(effects);
      stage().clock.advance(1_000);
      const answer = await connector.findSent?.(operation, { since, until: stage().clock.now() }, never());
      const landed = expect.objectContaining({ state: "found", id: expect.any(String), place: expect.anything() });
      const told = effects === 0 ? { state: facts.findSentWhenAbsent } : landed;
      expect(answer ?? null).toEqual(facts.findSentWhenAbsent === null ? null : told);
      const place = answer?.state === "found" ? answer : {};
      expect(seenUnder(found, place)).toHaveLength(effects);
    },
  );

  describe("before anything is posted", () => {
    test("an unknown tag is refused by name", async () => {
      const { wish, connector, found } = await ready();
      const error = await connectorError(
        checked(connector, { place: found.place.id, tags: [...wish.tags.slice(1), "no such tag"] }),
      );
      expect(error).toMatchObject({ kind: "permanent", code: "unknown-tag", detail: "no such tag" });
    });

    if (facts.refused.length > 0)
      test.each(facts.refused)("$name", async ({ arrange, code }) => {
        const { wish, connector } = await ready();
        const error = await connectorError(checked(connector, arrange(stage(), wish)));
        expect({ kind: error.kind, code: error.code }).toEqual({ kind: "permanent", code });
        expect(stage().sandbox.ledger.effects()).toEqual([]);
      });
  });
}

const placeOf = ({ place }: Performed): Pick<Performed, "place"> => (place ? { place } : {});
