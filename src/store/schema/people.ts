/** People: those who write to us, and those who answer. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { PLATFORMS } from "../../domain/platform.ts";
import type { Permission } from "../../domain/permissions.ts";
import { ROLES } from "../../domain/status.ts";
import { at, id } from "./columns.ts";

export const contact = sqliteTable("contact", { id: id(), createdAt: at("created_at") });

export const identity = sqliteTable(
  "identity",
  {
    id: id(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    remoteId: text("remote_id").notNull(),
    contactId: integer("contact_id")
      .notNull()
      .references(() => contact.id),
    /** The contact it had at first and gets back when unmerged. */
    ownContactId: integer("own_contact_id")
      .notNull()
      .references(() => contact.id),
    name: text("name").notNull(),
    handle: text("handle"),
    avatarUrl: text("avatar_url"),
    url: text("url"),
    state: text("state", { enum: ["active", "deleted", "blockedUs", "blockedByUs"] }).notNull(),
    isUs: integer("is_us", { mode: "boolean" }).notNull(),
    /** Platform time of the newest snapshot applied. */
    seenAt: at("seen_at"),
    /** Nothing that was said until then is stored again: the person was erased. */
    erasedUntil: integer("erased_until"),
  },
  (t) => [uniqueIndex("identity_remote").on(t.platform, t.remoteId), index("identity_contact").on(t.contactId)],
);

/** Whom we have erased, as salted hashes: what a platform still tells of the time before is not stored again. */
export const erasedPerson = sqliteTable("erased_person", {
  hash: text("hash").primaryKey(),
  until: at("until"),
  /** We had blocked them: who comes back is blocked still. */
  blocked: integer("blocked", { mode: "boolean" }).notNull().default(false),
});

/** Somebody of the team, as known to the event log and to assignment. */
export const agent = sqliteTable("agent", {
  id: id(),
  name: text("name").notNull(),
  role: text("role", { enum: ROLES }).notNull(),
  createdAt: at("created_at"),
  /** Set: nothing of theirs lets anybody in any more. */
  deactivatedAt: integer("deactivated_at"),
  /** How long an answer of theirs can be taken back; null: as the brand has it. */
  undoSeconds: integer("undo_seconds"),
});

export const token = sqliteTable("token", {
  id: id(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  hash: text("hash").notNull().unique(),
  createdAt: at("created_at"),
  revokedAt: integer("revoked_at"),
  /** What it is for, in its owner's words. */
  label: text("label"),
  /** All that it may do at most; null: whatever its owner's role may. */
  scopes: text("scopes", { mode: "json" }).$type<Permission[]>(),
  expiresAt: integer("expires_at"),
  /** Written down every ten minutes, not with every request. */
  usedAt: integer("used_at"),
});

/** A one-time link to the workspace. */
export const openLink = sqliteTable("open_link", {
  hash: text("hash").primaryKey(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  expiresAt: at("expires_at"),
});

export const session = sqliteTable("session", {
  hash: text("hash").primaryKey(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  createdAt: at("created_at"),
  expiresAt: at("expires_at"),
  userAgent: text("user_agent"),
});
