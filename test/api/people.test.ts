import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DAY_MS, HOUR_MS } from "../../src/domain/time.ts";
import { event } from "../../src/store/schema.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { verifyChain } from "../../src/store/events.ts";
import type { Desk } from "../support/desk.ts";
import { PASSWORD } from "../support/authenticator.ts";
import { enrolled, joined, openTeam, ORIGIN, type Visitor, visitor } from "../support/people.ts";

const secretOf = ({ url }: { url: string }) => url.slice(url.indexOf("#") + 1);
const idOf = async (person: Visitor): Promise<string> => (await person.must(200, "GET", "/api/me")).id;
const NEW_PASSWORD = "quiet marble orchard 9";

async function team(heartbeatMs = 60_000): Promise<{ desk: Desk; ada: Visitor; mia: Visitor; miaId: string }> {
  const desk = openTeam({ heartbeatMs });
  const ada = await joined(desk, "ada@bobo.example", "admin");
  const mia = await joined(desk, "mia@bobo.example", "agent");
  return { desk, ada, mia, miaId: await idOf(mia) };
}

/** Reads a live stream until it ends; hangs where it does not. */
async function liveStream(desk: Desk, person: Visitor) {
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await desk.api.request(`${ORIGIN}/api/events`, { headers: { cookie } });
  expect(response.status).toBe(200);
  return response.text();
}

describe("an invitation", () => {
  it("lets the one who has the link choose a password, once, with the role that was meant", async () => {
    const { desk, ada } = await team();
    const link = await ada.must(201, "POST", "/api/invitations", { email: "Li@bobo.example", role: "lead" });
    expect(link.url).toMatch(/^http:\/\/localhost\/welcome#[\w-]{32}$/);
    expect((await ada.must(200, "GET", "/api/invitations")).items).toMatchObject([
      { email: "li@bobo.example", role: "lead" },
    ]);
    const li = visitor(desk);
    const input = { secret: secretOf(link), name: "李", password: PASSWORD };
    expect(await li.must(200, "POST", "/api/links/look", { secret: input.secret })).toMatchObject({
      email: "li@bobo.example",
    });
    await li.must(200, "POST", "/api/links/accept", { ...input, email: "someone@else.example" });
    expect(await li.must(200, "GET", "/api/me")).toMatchObject({ name: "李", role: "lead", email: "li@bobo.example" });
    await visitor(desk).must(404, "POST", "/api/links/accept", input);
    expect((await ada.must(200, "GET", "/api/invitations")).items).toEqual([]);
  });

  it("works once even when two come at the same time", async () => {
    const { desk, ada } = await team();
    const link = await ada.must(201, "POST", "/api/invitations", { email: "li@bobo.example", role: "lead" });
    const input = { secret: secretOf(link), name: "Li", password: PASSWORD };
    const answers = await Promise.all([1, 2].map(() => visitor(desk).ask("POST", "/api/links/accept", input)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]));
    expect(
      (await ada.must(200, "GET", "/api/people")).items.filter((one: { name: string }) => one.name === "Li"),
    ).toHaveLength(1);
  });

  it("expires, can be taken back, and gives way to a newer one", async () => {
    const { desk, ada } = await team();
    const make = async () =>
      secretOf(await ada.must(201, "POST", "/api/invitations", { email: "li@bobo.example", role: "agent" }));
    const [first, second] = [await make(), await make()];
    await visitor(desk).must(404, "POST", "/api/links/look", { secret: first });
    await visitor(desk).must(200, "POST", "/api/links/look", { secret: second });
    const [{ id }] = (await ada.must(200, "GET", "/api/invitations")).items;
    await ada.must(204, "DELETE", `/api/invitations/${id}`);
    await visitor(desk).must(404, "POST", "/api/links/look", { secret: second });
    await ada.must(404, "DELETE", `/api/invitations/${id}`);
    const third = await make();
    desk.clock.advance(3 * DAY_MS);
    expect((await visitor(desk).ask("POST", "/api/links/look", { secret: third })).status).toBe(404);
    await (
      await joined(desk, "eva@bobo.example", "admin")
    ).must(409, "POST", "/api/invitations", {
      email: "mia@bobo.example",
      role: "admin",
    });
  });
});

