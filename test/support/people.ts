/** People who sign in: a desk by real time, as better-auth reads it, and browsers that keep their cookies. */
import { SYSTEM } from "../../src/domain/actor.ts";
import type { Role } from "../../src/domain/status.ts";
import { firstAdminCode, invite } from "../../src/trust/people/links.ts";
import { authenticatorCode, PASSWORD } from "./authenticator.ts";
import { type Desk, openDesk } from "./desk.ts";
import { testClock, testStore } from "./store.ts";

export const ORIGIN = "http://localhost";

export function openTeam(overrides: Parameters<typeof openDesk>[0] = {}): Desk {
  return openDesk(overrides, testStore(testClock(Date.now())));
}

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any;
  headers: Headers;
}

export interface Visitor {
  cookies: Map<string, string>;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Sends it and expects that status; gives the body. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  must(status: number, method: string, path: string, body?: unknown): Promise<any>;
}

/** Somebody at a browser: our own pages, and a jar of cookies. */
export function visitor(desk: Pick<Desk, "api">): Visitor {
  const cookies = new Map<string, string>();
  const ask: Visitor["ask"] = async (method, path, body, headers = {}) => {
    const response = await desk.api.request(`${ORIGIN}${path}`, {
      method,
      headers: {
        origin: ORIGIN,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
    }
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
  };
  return {
    cookies,
    ask,
    async must(status, method, path, body) {
      const answer = await ask(method, path, body);
      if (answer.status !== status)
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}

/** Somebody who joined by an invitation, or as the first admin, and is signed in. */
export async function joined(desk: Desk, email: string, role: Role): Promise<Visitor> {
  const ctx = { store: desk.store, actor: SYSTEM };
  const { secret } = role === "admin" ? firstAdminCode(ctx) : invite(ctx, { email, role });
  const person = visitor(desk);
  const name = email.split("@")[0] ?? "";
  const input = { secret, name, password: PASSWORD, ...(role === "admin" ? { email } : {}) };
  await person.must(200, "POST", "/api/links/accept", input);
  return person;
}

/** Sets up an authenticator and gives its secret and backup codes. */
export async function enrolled(desk: Desk, person: Visitor): Promise<{ secret: string; backupCodes: string[] }> {
  const { secret, backupCodes } = await person.must(200, "POST", "/api/me/second-factor", { password: PASSWORD });
  const code = authenticatorCode(secret, desk.clock.now());
  await person.must(204, "POST", "/api/me/second-factor/confirm", { code });
  return { secret, backupCodes };
}
