/** The other end of a bridge: signs each call, repeats it while nobody answers, and tells apart what ends the bridge. */
import { z } from "zod";
import type { Batch, Cursor } from "../../../connectors/connector.ts";
import { ConnectorError } from "../../../connectors/errors.ts";
import { backoffMs } from "../../delivery/policy.ts";
import { withDeadline } from "../../domain/deadline.ts";
import type { Log } from "../../domain/log.ts";
import { type Clock, SECOND_MS } from "../../domain/time.ts";
import {
  AccountsAnswer,
  type AccountsCall,
  BatchAnswer,
  type BatchCall,
  type BridgedAccount,
  BridgedAccounts,
  FailureAnswer,
  type FailureCall,
  markOf,
  sealedListPlace,
} from "../../inbox/bridge/protocol.ts";
import { unseal } from "../../trust/seal.ts";
import { type SharedKeys, signCall } from "../../trust/signed-call.ts";

const ATTEMPT_MS = 30 * SECOND_MS;
const LONGEST_PAUSE_MS = 30 * SECOND_MS;

/** The bridge has nothing to do here any more; `message` says why and what to do. */
export class BridgeEnded extends Error {
  override readonly name = "BridgeEnded";
  /** `replaced`: another bridge goes on with the work. */
  readonly reason: "replaced" | "refused";
  constructor(reason: "replaced" | "refused", message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Answered, and not as hoped; repeating it at once would change nothing. */
export class CallRefused extends Error {
  override readonly name = "CallRefused";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface RemoteOptions {
  /** Origin of the brand, without a slash at the end. */
  to: string;
  keys: SharedKeys;
  clock: Clock;
  log: Log;
  random: () => number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How long a call is worth its while. */
export interface Patience {
  /** No attempt begins after this. */
  until: AbortSignal;
  /** Ends one that is under way. */
  abandon: AbortSignal;
}

/** Every call rejects with BridgeEnded, CallRefused, or the reason of a signal. */
export interface Remote {
  accounts(patience: Patience): Promise<BridgedAccount[]>;
  batch(account: number, after: Cursor | null, batch: Batch, patience: Patience): Promise<BatchOutcome>;
  /** How long to wait, in ms; null: until the list names the account again. */
  failure(account: number, error: unknown, failures: number, patience: Patience): Promise<number | null>;
}

type BatchOutcome = z.infer<typeof BatchAnswer>["outcome"];

export function createRemote(options: RemoteOptions): Remote {
  let generation: number | null = null;
  const begun = () => generation ?? 0;
  return {
    async accounts(patience) {
      const call: z.infer<typeof AccountsCall> = { generation };
      const { answer, nonce } = await repeat(options, patience, "/bridge/accounts", call, AccountsAnswer);
      ({ generation } = answer);
      const list = unseal(options.keys, sealedListPlace(nonce), answer.sealed);
      const accounts = BridgedAccounts.safeParse(JSON.parse(list));
      if (accounts.success) return accounts.data;
      throw new CallRefused("garbled-answer", `${options.to} is of another version. Give the bridge the same one.`);
    },
    async batch(account, after, { events, cursor }, patience) {
      const call: z.infer<typeof BatchCall> = { generation: begun(), account, after: markOf(after), events, cursor };
      return (await repeat(options, patience, "/bridge/batches", call, BatchAnswer)).answer.outcome;
    },
    async failure(account, error, failures, patience) {
      const { kind, code, detail, retryAt } = asConnectorError(error);
      const call: z.infer<typeof FailureCall> = { generation: begun(), account, kind, code, detail, retryAt, failures };
      return (await repeat(options, patience, "/bridge/failures", call, FailureAnswer)).answer.waitMs;
    },
  };
}

function asConnectorError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const detail = error instanceof Error ? error.message.slice(0, 500) : null;
  return new ConnectorError("unknown-outcome", { code: "unexpected-error", ...(detail === null ? {} : { detail }) });
}

/** Each attempt is signed anew: one whose answer was lost may have been taken, and its signature with it. */
async function repeat<T extends z.ZodType>(
  options: RemoteOptions,
  { until, abandon }: Patience,
  path: string,
  call: unknown,
  schema: T,
): Promise<{ answer: z.infer<T>; nonce: string }> {
  const body = new TextEncoder().encode(JSON.stringify(call));
  for (let attempts = 1; ; attempts += 1) {
    until.throwIfAborted();
    const { nonce, headers } = signCall(options.keys, { method: "POST", path, body }, options.clock.now());
    const tried = await attempt(options, path, { body, headers, signal: abandon });
    if (tried.state === "answered") {
      const parsed = schema.safeParse(tried.json);
      if (parsed.success) return { answer: parsed.data, nonce };
      throw new CallRefused("garbled-answer", `${options.to} answers, but not as Parley does. Check the address.`);
    }
    const waitMs = Math.min(backoffMs(attempts, options.random()), LONGEST_PAUSE_MS);
    options.log.warn("bridge.unreachable", { to: options.to, reason: tried.reason, attempts, waitMs });
    await options.pause(waitMs, until);
  }
}

type Tried = { state: "answered"; json: unknown } | { state: "nobody"; reason: string };

async function attempt(
  { to }: RemoteOptions,
  path: string,
  { body, headers, signal }: { body: Uint8Array<ArrayBuffer>; headers: Record<string, string>; signal: AbortSignal },
): Promise<Tried> {
  let response: Response;
  let text: string;
  try {
    [response, text] = await withDeadline(ATTEMPT_MS, [signal], async (limited) => {
      const init = { method: "POST", body, headers, signal: limited, redirect: "manual" as const };
      const answer = await fetch(to + path, init);
      return [answer, await answer.text()];
    });
  } catch (error) {
    signal.throwIfAborted();
    return { state: "nobody", reason: reasonOf(error) };
  }
  if (response.ok) return { state: "answered", json: jsonOf(text) };
  return { state: "nobody", reason: refusal(to, response, text) };
}

const Problem = z.object({ code: z.string(), detail: z.string() });

/** What may pass by itself, in words; throws for all else. */
function refusal(to: string, response: Response, text: string): string {
  const { status, headers } = response;
  const problem = Problem.safeParse(jsonOf(text));
  const code = problem.success ? problem.data.code : `http-${status}`;
  const detail = problem.success ? problem.data.detail : "The answer is none of Parley's: check the address.";
  // A proxy may have repeated the call after the first answer was lost.
  if (status >= 500 || status === 429 || status === 408 || code === "replayed") return code;
  if (code === "bridge-replaced")
    throw new BridgeEnded("replaced", `Another bridge has begun for ${to} and has taken over; this one ends.`);
  if (code === "unauthorized")
    throw new BridgeEnded(
      "refused",
      `${to} does not take this secret: ${detail} A new one, which ends the old: parley bridge --make-secret.`,
    );
  if (status >= 300 && status < 400)
    throw new CallRefused(
      "redirected",
      `${to} points to ${headers.get("location") ?? "elsewhere"}. Give that address.`,
    );
  throw new CallRefused(code, `${to} refuses the call (${code}): ${detail}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}
