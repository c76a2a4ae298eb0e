/** Each way in which a write fails, and what is then known of it. */
import { describe, expect, test } from "vitest";
import type { PlaceKind } from "../../../src/domain/platform.ts";
import type { Fault } from "../../../src/sandbox/kit/faults.ts";
import { connectorError, conversation, never, replyTo, seenWith, untilSeen } from "../acting.ts";
import type { ContractDriver } from "../driver.ts";
import { staged } from "./staged.ts";

/** A port on which nobody listens, and which fetch does not block. */
const NOWHERE = "http://127.0.0.1:4";

export function failureContract(driver: ContractDriver, kind: PlaceKind): void {
  const stage = staged(driver);
  const { facts } = driver;
  const path = facts.writePath[kind];

  /** The person wrote; then the answer meets the fault. */
  async function answerWith(fault: Fault) {
    const { connector, said, message } = await conversation(stage(), kind);
    stage().sandbox.faults.add({ method: "POST", path, ...fault });
    const operation = replyTo(message, "an answer");
    const error = await connectorError(connector.perform(operation, never()));
    return { connector, said, operation, error, seen: () => seenWith(stage(), said, "an answer").length };
  }

  test("a rate limit with a hint says until when and what is held", async () => {
    const { connector, operation, error, seen } = await answerWith({ kind: "refuse", retryAfterMs: 7_000 });
    expect(error.kind).toBe("rate-limited");
    expect(connector.limitScopes?.(operation)).toContain(error.scope);
    const waitMs = (error.retryAt ?? 0) - stage().clock.now();
    expect(waitMs).toBeGreaterThanOrEqual(6_000);
    expect(waitMs).toBeLessThanOrEqual(9_000);
    expect(seen()).toBe(0);
    await connector.perform(operation, never());
    expect(seen()).toBe(1);
  });

  test("a rate limit without a hint is one all the same", async () => {
    const { error, seen } = await answerWith({ kind: "refuse" });
    expect(error.kind).toBe("rate-limited");
    expect(seen()).toBe(0);
  });

  test("credentials revoked meanwhile are an auth error", async () => {
    const { error, seen } = await answerWith({ kind: "refuse", status: 401 });
    expect(error.kind).toBe("auth");
    expect(seen()).toBe(0);
  });

  const doubtful: { name: string; fault: Fault; effect: number }[] = [
    { name: "a server error after the effect", fault: { kind: "error-after" }, effect: 1 },
    { name: "a connection cut after the effect", fault: { kind: "cut-after" }, effect: 1 },
    { name: "a connection cut before the effect", fault: { kind: "cut-before" }, effect: 0 },
    { name: "an answer that nobody can read", fault: { kind: "garbage" }, effect: 0 },
  ];
  test.each(doubtful)("$name is an unknown outcome, and nothing is sent again", async ({ fault, effect }) => {
    const { error, seen } = await answerWith(fault);
    expect(error.kind).toBe("unknown-outcome");
    expect(seen()).toBe(effect);
    const writes = stage().sandbox.ledger.entries.filter((entry) => entry.fault !== null);
    expect(writes).toHaveLength(1);
  });

  test("a platform that cannot be reached leaves nothing in doubt", async () => {
    const { message } = await conversation(stage(), kind);
    const lost = stage().open({ settings: { apiUrl: NOWHERE } });
    const error = await connectorError(lost.perform(replyTo(message, "an answer"), never()));
    expect(error.kind).toBe("retryable");
  });

  test("an abort after the request left is an unknown outcome", async () => {
    const { connector, said, message } = await conversation(stage(), kind);
    stage().sandbox.faults.add({ kind: "slow", method: "POST", path, delayMs: 60_000 });
    const stop = new AbortController();
    const failed = connectorError(connector.perform(replyTo(message, "an answer"), stop.signal));
    await untilSeen(stage(), () => seenWith(stage(), said, "an answer").length === 1);
    stop.abort();
    expect((await failed).kind).toBe("unknown-outcome");
  });

  test("an abort before the request sends nothing", async () => {
    const { connector, message } = await conversation(stage(), kind);
    const performed = connector.perform(replyTo(message, "an answer"), AbortSignal.abort(new Error("stopped")));
    await expect(performed).rejects.toBeInstanceOf(Error);
    expect(stage().sandbox.ledger.effects()).toEqual([]);
  });

  test("reading back is there where it is promised", async () => {
    const { connector } = await conversation(stage(), kind);
    expect(connector.findSent === undefined).toBe(facts.findSentWhenAbsent === null);
  });

  if (facts.findSentWhenAbsent !== null)
    describe("reading back", () => {
      async function findAfter(fault: Fault) {
        const since = stage().clock.now() - 1_000;
        const { connector, operation } = await answerWith(fault);
        stage().clock.advance(1_000);
        return connector.findSent?.(operation, { since, until: stage().clock.now() }, never());
      }
      test("finds a write that took effect", async () => {
        expect(await findAfter({ kind: "cut-after" })).toMatchObject({ state: "found", id: expect.any(String) });
      });
      test("says of one that did not what the platform allows", async () => {
        expect(await findAfter({ kind: "cut-before" })).toEqual({ state: facts.findSentWhenAbsent });
      });
    });

  const refusals = driver.permanent.filter((refusal) => refusal.kind === kind);
  if (refusals.length > 0)
    test.each(refusals)("$name", async ({ arrange, error: wanted }) => {
      const { connector, message } = await conversation(stage(), kind);
      arrange(stage(), message);
      const before = stage().sandbox.ledger.effects("message").length;
      const error = await connectorError(connector.perform(replyTo(message, "an answer"), never()));
      expect({ kind: error.kind, code: error.code }).toEqual(wanted);
      expect(stage().sandbox.ledger.effects("message")).toHaveLength(before);
    });
}
