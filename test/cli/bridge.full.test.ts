/** How `parley bridge` ends when it cannot begin. The secret never stands among its arguments. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { newSharedSecret } from "../../src/trust/signed-call.ts";
import { type Bridged, bridged } from "../support/bridged.ts";
import { cli } from "../support/cli.ts";

let there: Bridged;
beforeAll(async () => {
  there = await bridged();
});
afterAll(() => there.close());

const SECRET = newSharedSecret();
const HTTPS = "https://support.example.com";

it.each([
  ["without a secret", HTTPS, {}, "PARLEY_BRIDGE_SECRET"],
  ["with something else for a secret", HTTPS, { PARLEY_BRIDGE_SECRET: "hunter2" }, "begins with parley_bridge_"],
  ["to an address without TLS", "http://support.example.com", { PARLEY_BRIDGE_SECRET: SECRET }, "https://"],
  ["to a page", `${HTTPS}/inbox`, { PARLEY_BRIDGE_SECRET: SECRET }, "address alone"],
])("%s", async (_, to, variables, words) => {
  const { code, stderr } = await cli(["bridge", "--to", to], variables);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^parley: .+\n$/);
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/hunter2|parley_bridge_\w{10}/);
});

it("with a secret that the brand does not take", async () => {
  const { code, stderr } = await cli(["bridge", "--to", there.url], { PARLEY_BRIDGE_SECRET: SECRET });
  expect(code).toBe(1);
  expect(stderr).toContain("does not take this secret");
  expect(stderr).not.toContain(SECRET);
});

it("with a clock that is wrong", async () => {
  // The brand lives in the morning of a day of its own.
  const { code, stderr } = await cli(["bridge", "--to", there.url], { PARLEY_BRIDGE_SECRET: there.secret });
  expect(code).toBe(1);
  expect(stderr).toContain("Set the clock of the machine that calls");
});
