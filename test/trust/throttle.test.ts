import { expect, it } from "vitest";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { signInFailure } from "../../src/store/schema.ts";
import { type Attempt, countFailure, forgiveFailures, refuseWhileThrottled } from "../../src/trust/sign-in/throttle.ts";
import { testStore } from "../support/store.ts";

const at = (email: string, address: string): Attempt => ({ email, address });
const tooMany = expect.objectContaining({ code: "too-many-attempts" });

function fail(store: ReturnType<typeof testStore>["store"], times: number, attempt: (n: number) => Attempt): void {
  for (let n = 0; n < times; n += 1) {
    refuseWhileThrottled(store, attempt(n));
    countFailure(store, attempt(n));
  }
}

it("stops a guesser of one account after five, and lets its owner in from elsewhere", () => {
  const { store, clock } = testStore();
  fail(store, 5, () => at("ada@bobo.example", "198.51.100.1"));
  expect(() => refuseWhileThrottled(store, at("ADA@bobo.example ", "198.51.100.1"))).toThrow(tooMany);
  refuseWhileThrottled(store, at("ada@bobo.example", "203.0.113.9"));
  clock.advance(15 * MINUTE_MS);
  refuseWhileThrottled(store, at("ada@bobo.example", "198.51.100.1"));
});

it("stops many guessers of one account after twenty-five", () => {
  const { store } = testStore();
  fail(store, 25, (n) => at("ada@bobo.example", `198.51.100.${n}`));
  expect(() => refuseWhileThrottled(store, at("ada@bobo.example", "203.0.113.9"))).toThrow(tooMany);
  refuseWhileThrottled(store, at("mia@bobo.example", "203.0.113.9"));
});

it("stops an address that goes through many accounts after fifty, a whole /64 being one", () => {
  const { store } = testStore();
  fail(store, 50, (n) => at(`person${n}@bobo.example`, `2001:db8:1:2::${n.toString(16)}`));
  expect(() => refuseWhileThrottled(store, at("new@bobo.example", "2001:db8:1:2:ffff::1"))).toThrow(tooMany);
  refuseWhileThrottled(store, at("new@bobo.example", "2001:db8:1:3::1"));
});

it("forgets an account's failures with a success, not those of the address", () => {
  const { store } = testStore();
  const ada = at("ada@bobo.example", "::ffff:198.51.100.1");
  for (let round = 0; round < 4; round += 1) {
    fail(store, 4, () => ada);
    countFailure(store, ada);
    forgiveFailures(store, ada);
  }
  fail(store, 34, (n) => at(`person${n}@bobo.example`, "198.51.100.1"));
  expect(() => refuseWhileThrottled(store, at("new@bobo.example", "198.51.100.1"))).toThrow(tooMany);
});

it("names nobody, and keeps nothing past its time", () => {
  const { store, clock } = testStore();
  fail(store, 3, (n) => at(`person${n}@bobo.example`, "198.51.100.1"));
  expect(JSON.stringify(store.db.select().from(signInFailure).all())).not.toMatch(/person|198/);
  clock.advance(16 * MINUTE_MS);
  fail(store, 1, () => at("ada@bobo.example", "203.0.113.9"));
  expect(store.db.select().from(signInFailure).all()).toHaveLength(3);
});
