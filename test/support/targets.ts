/** Targets that are the same for every priority, in minutes. */
import type { Targets, TargetSet } from "../../src/domain/targets.ts";

export function sameForAll(given: Partial<TargetSet>): Targets {
  const set: TargetSet = { firstResponse: null, nextResponse: null, resolution: null, ...given };
  return { warnAtPercent: 75, byPriority: { low: set, normal: set, high: set, urgent: set } };
}
