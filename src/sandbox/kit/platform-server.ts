/** What one sandbox platform hands to whoever starts it. */
import type { Server } from "node:http";
import type { Hono } from "hono";
import type { Faults } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import type { UserSide } from "./user-side.ts";

export interface SandboxPlatform {
  /** The platform's API, and the user's side under `/_sandbox`. */
  app: Hono;
  side: UserSide;
  ledger: Ledger;
  faults: Faults;
  /**
   * Called once with the address it is reached at, for platforms that tell clients addresses (Discord's gateway, media links, webhooks), and
   * with the server, whose `upgrade` event a platform with WebSockets takes over.
   */
  listening(baseUrl: string, server: Server): void;
  close(): Promise<void>;
}
