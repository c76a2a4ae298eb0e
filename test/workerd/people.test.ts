import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { z } from "zod";
import { authenticatorCode, PASSWORD, STEP_MS } from "../support/authenticator.ts";

const ORIGIN = "https://people.test";
const Link = z.object({ url: z.string() });
const Enrolment = z.object({ secret: z.string(), backupCodes: z.array(z.string()) });

/** Somebody at a browser of the brand. */
function visitor() {
  const cookies = new Map<string, string>();
  return async (status: number, method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await exports.default.fetch(
      new Request(ORIGIN + path, {
        method,
        headers: {
          origin: ORIGIN,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
          "content-type": "application/json",
        },
        body: body === undefined ? null : JSON.stringify(body),
      }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const text = await response.text();
    if (response.status !== status) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
}

it("signs people in inside an object: first admin, authenticator, backup code, a session revoked", async () => {
  const door = await exports.default.fetch(
    new Request(`${ORIGIN}/setup/first-admin-code`, {
      method: "POST",
      headers: { authorization: "Bearer setup-secret-of-the-tests-0123456789" },
      body: "{}",
    }),
  );
  const { url } = Link.parse(await door.json());
  expect(url).toContain(`${ORIGIN}/welcome#`);
  const ada = visitor();
  const account = { name: "Ada", email: "ada@bobo.example", password: PASSWORD };
  await ada(200, "POST", "/api/links/accept", { secret: url.split("#")[1], ...account });
  expect(await ada(200, "GET", "/api/me")).toMatchObject({ name: "Ada", role: "admin", secondFactor: "off" });

  const enrolment = Enrolment.parse(await ada(200, "POST", "/api/me/second-factor", { password: PASSWORD }));
  const code = authenticatorCode(enrolment.secret, Date.now());
  await ada(204, "POST", "/api/me/second-factor/confirm", { code });

  const again = visitor();
  const signIn = { email: account.email, password: PASSWORD };
  expect(await again(200, "POST", "/api/sign-in", signIn)).toEqual({ state: "second-factor" });
  await again(422, "POST", "/api/sign-in/second-factor", { code, factor: "totp" });
  // The code of the next half minute is taken already now: clocks differ.
  const next = authenticatorCode(enrolment.secret, Date.now() + STEP_MS);
  await again(200, "POST", "/api/sign-in/second-factor", { code: next, factor: "totp" });

  const third = visitor();
  await third(200, "POST", "/api/sign-in", signIn);
  await third(200, "POST", "/api/sign-in/second-factor", { code: enrolment.backupCodes[0], factor: "backup" });
  expect(await third(200, "DELETE", "/api/me/sessions")).toEqual({ ended: 2 });
  await ada(401, "GET", "/api/me");
  await again(401, "GET", "/api/me");
  await third(200, "GET", "/api/people");
});
