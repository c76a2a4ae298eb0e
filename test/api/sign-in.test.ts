import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { authSession, authTwoFactor, event, personLink } from "../../src/store/schema.ts";
import { firstAdminCode } from "../../src/trust/people/links.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import type { Desk } from "../support/desk.ts";
import { authenticatorCode, PASSWORD, STEP_MS } from "../support/authenticator.ts";
import { enrolled, joined, openTeam, visitor } from "../support/people.ts";

const signIn = (email: string, password = PASSWORD) => ["POST", "/api/sign-in", { email, password }] as const;
const types = (desk: Desk) =>
  desk.store.db
    .select({ type: event.type })
    .from(event)
    .all()
    .map(({ type }) => type);

describe("the first admin", () => {
  it("comes in by a code that the program made, once, and never without one", async () => {
    const desk = openTeam();
    const { secret } = firstAdminCode({ store: desk.store, actor: SYSTEM });
    const ada = visitor(desk);
    expect(await ada.must(200, "POST", "/api/links/look", { secret })).toEqual({
      kind: "firstAdmin",
      email: null,
      role: "admin",
    });
    const input = { secret, name: "Ada", email: "Ada@bobo.example", password: PASSWORD };
    expect(await ada.must(200, "POST", "/api/links/accept", input)).toEqual({ state: "signed-in" });
    expect(await ada.must(200, "GET", "/api/me")).toMatchObject({
      name: "Ada",
      role: "admin",
      email: "ada@bobo.example",
      secondFactor: "off",
    });
    await visitor(desk).must(404, "POST", "/api/links/accept", { ...input, email: "eve@bobo.example" });
    await visitor(desk).must(404, "POST", "/api/links/accept", { ...input, secret: "guess" });
    expect(types(desk)).toEqual(expect.arrayContaining(["person.joined", "session.started"]));
    const kept = JSON.stringify([
      desk.store.db.select().from(personLink).all(),
      desk.store.db.select().from(event).all(),
    ]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain("ada@bobo.example");
  });

  it("finds a field named that is missing, and a link that still works", async () => {
    const desk = openTeam();
    const { secret } = firstAdminCode({ store: desk.store, actor: SYSTEM });
    const ada = visitor(desk);
    const fields = async (input: object) =>
      (await ada.must(422, "POST", "/api/links/accept", { secret, ...input })).field;
    expect(await fields({ email: "a@b.example", password: PASSWORD })).toBe("name");
    expect(await fields({ name: "Ada", password: PASSWORD })).toBe("email");
    for (const password of [
      "short",
      "password1234",
      "P@ssw0rd 2024!!",
      "aaaaaaaaaaaaaa",
      "qwertyuiopas",
      "Ada Ada Ada Ada",
    ])
      expect(await fields({ name: "Ada", email: "a@b.example", password })).toBe("password");
    await ada.must(200, "POST", "/api/links/accept", { secret, name: "Ada", email: "a@b.example", password: PASSWORD });
  });

  it("is too late after a day", async () => {
    const desk = openTeam();
    const { secret } = firstAdminCode({ store: desk.store, actor: SYSTEM });
    desk.clock.advance(24 * HOUR_MS);
    expect((await visitor(desk).ask("POST", "/api/links/look", { secret })).status).toBe(404);
  });
});

describe("signing in", () => {
  it("tells nobody which of the two was wrong, nor who exists", async () => {
    const desk = openTeam();
    await joined(desk, "ada@bobo.example", "admin");
    const wrong = await visitor(desk).ask(...signIn("ada@bobo.example", "something else entirely"));
    const unknown = await visitor(desk).ask(...signIn("nobody@bobo.example"));
    expect(wrong.status).toBe(422);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.body).toMatchObject({ code: "wrong-credentials", field: "password" });
    await visitor(desk).must(200, ...signIn(" ADA@bobo.example".trim()));
  });

  it("works from our own pages only", async () => {
    const desk = openTeam();
    await joined(desk, "ada@bobo.example", "admin");
    for (const origin of ["https://evil.example", "null"])
      expect((await visitor(desk).ask(...signIn("ada@bobo.example"), { origin })).status).toBe(403);
    const plain = { "content-type": "text/plain" };
    expect((await visitor(desk).ask(...signIn("ada@bobo.example"), plain)).status).toBe(415);
  });

  it("gives a cookie that no script, no other site and, under HTTPS, no other host can touch", async () => {
    const desk = openTeam();
    await joined(desk, "ada@bobo.example", "admin");
    const response = await desk.api.request("https://inbox.bobo.example/api/sign-in", {
      method: "POST",
      headers: { origin: "https://inbox.bobo.example", "content-type": "application/json" },
      body: JSON.stringify({ email: "ada@bobo.example", password: PASSWORD }),
    });
    expect(response.headers.get("set-cookie")).toMatch(
      /^__Host-parley_session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("does so too behind a proxy that passes on neither the host nor the protocol", async () => {
    const { accounts } = openTeam().deps;
    const behind = openTeam({ accounts: { ...accounts, publicUrl: "https://inbox.bobo.example" } });
    await joined(behind, "ada@bobo.example", "admin");
    const signed = await behind.api.request("http://127.0.0.1:7100/api/sign-in", {
      method: "POST",
      headers: { origin: "https://inbox.bobo.example", "content-type": "application/json" },
      body: JSON.stringify({ email: "ada@bobo.example", password: PASSWORD }),
    });
    const cookie = signed.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(signed.headers.get("set-cookie")).toMatch(/^__Host-parley_session=[^;]+;.* Secure;/);
    const answer = await behind.api.request("http://127.0.0.1:7100/api/me", { headers: { cookie } });
    expect(answer.status).toBe(200);
  });

  it("cannot be forged with what the database holds", async () => {
    const desk = openTeam();
    await joined(desk, "ada@bobo.example", "admin");
    const { token } = desk.store.db.select().from(authSession).get() ?? { token: "" };
    const thief = visitor(desk);
    for (const value of [token, `${token}.`, `${token}.AAAA`, `x.${token}`]) {
      thief.cookies.set("parley_session", encodeURIComponent(value));
      expect((await thief.ask("GET", "/api/me")).status).toBe(401);
    }
  });

  it("is slowed down for a guesser, who then learns nothing even with the right password", async () => {
    const desk = openTeam({ addressOf: (c) => c.req.header("x-test-address") ?? "198.51.100.1" });
    await joined(desk, "ada@bobo.example", "admin");
    const guesser = visitor(desk);
    for (let n = 0; n < 5; n += 1) await guesser.must(422, ...signIn("ada@bobo.example", `guess number ${n} of many`));
    const refused = await guesser.ask(...signIn("ada@bobo.example"));
    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe("too-many-attempts");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(types(desk)).toContain("sign-in.throttled");
    // Ada herself sits elsewhere.
    const elsewhere = { "x-test-address": "203.0.113.9" };
    expect((await visitor(desk).ask(...signIn("ada@bobo.example"), elsewhere)).status).toBe(200);
    desk.clock.advance(15 * MINUTE_MS + 1);
    await guesser.must(200, ...signIn("ada@bobo.example"));
  });
});

describe("a second factor", () => {
  it("is asked for once it is set up, and takes each code once", async () => {
    const desk = openTeam();
    const ada = await joined(desk, "ada@bobo.example", "admin");
    const before = ada.cookies.get("parley_session");
    const { secret } = await enrolled(desk, ada);
    expect(ada.cookies.get("parley_session")).not.toBe(before);
    expect(await ada.must(200, "GET", "/api/me")).toMatchObject({ secondFactor: "on" });
    const code = () => authenticatorCode(secret, desk.clock.now());

    const again = visitor(desk);
    expect(await again.must(200, ...signIn("ada@bobo.example"))).toEqual({ state: "second-factor" });
    await again.must(401, "GET", "/api/me");
    const used = await again.must(422, "POST", "/api/sign-in/second-factor", { code: code(), factor: "totp" });
    expect(used).toMatchObject({ code: "wrong-code", field: "code" });
    desk.clock.advance(STEP_MS);
    await again.must(200, "POST", "/api/sign-in/second-factor", { code: code(), factor: "totp" });
    await again.must(200, "GET", "/api/me");

    const replay = visitor(desk);
    await replay.must(200, ...signIn("ada@bobo.example"));
    await replay.must(422, "POST", "/api/sign-in/second-factor", { code: code(), factor: "totp" });
    const kept = JSON.stringify(desk.store.db.select().from(authTwoFactor).all());
    expect(kept).not.toContain(secret);
  });

  it("takes a code once even when it comes twice at the same time", async () => {
    const desk = openTeam();
    const { secret } = await enrolled(desk, await joined(desk, "ada@bobo.example", "admin"));
    desk.clock.advance(STEP_MS);
    const both = [visitor(desk), visitor(desk)];
    for (const one of both) await one.must(200, ...signIn("ada@bobo.example"));
    const body = { code: authenticatorCode(secret, desk.clock.now()), factor: "totp" };
    const answers = await Promise.all(both.map((one) => one.ask("POST", "/api/sign-in/second-factor", body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 422]));
  });

  it("can be replaced by a backup code, each good once", async () => {
    const desk = openTeam();
    const { backupCodes } = await enrolled(desk, await joined(desk, "ada@bobo.example", "admin"));
    expect(new Set(backupCodes).size).toBe(10);
    const body = { code: backupCodes[3], factor: "backup" };
    const first = visitor(desk);
    await first.must(200, ...signIn("ada@bobo.example"));
    await first.must(200, "POST", "/api/sign-in/second-factor", body);
    const second = visitor(desk);
    await second.must(200, ...signIn("ada@bobo.example"));
    await second.must(422, "POST", "/api/sign-in/second-factor", body);
    const { backupCodes: renewed } = await first.must(200, "POST", "/api/me/second-factor/codes", {
      password: PASSWORD,
    });
    await second.must(422, "POST", "/api/sign-in/second-factor", { code: backupCodes[4], factor: "backup" });
    await second.must(200, "POST", "/api/sign-in/second-factor", { code: renewed[0], factor: "backup" });
  });

  it("cannot be guessed: five wrong codes and the password is asked for again, then nobody gets in for a while", async () => {
    const desk = openTeam();
    const { secret } = await enrolled(desk, await joined(desk, "ada@bobo.example", "admin"));
    desk.clock.advance(STEP_MS);
    const thief = visitor(desk);
    await thief.must(200, ...signIn("ada@bobo.example"));
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const code = String(n).padStart(6, "0");
      statuses.push((await thief.ask("POST", "/api/sign-in/second-factor", { code, factor: "totp" })).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 429, 429]);
    await thief.must(429, ...signIn("ada@bobo.example"));
    expect(authenticatorCode(secret, desk.clock.now())).toMatch(/^\d{6}$/);
  });

  it("needs the password to set up and to remove", async () => {
    const desk = openTeam();
    const ada = await joined(desk, "ada@bobo.example", "admin");
    const wrong = { password: "not the right password" };
    await ada.must(422, "POST", "/api/me/second-factor", wrong);
    await enrolled(desk, ada);
    await ada.must(409, "POST", "/api/me/second-factor", { password: PASSWORD });
    await ada.must(422, "DELETE", "/api/me/second-factor", wrong);
    await ada.must(204, "DELETE", "/api/me/second-factor", { password: PASSWORD });
    expect(await visitor(desk).must(200, ...signIn("ada@bobo.example"))).toEqual({ state: "signed-in" });
  });

  it("is all that somebody may do where everybody must have one", async () => {
    const desk = openTeam({ secondFactorRequired: true });
    const ada = await joined(desk, "ada@bobo.example", "admin");
    expect(await ada.must(200, "GET", "/api/me")).toMatchObject({ secondFactor: "required" });
    for (const path of ["/api/conversations", "/api/people", "/api/events", "/api/agents"])
      await ada.must(403, "GET", path);
    await enrolled(desk, ada);
    expect(await ada.must(200, "GET", "/api/me")).toMatchObject({ secondFactor: "on" });
    await ada.must(200, "GET", "/api/conversations");
    await ada.must(403, "DELETE", "/api/me/second-factor", { password: PASSWORD });
  });
});
