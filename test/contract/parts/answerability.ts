/** Whether an answer can go out, as it is told before anybody writes one. */
import { expect, test } from "vitest";
import type { AnswerTarget } from "../../../connectors/connector.ts";
import { conversation } from "../acting.ts";
import type { ContractDriver } from "../driver.ts";
import { staged } from "./staged.ts";

export function answerabilityContract(driver: ContractDriver): void {
  const stage = staged(driver);

  test("somebody who has just written can be answered", async () => {
    const { connector, message } = await conversation(stage(), "direct");
    const answer = connector.answerability?.(targetOf(message), stage().clock.now());
    expect(answer?.state ?? "open").toBe("open");
  });

  if (driver.answerability.length > 0)
    test.each(driver.answerability)("$name", async (wanted) => {
      const { connector, message } = await conversation(stage(), wanted.kind);
      wanted.play?.(stage());
      const plain = targetOf(message);
      const target = wanted.target?.(plain) ?? plain;
      const answer = connector.answerability?.(target, message.sentAt + (wanted.afterMs ?? 0));
      expect(answer).toMatchObject(wanted.expected);
    });
}

const targetOf = (message: { place: AnswerTarget["place"]; sentAt: number }): AnswerTarget => ({
  place: message.place,
  closed: null,
  lastInboundAt: message.sentAt,
  personState: "active",
});
