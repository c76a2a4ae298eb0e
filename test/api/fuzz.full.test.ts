/** Many made-up requests to every route of the document, as everybody; `PARLEY_FUZZ_SEED` repeats a run. */
import { expect, it } from "vitest";
import { fuzzRoute, fuzzStage, routesToFuzz } from "../support/fuzz-api.ts";

const seed = Number(process.env["PARLEY_FUZZ_SEED"] ?? Date.now());

it.each(routesToFuzz().map((route) => [`${route.method} ${route.path}`, route] as const))(
  `%s (seed ${seed}): no fault, no leak, no change by what is refused`,
  async (_, route) => expect(await fuzzRoute(fuzzStage(), route, { runs: 100, seed })).toBe(100),
);