describe("sessions", () => {
  it("are listed and ended, one's own and, by an admin, those of others", async () => {
    const { desk, ada, mia, miaId } = await team();
    const phone = visitor(desk);
    desk.clock.advance(1_000);
    const signIn = { email: "mia@bobo.example", password: PASSWORD };
    await phone.ask("POST", "/api/sign-in", signIn, { "user-agent": "A telephone" });
    const own = (await mia.must(200, "GET", "/api/me/sessions")).items;
    expect(own).toMatchObject([
      { current: false, by: "password", userAgent: "A telephone" },
      { current: true, by: "password" },
    ]);
    await mia.must(200, "DELETE", `/api/me/sessions/${own[0].id}`);
    await phone.must(401, "GET", "/api/me");
    await mia.must(404, "DELETE", `/api/me/sessions/${own[0].id}`);

    const adas = (await ada.must(200, "GET", "/api/me/sessions")).items;
    await mia.must(404, "DELETE", `/api/me/sessions/${adas[0].id}`);
    await phone.ask("POST", "/api/sign-in", signIn);
    expect(await mia.must(200, "DELETE", "/api/me/sessions")).toEqual({ ended: 1 });
    const seen = (await ada.must(200, "GET", `/api/people/${miaId}/sessions`)).items;
    expect(seen).toHaveLength(1);
    await ada.must(200, "DELETE", `/api/people/${miaId}/sessions/${seen[0].id}`);
    await mia.must(401, "GET", "/api/me");
    await ada.must(200, "GET", "/api/me");
  });

  it("end twelve hours after their last use, and a stream that is only open is no use", async () => {
    const { desk, mia } = await team(20);
    desk.clock.advance(11 * HOUR_MS);
    await mia.must(200, "GET", "/api/me");
    desk.clock.advance(11 * HOUR_MS);
    const stream = liveStream(desk, mia);
    desk.clock.advance(12 * HOUR_MS);
    expect(await stream).toContain("retry:");
    await mia.must(401, "GET", "/api/me");
  });

  it("end with the password, all but the one that changed it", async () => {
    const { desk, mia } = await team();
    const phone = visitor(desk);
    await phone.must(200, "POST", "/api/sign-in", { email: "mia@bobo.example", password: PASSWORD });
    const wrong = await mia.must(422, "POST", "/api/me/password", { current: "not the right one", next: NEW_PASSWORD });
    expect(wrong).toMatchObject({ code: "wrong-credentials", field: "current" });
    expect((await mia.must(422, "POST", "/api/me/password", { current: PASSWORD, next: "short" })).field).toBe("next");
    await mia.must(204, "POST", "/api/me/password", { current: PASSWORD, next: NEW_PASSWORD });
    await phone.must(401, "GET", "/api/me");
    await mia.must(200, "GET", "/api/me");
    await phone.must(422, "POST", "/api/sign-in", { email: "mia@bobo.example", password: PASSWORD });
    await phone.must(200, "POST", "/api/sign-in", { email: "mia@bobo.example", password: NEW_PASSWORD });
  });
});

describe("a reset", () => {
  it("ends what somebody had, and lets them choose anew, once", async () => {
    const { desk, ada, mia, miaId } = await team();
    await enrolled(desk, mia);
    const link = await ada.must(201, "POST", `/api/people/${miaId}/reset`, { secondFactor: true });
    await mia.must(401, "GET", "/api/me");
    const input = { secret: secretOf(link), password: NEW_PASSWORD };
    expect(await mia.must(200, "POST", "/api/links/look", { secret: input.secret })).toMatchObject({ kind: "reset" });
    expect(await mia.must(200, "POST", "/api/links/accept", input)).toEqual({ state: "signed-in" });
    expect(await mia.must(200, "GET", "/api/me")).toMatchObject({ name: "mia", role: "agent", secondFactor: "off" });
    await visitor(desk).must(404, "POST", "/api/links/accept", input);
  });

  it("leaves the second factor in place unless it was asked for", async () => {
    const { desk, ada, mia, miaId } = await team();
    await enrolled(desk, mia);
    const link = await ada.must(201, "POST", `/api/people/${miaId}/reset`, {});
    const input = { secret: secretOf(link), password: NEW_PASSWORD };
    expect(await mia.must(200, "POST", "/api/links/accept", input)).toEqual({ state: "second-factor" });
    await mia.must(401, "GET", "/api/me");
  });

  it("is for others: a stolen session or key changes nobody's own password or second factor", async () => {
    const { desk, ada } = await team();
    await enrolled(desk, ada);
    const adaId = await idOf(ada);
    const expiresAt = new Date(desk.clock.now() + DAY_MS).toISOString();
    const made = await ada.must(201, "POST", "/api/keys", { label: "x", scopes: ["people.manage"], expiresAt });
    for (const headers of [{}, { authorization: `Bearer ${made.key}` }])
      expect((await ada.ask("POST", `/api/people/${adaId}/reset`, { secondFactor: true }, headers)).status).toBe(409);
    expect(await ada.must(200, "GET", "/api/me")).toMatchObject({ secondFactor: "on" });
  });

  it("ends a sign-in that waits for its code, as does a changed password", async () => {
    const { desk, ada, mia, miaId } = await team();
    const { backupCodes } = await enrolled(desk, mia);
    const waiting = async (password: string) => {
      const thief = visitor(desk);
      await thief.must(200, "POST", "/api/sign-in", { email: "mia@bobo.example", password });
      return (code: string | undefined) =>
        thief.ask("POST", "/api/sign-in/second-factor", { code, factor: "backup" }).then(({ body }) => body.code);
    };
    const first = await waiting(PASSWORD);
    await mia.must(204, "POST", "/api/me/password", { current: PASSWORD, next: NEW_PASSWORD });
    expect(await first(backupCodes[0])).toBe("sign-in-again");
    const second = await waiting(NEW_PASSWORD);
    const link = await ada.must(201, "POST", `/api/people/${miaId}/reset`, {});
    await mia.must(200, "POST", "/api/links/accept", { secret: secretOf(link), password: PASSWORD });
    expect(await second(backupCodes[0])).toBe("sign-in-again");
  });
});

