/** What the API is handed by whoever puts the parts together. */
import type { Context } from "hono";
import type { WebhookRequest } from "../../connectors/connector.ts";
import type { PlatformLookup } from "../delivery/platforms.ts";
import type { ContentStore } from "../domain/content-store.ts";
import type { Log } from "../domain/log.ts";
import type { AccountServices } from "../inbox/accounts/services.ts";
import type { BridgeDesk } from "../inbox/bridge/desk.ts";
import type { Store } from "../store/db.ts";
import type { Gate } from "../trust/sign-in/gate.ts";

export interface ApiDeps {
  store: Store;
  platforms: PlatformLookup;
  accounts: AccountServices;
  content: ContentStore;
  log: Log;
  /** A platform's call to an app's webhook; answers after the commit. Null: there is no such app, or it takes no webhook. */
  receive(appId: number, request: WebhookRequest): Promise<WebhookResponse | null>;
  /** Absent where the host keeps its own sockets open. */
  bridge?: BridgeDesk;
  /** Stable codes of what keeps the program from working; empty when it is ready. */
  troubles?(): string[];
  /** The version in the OpenAPI document. */
  version: string;
  /** Between signs of life on a quiet event stream; 20 s if absent. */
  heartbeatMs?: number;
  /** True: who has no second factor may do nothing but set one up. */
  secondFactorRequired?: boolean;
  /** Where a request comes from, for counting failed sign-ins; absent: they are counted as one. */
  addressOf?(c: Context): string;
}

/** The same with what is made of it. */
export interface ApiParts extends ApiDeps {
  gate: Gate;
}

export interface WebhookResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}
