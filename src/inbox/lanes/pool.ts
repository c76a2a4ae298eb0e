/** Keeps one open connector for each account, made anew when its settings change. */
import type { Connector } from "../../../connectors/connector.ts";
import type { Log } from "../../domain/log.ts";
import type { PlatformLookup } from "../../delivery/platforms.ts";
import type { Store } from "../../store/db.ts";
import { account } from "../../store/schema.ts";
import type { CredentialAccess } from "../accounts/credentials.ts";
import { holdScope } from "../../delivery/claim.ts";

export type AccountRow = typeof account.$inferSelect;

export interface PoolOptions {
  store: Store;
  platform: PlatformLookup["platform"];
  credentials: (accountId: number) => CredentialAccess;
  log: Log;
}

interface Open {
  connector: Connector;
  /** What it was opened with. */
  settings: string;
}

export class ConnectorPool {
  readonly #open = new Map<number, Open>();
  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Throws what the platform's module throws for settings or credentials that it cannot use. */
  get(row: AccountRow): Connector {
    const settings = JSON.stringify([row.settings, row.remoteId]);
    const known = this.#open.get(row.id);
    if (known?.settings === settings) return known.connector;
    const { store, platform, credentials, log } = this.#options;
    const module = platform(row.platform);
    const connector = module.open({
      settings: module.parseSettings(row.settings),
      credentials: credentials(row.id),
      self: row.remoteId,
      clock: store.clock,
      log,
      onLimit: ({ scope, remaining, resetAt }) => {
        if (remaining <= 0 && resetAt > store.clock.now()) holdScope(store, scopeName(row, scope), resetAt);
      },
    });
    void known?.connector.close?.();
    this.#open.set(row.id, { connector, settings });
    return connector;
  }

  /** Closes the connectors of accounts that are gone, or all. */
  async close(stays: (accountId: number) => boolean = () => false): Promise<void> {
    const gone = [...this.#open].filter(([id]) => !stays(id));
    for (const [id] of gone) this.#open.delete(id);
    await Promise.all(gone.map(async ([, { connector }]) => connector.close?.()));
  }
}

/** A scope's name in the database: `app:` scopes are shared by the accounts of an app. */
export function scopeName(row: Pick<AccountRow, "id" | "appId">, scope: string): string {
  return scope.startsWith("app:") ? `app/${row.appId}/${scope}` : `account/${row.id}/${scope}`;
}
