/** Each write, and what people then see. */
import { expect, test } from "vitest";
import type { OperationKind } from "../../../connectors/connector.ts";
import type { PlaceKind } from "../../../src/domain/platform.ts";
import { connectorError, conversation, never, picture, replyTo, seen, seenWith } from "../acting.ts";
import type { ContractDriver } from "../driver.ts";
import { begin, readMessage } from "../reading.ts";
import { staged } from "./staged.ts";

export function operationContract(driver: ContractDriver, kind: PlaceKind): void {
  const stage = staged(driver);
  const { facts } = driver;
  const can = driver.platform.capabilities[kind];
  const has = (operation: OperationKind) => can.operations.includes(operation);
  const plays = (operation: OperationKind) => has(operation) && !facts.playedElsewhere.includes(operation);

  test("every operation that is promised is played here or by a case of the driver", () => {
    const played: OperationKind[] = ["reply", "message", "edit", "delete", "react"];
    const missing = can.operations.filter((name) => !played.includes(name) && !facts.playedElsewhere.includes(name));
    expect(missing).toEqual([]);
  });

  test("an answer is seen once, by the brand, under the question", async () => {
    const { connector, said, message } = await conversation(stage(), kind);
    const performed = await connector.perform(replyTo(message, "we are on it"), never());
    expect(performed.id).not.toBeNull();
    expect(seenWith(stage(), said, "we are on it")).toMatchObject([
      { authorId: stage().brandId, replyTo: has("reply") ? said.id : null },
    ]);
    expect(stage().sandbox.ledger.effects("message")).toHaveLength(1);
  });

  if (facts.echoes?.includes(kind))
    test("our answer comes back as ours, under the id that sending it gave", async () => {
      const connector = stage().open();
      const start = await begin(connector);
      stage().say(kind, "is anybody there?");
      const { message, cursor } = await readMessage(connector, start, "is anybody there?");
      const { id } = await connector.perform(replyTo(message, "we are here"), never());
      const echo = await readMessage(connector, cursor, "we are here");
      expect(echo.message).toMatchObject({
        id,
        direction: "outbound",
        place: { id: message.place.id },
        author: { id: stage().brandId, isUs: true },
        person: { id: stage().person.id },
      });
    });

  if (facts.mediaOut.includes(kind))
    test("an answer may carry a picture", async () => {
      const { connector, said, message } = await conversation(stage(), kind);
      await connector.perform(replyTo(message, "as shown", [picture()]), never());
      expect(seenWith(stage(), said, "as shown")).toMatchObject([
        { media: [{ mime: expect.stringMatching(/^image\//), size: expect.any(Number) }] },
      ]);
    });

  if (plays("message"))
    test("a message that quotes nothing is seen", async () => {
      const { connector, said, message } = await conversation(stage(), kind);
      const { inReplyTo: _, ...rest } = { inReplyTo: "", ...replyTo(message, "one more thing") };
      await connector.perform({ ...rest, kind: "message" } as Parameters<typeof connector.perform>[0], never());
      expect(seenWith(stage(), said, "one more thing")).toMatchObject([{ replyTo: null }]);
    });

  if (plays("edit"))
    test("our message is edited in place", async () => {
      const { connector, said, message } = await conversation(stage(), kind);
      const { id } = await connector.perform(replyTo(message, "frist"), never());
      await connector.perform({ kind: "edit", place: message.place, messageId: id ?? "", text: "first" }, never());
      expect(seenWith(stage(), said, "frist")).toEqual([]);
      expect(seenWith(stage(), said, "first")).toMatchObject([{ edited: true }]);
    });

  if (plays("delete"))
    test("our message is taken back", async () => {
      const { connector, said, message } = await conversation(stage(), kind);
      const { id } = await connector.perform(replyTo(message, "never mind"), never());
      await connector.perform({ kind: "delete", place: message.place, messageId: id ?? "" }, never());
      expect(seenWith(stage(), said, "never mind")).toEqual([]);
    });

  if (plays("react"))
    test("a reaction is seen and taken back", async () => {
      const { connector, said, message } = await conversation(stage(), kind);
      const react = (remove: boolean) =>
        connector.perform(
          { kind: "react", place: message.place, messageId: message.id, emoji: facts.emoji, remove },
          never(),
        );
      const reactions = () => seen(stage(), said).find(({ id }) => id === said.id)?.reactions;
      await react(false);
      expect(reactions()).toEqual([{ emoji: facts.emoji, by: stage().brandId }]);
      await react(true);
      expect(reactions()).toEqual([]);
    });

  test("a text of exactly the limit goes out, one unit more is refused for good", async () => {
    const { connector, said, message } = await conversation(stage(), kind);
    const longest = "a".repeat(can.textLimit);
    expect(can.measure(longest)).toBe(can.textLimit);
    await connector.perform(replyTo(message, longest), never());
    expect(seenWith(stage(), said, longest)).toHaveLength(1);
    const error = await connectorError(connector.perform(replyTo(message, `${longest}b`), never()));
    expect(error.kind).toBe("permanent");
    expect(stage().sandbox.ledger.effects("message")).toHaveLength(1);
  });
}