describe("roles", () => {
  it("hold at once, on requests and on streams that are open", async () => {
    const { desk, ada, mia, miaId } = await team();
    await mia.must(403, "GET", "/api/poisons");
    const stream = liveStream(desk, mia);
    await ada.must(200, "PATCH", `/api/people/${miaId}`, { role: "lead" });
    expect(await stream).toContain("retry:");
    await mia.must(200, "GET", "/api/poisons");
    await ada.must(200, "PATCH", `/api/people/${miaId}`, { role: "agent" });
    await mia.must(403, "GET", "/api/poisons");
  });

  it("never leave a team without an admin who can sign in", async () => {
    const { ada, miaId } = await team();
    const adaId = await idOf(ada);
    expect((await ada.must(409, "PATCH", `/api/people/${adaId}`, { role: "agent" })).detail).toContain("last admin");
    await ada.must(409, "PATCH", `/api/people/${adaId}`, { active: false });
    await ada.must(200, "PATCH", `/api/people/${miaId}`, { role: "admin" });
    await ada.must(200, "PATCH", `/api/people/${adaId}`, { role: "agent" });
    await ada.must(403, "GET", "/api/people");
  });
});

describe("somebody who leaves", () => {
  it("is out at once: sessions, keys, links and streams", async () => {
    const { desk, ada, mia, miaId } = await team();
    const key = createToken({ store: desk.store, actor: SYSTEM }, { name: "mia", role: "agent" });
    const bearer = { headers: { authorization: `Bearer ${key.token}` } };
    expect((await desk.api.request("/api/me", bearer)).status).toBe(200);
    const link = await ada.must(201, "POST", `/api/people/${miaId}/reset`, {});
    await mia.must(200, "POST", "/api/sign-in", { email: "mia@bobo.example", password: PASSWORD });
    const stream = liveStream(desk, mia);
    await ada.must(200, "PATCH", `/api/people/${miaId}`, { active: false });
    expect(await stream).not.toContain("person.deactivated");
    await mia.must(401, "GET", "/api/conversations");
    expect((await desk.api.request("/api/me", bearer)).status).toBe(401);
    await mia.must(404, "POST", "/api/links/accept", { secret: secretOf(link), password: NEW_PASSWORD });
    await mia.must(422, "POST", "/api/sign-in", { email: "mia@bobo.example", password: PASSWORD });
    await ada.must(409, "POST", `/api/people/${miaId}/reset`, {});
    const listed = (await ada.must(200, "GET", "/api/people")).items.find((one: { id: string }) => one.id === miaId);
    expect(listed).toMatchObject({ active: false, seenAt: null });
    await ada.must(200, "PATCH", `/api/people/${miaId}`, { active: true });
    await mia.must(200, "POST", "/api/sign-in", { email: "mia@bobo.example", password: PASSWORD });
    expect((await desk.api.request("/api/me", bearer)).status).toBe(401);
  });
});

