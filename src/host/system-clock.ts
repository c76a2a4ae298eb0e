/** The clock of this machine. */
import type { Clock } from "../domain/time.ts";

export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };
