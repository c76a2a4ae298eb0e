/** Calls between two programs that share a secret: signed over everything that matters, good once and for a few minutes. */
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { ProblemError } from "../domain/problem.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** How far the two clocks may be apart, and how long a call stays good. */
export const CALL_WINDOW_MS = 5 * MINUTE_MS;

const TIME = "x-parley-time";
const NONCE = "x-parley-nonce";
const SIGNATURE = "x-parley-signature";
const SECRET = /^parley_bridge_[\w-]{43}$/;

export interface SharedKeys {
  readonly sign: Uint8Array;
  /** Seals what goes back, so that nothing on the way can read it. */
  readonly seal: Uint8Array;
}

export interface Call {
  method: string;
  path: string;
  body: Uint8Array;
}

/** 32 random bytes; the prefix is what the log masks. */
export function newSharedSecret(): string {
  return `parley_bridge_${randomBytes(32).toString("base64url")}`;
}

/** Null where the text cannot be such a secret. */
export function sharedKeys(secret: string): SharedKeys | null {
  if (!SECRET.test(secret)) return null;
  const derive = (purpose: string) => new Uint8Array(hkdfSync("sha256", secret, "", `parley bridge ${purpose}`, 32));
  return { sign: derive("sign"), seal: derive("seal") };
}

/** The headers that sign a call now, and the number that makes it the only one of its kind. */
export function signCall(
  keys: SharedKeys,
  call: Call,
  now: EpochMs,
): { nonce: string; headers: Record<string, string> } {
  const nonce = randomBytes(16).toString("base64url");
  const signature = signatureOf(keys, call, String(now), nonce).toString("hex");
  return { nonce, headers: { [TIME]: String(now), [NONCE]: nonce, [SIGNATURE]: signature } };
}

/**
 * Checks a signature and its time; whether the nonce is new is the caller's to know, who keeps it until `expiresAt`. Throws ProblemError `unauthorized`,
 * or `call-expired` for a good signature of another time.
 */
export function checkCall(
  keys: SharedKeys,
  call: Call,
  headers: Headers,
  now: EpochMs,
): { nonce: string; expiresAt: EpochMs } {
  const time = headers.get(TIME) ?? "";
  const nonce = headers.get(NONCE) ?? "";
  const given = Buffer.from(headers.get(SIGNATURE) ?? "", "hex");
  const right = signatureOf(keys, call, time, nonce);
  if (!/^\d{1,15}$/.test(time) || !/^[\w-]{22}$/.test(nonce) || given.length !== right.length)
    throw new ProblemError("unauthorized", "This call takes a signature. `parley bridge` makes it.");
  if (!timingSafeEqual(given, right))
    throw new ProblemError(
      "unauthorized",
      "The signature does not fit: it was made with another secret, or the call was changed.",
    );
  const at = Number(time);
  if (Math.abs(now - at) > CALL_WINDOW_MS)
    throw new ProblemError(
      "call-expired",
      `The call says ${new Date(at).toISOString()}, and here it is ${new Date(now).toISOString()}. Set the clock of the machine that calls.`,
    );
  return { nonce, expiresAt: at + CALL_WINDOW_MS };
}

function signatureOf(keys: SharedKeys, { method, path, body }: Call, time: string, nonce: string): Buffer {
  const digest = createHash("sha256").update(body).digest("hex");
  return createHmac("sha256", keys.sign).update([method, path, time, nonce, digest].join("\n")).digest();
}
