/** The bridge: a process elsewhere that holds long-lived sources for this brand, and how we know that a call is its own. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at } from "./columns.ts";

/** One row, once a secret was made. */
export const bridge = sqliteTable("bridge", {
  id: integer("id").primaryKey(),
  /** Sealed; in clear it is needed to check signatures. */
  secret: text("secret").notNull(),
  /** How many bridges have begun; only calls of the last one count. */
  generation: integer("generation").notNull(),
  heardAt: integer("heard_at"),
});

/** Calls that were taken, kept for as long as their time would let them in again. */
export const bridgeCall = sqliteTable(
  "bridge_call",
  { nonce: text("nonce").primaryKey(), expiresAt: at("expires_at") },
  (t) => [index("bridge_call_expiry").on(t.expiresAt)],
);
