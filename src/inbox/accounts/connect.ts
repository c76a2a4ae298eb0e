/** Opens connectors for the account verbs, and turns what platforms refuse into problems that say what to do. */
import type { Connector, Credentials, Identity, Settings } from "../../../connectors/connector.ts";
import { ConnectorError, SettingsError } from "../../../connectors/errors.ts";
import { withDeadline } from "../../domain/deadline.ts";
import type { PlatformName } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import { SECOND_MS } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { type CredentialAccess, credentialsOf } from "./credentials.ts";
import type { AccountRow } from "./rows.ts";
import type { AccountServices } from "./services.ts";

const TITLES: Record<PlatformName, string> = { x: "X", telegram: "Telegram", discord: "Discord" };
const CALL_TIMEOUT_MS = 30 * SECOND_MS;

interface Candidate {
  platform: PlatformName;
  settings: Settings;
  credentials: CredentialAccess;
  self: string | null;
}

/** Runs one task with a connector of its own and closes it afterwards. Rejects with ProblemError for whatever the platform refuses. */
export async function withConnector<T>(
  services: AccountServices,
  store: Store,
  candidate: Candidate,
  task: (connector: Connector, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const connector = services.platforms.platform(candidate.platform).open({
    settings: candidate.settings,
    credentials: candidate.credentials,
    self: candidate.self,
    clock: store.clock,
    log: services.log,
    onLimit() {},
  });
  let timedOut = () => false;
  try {
    return await withDeadline(CALL_TIMEOUT_MS, [], (signal) => {
      timedOut = () => signal.aborted;
      return task(connector, signal);
    });
  } catch (error) {
    throw timedOut() ? unavailable(candidate.platform, "timeout", null) : asProblem(error, candidate.platform);
  } finally {
    await connector.close?.();
  }
}

/** The stored account as `withConnector` wants it. */
export function storedCandidate(services: AccountServices, store: Store, row: AccountRow): Candidate {
  return {
    platform: row.platform,
    settings: parseSettings(services, row.platform, row.settings),
    credentials: credentialsOf(store, services.keys, row.id),
    self: row.remoteId,
  };
}

/** Asks the platform who we are. */
export function identifyCandidate(services: AccountServices, store: Store, candidate: Candidate): Promise<Identity> {
  return withConnector(services, store, candidate, (connector, signal) => connector.identify(signal));
}

/** Typed settings. Throws ProblemError naming the field. */
export function parseSettings(services: AccountServices, platform: PlatformName, input: unknown): Settings {
  return named("settings", () => services.platforms.platform(platform).parseSettings(input));
}

/** Credentials of the right shape. Throws ProblemError naming the field, never repeating a value. */
export function parseCredentials(services: AccountServices, platform: PlatformName, input: unknown): Credentials {
  return named("credentials", () => services.platforms.platform(platform).parseCredentials(input));
}

function named<T>(part: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new ProblemError("invalid", error.message, { field: error.field ? `${part}.${error.field}` : part });
  }
}

function asProblem(error: unknown, platform: PlatformName): unknown {
  if (!(error instanceof ConnectorError)) return error;
  const extra = { platformCode: error.code, ...(error.detail ? { platformDetail: error.detail } : {}) };
  const words = error.detail ? `: ${error.detail}` : "";
  switch (error.kind) {
    case "auth":
      return new ProblemError(
        "credentials-rejected",
        `${TITLES[platform]} does not accept these credentials (${error.code}${words}). Check them, and that they are still valid.`,
        { field: "credentials", extra },
      );
    case "permanent":
      return new ProblemError("credentials-rejected", `${TITLES[platform]} refuses this (${error.code}${words}).`, {
        extra,
      });
    case "rate-limited":
      return new ProblemError(
        "platform-unavailable",
        `${TITLES[platform]} limits our rate. Try again ${error.retryAt === null ? "later" : `after ${new Date(error.retryAt).toISOString()}`}.`,
        { extra },
      );
    case "retryable":
    case "unknown-outcome":
      return unavailable(platform, error.code, error.detail);
  }
}

function unavailable(platform: PlatformName, code: string, detail: string | null): ProblemError {
  const words = detail ? `: ${detail}` : "";
  return new ProblemError(
    "platform-unavailable",
    `${TITLES[platform]} cannot be reached (${code}${words}). Check the connection and apiUrl, then try again.`,
    { extra: { platformCode: code } },
  );
}
