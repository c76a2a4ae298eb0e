import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterFailure, backoffMs, nextLook } from "../../src/delivery/policy.ts";

const failure = { code: "x", retryAt: null };

describe("afterFailure", () => {
  it("tries again only where the write certainly was not applied", () => {
    expect(afterFailure({ ...failure, kind: "retryable" }, 1, 0, 0.5).state).toBe("queued");
    expect(afterFailure({ ...failure, kind: "rate-limited", retryAt: 9_000 }, 1, 0, 0.5)).toMatchObject({
      state: "queued",
      nextAt: 9_000,
    });
    expect(afterFailure({ ...failure, kind: "rate-limited" }, 1, 0, 0.5)).toMatchObject({ nextAt: 60_000 });
    expect(afterFailure({ ...failure, kind: "auth" }, 1, 0, 0.5).state).toBe("queued");
    expect(afterFailure({ ...failure, kind: "permanent" }, 1, 0, 0.5).state).toBe("failed");
    expect(afterFailure({ ...failure, kind: "unknown-outcome" }, 1, 0, 0.5).state).toBe("unknown");
  });

  it("gives up in the end, but never for a rate limit", () => {
    expect(afterFailure({ ...failure, kind: "retryable" }, 12, 0, 0).state).toBe("failed");
    expect(afterFailure({ ...failure, kind: "rate-limited" }, 500, 0, 0).state).toBe("queued");
  });
});

describe("backoffMs", () => {
  it("stays between half and all of a doubling delay with a ceiling", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, random) => {
          const full = Math.min(2_000 * 2 ** (attempts - 1), 600_000);
          const delay = backoffMs(attempts, random);
          expect(delay).toBeGreaterThanOrEqual(full / 2);
          expect(delay).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});

it("looks a doubt up a few times, ever more rarely, then leaves it to a person", () => {
  expect([0, 1, 2, 3, 4].map((looks) => nextLook(looks, 0))).toEqual([5_000, 30_000, 120_000, 600_000, null]);
});
