/** The five ways in which a platform write or read fails; the kind alone decides what delivery does. */
import type { EpochMs } from "../src/domain/time.ts";

export type ConnectorErrorKind =
  /** Refused for its rate and not applied; `retryAt` says when again, `scope` what else is held. */
  | "rate-limited"
  /** Certainly not applied: may be tried again. */
  | "retryable"
  /** May or may not have been applied (timeout, reset, 5xx on a write). Never tried again by machine. */
  | "unknown-outcome"
  /** The credentials no longer work: the account pauses, its queue is kept. */
  | "auth"
  /** The platform says no to exactly this: a person must look. */
  | "permanent";

export interface ConnectorErrorOptions {
  /** Stable, kebab-case, shown to people by translation: `duplicate-content`, `blocked-by-user`, `credit-spent`, … */
  code: string;
  /** The platform's own words, shown as they are; never holds a credential. */
  detail?: string;
  /** `rate-limited` only: when the platform takes the next call. */
  retryAt?: EpochMs;
  /** `rate-limited` only: what is held; one of the strings that `limitScopes` gives for an operation. */
  scope?: string;
  cause?: unknown;
}

/** What a connector throws. Anything else that `perform` throws counts as `unknown-outcome`. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly kind: ConnectorErrorKind;
  readonly code: string;
  readonly detail: string | null;
  readonly retryAt: EpochMs | null;
  readonly scope: string | null;

  constructor(kind: ConnectorErrorKind, options: ConnectorErrorOptions) {
    super(`${options.code}${options.detail ? `: ${options.detail}` : ""}`, { cause: options.cause });
    this.kind = kind;
    this.code = options.code;
    this.detail = options.detail ?? null;
    this.retryAt = options.retryAt ?? null;
    this.scope = options.scope ?? null;
  }
}

/** Thrown by `parseSettings` and `parseCredentials`: names the field and what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
