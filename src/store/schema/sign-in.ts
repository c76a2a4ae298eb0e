/** How people of the team prove who they are. The tables `auth_*` are better-auth's, which keeps times as dates. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ROLES } from "../../domain/status.ts";
import { at, id } from "./columns.ts";
import { agent } from "./people.ts";

const date = (name: string) => integer(name, { mode: "timestamp_ms" });
const flag = (name: string) => integer(name, { mode: "boolean" });

/** Somebody with a password; what they may do stands in `agent`. */
export const authUser = sqliteTable("auth_user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: flag("email_verified").notNull(),
  image: text("image"),
  createdAt: date("created_at").notNull(),
  updatedAt: date("updated_at").notNull(),
  twoFactorEnabled: flag("two_factor_enabled").default(false),
  agentId: integer("agent_id")
    .notNull()
    .unique()
    .references(() => agent.id),
  /** The newest half minute whose code was accepted: none up to it is taken again. */
  lastTotpStep: integer("last_totp_step"),
});

export const authSession = sqliteTable(
  "auth_session",
  {
    id: text("id").primaryKey(),
    /** Of no use without the signature that the cookie carries. */
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => authUser.id),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
    expiresAt: date("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
  },
  (t) => [index("auth_session_user").on(t.userId)],
);

/** A password, hashed. */
export const authCredential = sqliteTable(
  "auth_credential",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => authUser.id),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: date("access_token_expires_at"),
    refreshTokenExpiresAt: date("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (t) => [index("auth_credential_user").on(t.userId)],
);

/** Sign-ins that wait for their second factor. */
export const authVerification = sqliteTable(
  "auth_verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: date("expires_at").notNull(),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (t) => [index("auth_verification_identifier").on(t.identifier)],
);

/** An authenticator and its backup codes, encrypted. */
export const authTwoFactor = sqliteTable(
  "auth_two_factor",
  {
    id: text("id").primaryKey(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => authUser.id),
    verified: flag("verified").default(true),
    failedVerificationCount: integer("failed_verification_count").default(0),
    lockedUntil: date("locked_until"),
  },
  (t) => [index("auth_two_factor_user").on(t.userId)],
);

/** A link that lets somebody choose a password, once: the first admin, somebody invited, somebody who forgot theirs. */
export const personLink = sqliteTable("person_link", {
  id: id(),
  kind: text("kind", { enum: ["firstAdmin", "invitation", "reset"] }).notNull(),
  hash: text("hash").notNull().unique(),
  /** Invitations: for whom. */
  email: text("email"),
  role: text("role", { enum: ROLES }),
  /** Resets: for whom. */
  agentId: integer("agent_id").references(() => agent.id),
  createdBy: integer("created_by").references(() => agent.id),
  createdAt: at("created_at"),
  expiresAt: at("expires_at"),
  /** Used, or taken back. */
  endedAt: integer("ended_at"),
});

/** Failed sign-ins in the running window, by a hash of the account, the address, or both. */
export const signInFailure = sqliteTable("sign_in_failure", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  windowEndsAt: at("window_ends_at"),
});
