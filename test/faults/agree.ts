/** Compares what the platforms saw with what the store says: nothing lost, nothing twice. */
import { expect } from "vitest";
import { z } from "zod";
import { PLATFORMS, type PlatformName } from "../../src/domain/platform.ts";
import { verifyChain } from "../../src/store/events.ts";
import { poison } from "../../src/store/schema.ts";
import type { Stage } from "./stage.ts";

const Body = z.object({
  text: z.string().optional(),
  content: z.string().optional(),
  /** Of a forum's post. */
  message: z.object({ content: z.string() }).optional(),
});

/** Texts that our account made visible, by the platform's own book. */
export function sentOn(stage: Stage, platform: PlatformName): string[] {
  const { ledger } = stage.sandboxes[platform];
  const made = ledger.effects().filter(({ effect }) => effect?.kind === "message" || effect?.kind === "thread");
  return made.map((entry) => {
    const { text, content, message } = Body.parse(entry.body);
    return text ?? content ?? message?.content ?? "";
  });
}

/** `said`: every text that somebody wrote to us, in any order. */
export function expectAgreement(stage: Stage, said: string[]): void {
  const messages = stage.messages();
  const inbound = messages.filter((row) => row.direction === "inbound").map((row) => row.text);
  expect(inbound.toSorted()).toEqual(said.toSorted());

  const rows = stage.deliveries();
  const textOf = (id: number) => messages.find((row) => row.id === id)?.text ?? "";
  const settled = rows.filter((row) => row.state === "sent").map((row) => textOf(row.messageId));
  const doubted = rows.filter((row) => row.state === "unknown").map((row) => textOf(row.messageId));
  const seen = PLATFORMS.flatMap((platform) => sentOn(stage, platform));
  // Each text is written once, so that a second one on a platform is a second send.
  expect(seen.filter((text) => !doubted.includes(text)).toSorted()).toEqual(settled.toSorted());
  expect(new Set(seen).size).toBe(seen.length);
  // Nothing of ours stands there twice: no echo is left beside its delivery.
  const ours = messages.filter((row) => row.direction === "outbound");
  expect(ours.filter((row) => row.origin === "parley")).toHaveLength(rows.length);
  expect(ours.filter((row) => row.origin !== "parley" && seen.includes(row.text))).toEqual([]);
  for (const row of stage.conversations()) {
    const doubts = rows.filter((one) => one.conversationId === row.id && one.state === "unknown");
    expect(row.attention).toBe(doubts.length);
  }
  expect(stage.store.db.select().from(poison).all()).toEqual([]);
  expect(verifyChain(stage.store).broken).toBeNull();
}
