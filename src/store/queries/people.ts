/** Prepared queries for people and sessions. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db.ts";
import * as s from "../schema.ts";

const p = sql.placeholder;

export function preparePeople(db: Db) {
  return {
    tokenByHash: db
      .select({
        id: s.token.id,
        agentId: s.agent.id,
        name: s.agent.name,
        role: s.agent.role,
        scopes: s.token.scopes,
        expiresAt: s.token.expiresAt,
        usedAt: s.token.usedAt,
      })
      .from(s.token)
      .innerJoin(s.agent, eq(s.agent.id, s.token.agentId))
      .where(and(eq(s.token.hash, p("hash")), isNull(s.token.revokedAt), isNull(s.agent.deactivatedAt)))
      .prepare(),
    sessionByHash: db
      .select({
        agentId: s.agent.id,
        name: s.agent.name,
        role: s.agent.role,
        createdAt: s.session.createdAt,
        expiresAt: s.session.expiresAt,
      })
      .from(s.session)
      .innerJoin(s.agent, eq(s.agent.id, s.session.agentId))
      .where(and(eq(s.session.hash, p("hash")), isNull(s.agent.deactivatedAt)))
      .prepare(),
    /** By the token inside the signed cookie. */
    signedSession: db
      .select({
        sessionId: s.authSession.id,
        userId: s.authUser.id,
        email: s.authUser.email,
        secondFactor: s.authUser.twoFactorEnabled,
        agentId: s.agent.id,
        name: s.agent.name,
        role: s.agent.role,
        createdAt: s.authSession.createdAt,
        expiresAt: s.authSession.expiresAt,
      })
      .from(s.authSession)
      .innerJoin(s.authUser, eq(s.authUser.id, s.authSession.userId))
      .innerJoin(s.agent, eq(s.agent.id, s.authUser.agentId))
      .where(and(eq(s.authSession.token, p("token")), isNull(s.agent.deactivatedAt)))
      .prepare(),
    identityByRemote: db
      .select()
      .from(s.identity)
      .where(and(eq(s.identity.platform, p("platform")), eq(s.identity.remoteId, p("remoteId"))))
      .prepare(),
    identityById: db
      .select()
      .from(s.identity)
      .where(eq(s.identity.id, p("id")))
      .prepare(),
    erasedByHash: db
      .select({ until: s.erasedPerson.until, blocked: s.erasedPerson.blocked })
      .from(s.erasedPerson)
      .where(eq(s.erasedPerson.hash, p("hash")))
      .prepare(),
    insertContact: db
      .insert(s.contact)
      .values({ createdAt: p("at") })
      .returning({ id: s.contact.id })
      .prepare(),
    insertIdentity: db
      .insert(s.identity)
      .values({
        platform: p("platform"),
        remoteId: p("remoteId"),
        contactId: p("contactId"),
        ownContactId: p("contactId"),
        name: p("name"),
        handle: p("handle"),
        avatarUrl: p("avatarUrl"),
        url: p("url"),
        state: p("state"),
        isUs: p("isUs"),
        seenAt: p("seenAt"),
        erasedUntil: p("erasedUntil"),
      })
      .returning()
      .prepare(),
  };
}
