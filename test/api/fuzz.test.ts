/** A few made-up requests to every route of the document, as everybody; fuzz.full.test.ts sends many. */
import { expect, it } from "vitest";
import { fuzzRoute, fuzzStage, routesToFuzz } from "../support/fuzz-api.ts";

const stage = fuzzStage();
const routes = routesToFuzz();

it("knows every route", () => expect(routes.length).toBeGreaterThan(50));

it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s: no fault, no leak, no change by what is refused",
  async (_, route) => expect(await fuzzRoute(stage, route, { runs: 4, seed: 7 })).toBe(4),
);
