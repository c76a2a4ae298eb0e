/** What is open to everybody is bounded: for one address, for all together, and in memory. */
import { beforeEach, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { createPublicLimits, type PublicLimits } from "../../src/trust/public-limits.ts";

let now = 0;
let limits: PublicLimits;

beforeEach(() => {
  now = Date.UTC(2026, 10, 20, 9);
  limits = createPublicLimits({ now: () => now });
});

function uses(times: number, address: (at: number) => string, subject = ""): number {
  return Array.from({ length: times }, (_, at) => limits.take("check", address(at), subject)).filter(
    (one) => one.allowed,
  ).length;
}

it("refuses one address past its limit, says for how long, and lets it on afterwards", () => {
  expect(uses(100, () => "198.51.100.7")).toBe(60);
  now += 20_000;
  expect(limits.take("check", "198.51.100.7")).toEqual({ allowed: false, retryAfterSeconds: 40 });
  expect(limits.take("check", "198.51.100.8")).toEqual({ allowed: true });
  expect(limits.take("search", "198.51.100.7")).toEqual({ allowed: true });
  now += 40_000;
  expect(limits.take("check", "198.51.100.7")).toEqual({ allowed: true });
});

it("takes a whole /64 of IPv6, and both ways to write an IPv4 address, for one", () => {
  expect(uses(100, (at) => `2001:db8:1:2::${at.toString(16)}`)).toBe(60);
  expect(uses(100, (at) => (at % 2 ? "198.51.100.7" : "::ffff:198.51.100.7"))).toBe(60);
});

it("bounds everybody together, however many addresses ask", () => {
  expect(uses(5_000, (at) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`)).toBeLessThanOrEqual(3_000);
  expect(uses(5_000, (at) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`)).toBe(0);
});

it("refuses next to nobody wrongly while thousands ask in the same minute", () => {
  // Each may ask sixty times; three thousand ask once, so whoever is refused was taken for somebody else.
  expect(uses(3_000, (at) => `10.1.${at >> 8}.${at & 255}`)).toBe(3_000);
});

it("counts a page once a day for an address, each page by itself", () => {
  const count = (subject: string) => limits.take("count-once", "198.51.100.7", subject).allowed;
  expect([count("pub_1 helped"), count("pub_1 helped"), count("pub_2 helped"), count("pub_1 same")]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  now += 14 * HOUR_MS;
  expect(count("pub_1 helped")).toBe(false);
  now += 2 * HOUR_MS;
  expect(count("pub_1 helped")).toBe(true);
});

it("starts anew with each window, not some time after the first use", () => {
  now += MINUTE_MS - 1_000;
  expect(uses(100, () => "198.51.100.7")).toBe(60);
  now += 1_000;
  expect(uses(100, () => "198.51.100.7")).toBe(60);
});
