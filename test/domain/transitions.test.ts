import { describe, expect, it } from "vitest";
import { CONVERSATION_STATUSES } from "../../src/domain/status.ts";
import { AGENT_TRIGGERS, nextStatus } from "../../src/domain/transitions.ts";

describe("nextStatus", () => {
  it.each(["open", "pending", "snoozed", "closed"] as const)("a message of the person opens %s", (status) => {
    expect(nextStatus(status, "personWrote")).toBe("open");
  });

  it("leaves spam alone, whatever the person or the timer does", () => {
    for (const trigger of ["personWrote", "weAnswered", "timerDue"] as const)
      expect(nextStatus("spam", trigger)).toBe("spam");
  });

  it("waits for the person after an answer, unless the work has ended", () => {
    expect(CONVERSATION_STATUSES.map((status) => nextStatus(status, "weAnswered"))).toEqual([
      "pending",
      "pending",
      "pending",
      "closed",
      "spam",
    ]);
  });

  it("wakes what sleeps, and only that", () => {
    expect(CONVERSATION_STATUSES.map((status) => nextStatus(status, "timerDue"))).toEqual([
      "open",
      "pending",
      "open",
      "closed",
      "spam",
    ]);
  });

  it("lets a person bring about every status from every other", () => {
    for (const from of CONVERSATION_STATUSES)
      for (const to of CONVERSATION_STATUSES) expect(nextStatus(from, AGENT_TRIGGERS[to])).toBe(to);
  });
});
