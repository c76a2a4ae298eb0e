/** Input that cannot be read, kept for a person to look at. */
import type { ZodError } from "zod";
import type { ConnectorEvent } from "../../connector.ts";
import type { EpochMs } from "../../../src/domain/time.ts";

const RAW_LIMIT = 4_000;

export function poison(what: string, error: ZodError, input: unknown, now: EpochMs): ConnectorEvent {
  const [issue] = error.issues;
  const reason = `${what}: ${issue?.path.map(String).join(".") ?? ""} ${issue?.message ?? "not readable"}`;
  const raw = (JSON.stringify(input) ?? "").slice(0, RAW_LIMIT);
  return { type: "poison", reason, raw, at: now };
}