describe("an admin who is one no more", () => {
  it.each([{ active: false }, { role: "agent" }])(
    "cannot come back by links that they made before (%j)",
    async (change) => {
      const { desk, ada, miaId } = await team();
      const eve = await joined(desk, "eve@bobo.example", "admin");
      const invited = await eve.must(201, "POST", "/api/invitations", { email: "eve@home.example", role: "admin" });
      const reset = await eve.must(201, "POST", `/api/people/${miaId}/reset`, { secondFactor: true });
      await ada.must(200, "PATCH", `/api/people/${await idOf(eve)}`, change);
      for (const link of [invited, reset])
        await visitor(desk).must(404, "POST", "/api/links/look", { secret: secretOf(link) });
      expect((await ada.must(200, "GET", "/api/invitations")).items).toEqual([]);
    },
  );
});

describe("API keys", () => {
  const inAWeek = (desk: Desk) => new Date(desk.clock.now() + 7 * DAY_MS).toISOString();
  const ask = async (desk: Desk, key: string, path: string) =>
    (await desk.api.request(path, { headers: { authorization: `Bearer ${key}` } })).status;

  it("do what their scopes say, until they end", async () => {
    const { desk, ada } = await team();
    const input = { label: "numbers", scopes: ["metrics.read"], expiresAt: inAWeek(desk) };
    const { id, key } = await ada.must(201, "POST", "/api/keys", input);
    expect(await ask(desk, key, "/metrics")).toBe(200);
    expect(await ask(desk, key, "/api/me")).toBe(200);
    expect(await ask(desk, key, "/api/conversations")).toBe(403);
    const mine = async () =>
      (await ada.must(200, "GET", "/api/keys")).items.find((one: { id: string }) => one.id === id);
    expect(await mine()).toMatchObject({ label: "numbers", scopes: ["metrics.read"], name: "ada", revokedAt: null });
    expect((await mine()).usedAt).not.toBeNull();
    await ada.must(204, "DELETE", `/api/keys/${id}`);
    expect(await ask(desk, key, "/metrics")).toBe(401);

    const other = await ada.must(201, "POST", "/api/keys", input);
    desk.clock.advance(7 * DAY_MS);
    expect(await ask(desk, other.key, "/metrics")).toBe(401);
  });

  it("never get more than their maker has, nor a person's own affairs", async () => {
    const { desk, ada, miaId } = await team();
    const make = (scopes: string[], expiresAt = inAWeek(desk)) =>
      ["POST", "/api/keys", { label: "x", scopes, expiresAt }] as const;
    expect((await ada.must(422, ...make(["self.manage"]))).field).toBe("scopes");
    expect((await ada.must(422, ...make(["metrics.read"], "2020-01-01T00:00:00Z"))).field).toBe("expiresAt");
    expect((await ada.must(422, ...make(["metrics.read"], "2100-01-01T00:00:00Z"))).field).toBe("expiresAt");
    const { key } = await ada.must(201, ...make(["keys.manage", "people.manage"]));
    const wider = await desk.api.request("/api/keys", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(make(["keys.manage"])[2]),
    });
    // Nor does a key make keys, whatever their scopes: a stolen one would renew itself.
    expect(wider.status).toBe(403);
    expect(await ask(desk, key, "/api/me/sessions")).toBe(403);
    expect(await ask(desk, desk.token, "/api/me/sessions")).toBe(403);
    await ada.must(200, "PATCH", `/api/people/${miaId}`, { role: "admin" });
    const adaId = await idOf(ada);
    await ada.must(200, "PATCH", `/api/people/${adaId}`, { role: "agent" });
    expect(await ask(desk, key, "/api/people")).toBe(403);
  });
});

it("leaves a log of ids and enums alone, whose chain holds", async () => {
  const { desk, ada, mia, miaId } = await team();
  await enrolled(desk, mia);
  await ada.must(200, "PATCH", `/api/people/${miaId}`, { role: "lead" });
  await ada.must(200, "PATCH", `/api/people/${miaId}`, { active: false });
  const rows = desk.store.db.select().from(event).all();
  expect(new Set(rows.map(({ type }) => type))).toEqual(
    new Set([
      "token.created",
      "invitation.created",
      "person.joined",
      "session.started",
      "factor.enrolled",
      "person.changed",
      "session.ended",
      "person.deactivated",
    ]),
  );
  expect(JSON.stringify(rows)).not.toMatch(/@|bobo|Mia\b/);
  expect(rows.find(({ type }) => type === "person.deactivated")?.actor).toBe(await idOf(ada));
  expect(verifyChain(desk.store).broken).toBeNull();
});
