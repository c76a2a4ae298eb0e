import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { event, openLink, session, token } from "../../src/store/schema.ts";
import {
  authenticateSession,
  authenticateToken,
  createOpenLink,
  createToken,
  listTokens,
  redeemOpenLink,
  revokeToken,
} from "../../src/trust/tokens.ts";
import { testStore } from "../support/store.ts";

function setUp() {
  const { store, clock } = testStore();
  return { store, clock, ctx: { store, actor: SYSTEM } };
}

describe("tokens", () => {
  it("let their agent in until revoked, and are stored as hashes only", () => {
    const { store, ctx } = setUp();
    const made = createToken(ctx, { name: "Mia", role: "lead" });
    expect(made.token).toMatch(/^parley_[\w-]{43}$/);
    expect(authenticateToken(store, made.token)).toMatchObject({ name: "Mia", actor: { kind: "agent", role: "lead" } });
    expect(authenticateToken(store, `${made.token}x`)).toBeNull();
    expect(JSON.stringify(store.db.select().from(token).all())).not.toContain(made.token.slice(7));
    revokeToken(ctx, made.id);
    revokeToken(ctx, made.id);
    expect(authenticateToken(store, made.token)).toBeNull();
    expect(listTokens(store)).toMatchObject([{ name: "Mia", role: "lead", revokedAt: store.clock.now() }]);
    const types = store.db.select({ type: event.type }).from(event).all();
    expect(types.map((row) => row.type)).toEqual(["token.created", "token.revoked"]);
  });

  it("of one name and role belong to one agent", () => {
    const { store, ctx } = setUp();
    const [first, second, other] = [
      createToken(ctx, { name: "Mia", role: "lead" }),
      createToken(ctx, { name: "Mia", role: "lead" }),
      createToken(ctx, { name: "Mia", role: "agent" }),
    ].map((made) => authenticateToken(store, made.token)?.actor.id);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it("need a name, and exist before they are revoked", () => {
    const { ctx } = setUp();
    expect(() => createToken(ctx, { name: " ", role: "admin" })).toThrow(expect.objectContaining({ field: "name" }));
    expect(() => revokeToken(ctx, 9)).toThrow(expect.objectContaining({ code: "not-found" }));
  });
});

describe("open links", () => {
  it("open one session, once", () => {
    const { store } = setUp();
    const { secret, agentId } = createOpenLink(store, { name: "Team", role: "admin" });
    const opened = redeemOpenLink(store, secret) ?? "";
    expect(authenticateSession(store, opened)).toMatchObject({ name: "Team", actor: { id: agentId } });
    expect(redeemOpenLink(store, secret)).toBeNull();
    const kept = JSON.stringify([store.db.select().from(openLink).all(), store.db.select().from(session).all()]);
    expect(kept).not.toContain(opened);
  });

  it("are good for ten minutes", () => {
    const { store, clock } = setUp();
    const { secret } = createOpenLink(store, { name: "Team", role: "admin" });
    clock.advance(10 * MINUTE_MS);
    expect(redeemOpenLink(store, secret)).toBeNull();
  });
});

describe("sessions", () => {
  const opened = () => {
    const set = setUp();
    const { secret } = createOpenLink(set.store, { name: "Team", role: "admin" });
    return { ...set, secret: redeemOpenLink(set.store, secret) ?? "" };
  };

  it("end twelve hours after their last use", () => {
    const { store, clock, secret } = opened();
    clock.advance(11 * HOUR_MS);
    expect(authenticateSession(store, secret)).not.toBeNull();
    clock.advance(11 * HOUR_MS);
    expect(authenticateSession(store, secret)).not.toBeNull();
    clock.advance(12 * HOUR_MS);
    expect(authenticateSession(store, secret)).toBeNull();
  });

  it("end a week after they began, however much used", () => {
    const { store, clock, secret } = opened();
    for (let hours = 0; hours < 7 * 24 - 1; hours += 1) {
      expect(authenticateSession(store, secret)).not.toBeNull();
      clock.advance(HOUR_MS);
    }
    clock.advance(HOUR_MS);
    expect(authenticateSession(store, secret)).toBeNull();
  });
});
