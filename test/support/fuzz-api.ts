/** Sends made-up requests as everybody: nothing breaks, nothing leaks, and what is refused changes nothing. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { sql } from "drizzle-orm";
import { SYSTEM } from "../../src/domain/actor.ts";
import { openapiDocument } from "../../src/api/openapi.ts";
import type { Log } from "../../src/domain/log.ts";
import type { Role } from "../../src/domain/status.ts";
import type { Store } from "../../src/store/db.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "./desk.ts";
import { type FuzzRequest, type FuzzRoute, fuzzRoutes, requestsTo } from "./fuzz.ts";

const ROLES = ["nobody", "wrong", "agent", "lead", "admin"] as const;

export interface Stage {
  desk: Desk;
  /** What the API itself called unexpected. */
  faults: string[];
}

/** People, talk, an attachment, a failed send and a token for each role. */
export function fuzzStage(): Stage {
  const faults: string[] = [];
  const note = (event: string, fields: object = {}) => faults.push(`${event} ${JSON.stringify(fields)}`);
  const log: Log = { debug() {}, info() {}, warn() {}, error: note };
  const desk = openDesk({ log });
  desk.write({ person: "ann", text: "hello" });
  desk.write({ person: "ben", platform: "telegram", text: "你好" });
  desk.write({ person: "cat", platform: "discord", kind: "public", text: "<script>alert(1)</script>" });
  return { desk, faults };
}

/** New ones for each route, since a route may have ended the others. */
function tokens({ store }: Desk): Record<(typeof ROLES)[number], string | null> {
  const make = (role: Role) => createToken({ store, actor: SYSTEM }, { name: role, role }).token;
  return { nobody: null, wrong: "parley_wrong", agent: make("agent"), lead: make("lead"), admin: make("admin") };
}

export const routesToFuzz = (): FuzzRoute[] => fuzzRoutes(openapiDocument(fuzzStage().desk.api, "0"));

const LEAKS =
  /node_modules|\.ts:\d|\bat (async )?\w+ \(|SQLITE_|SqliteError|ZodError|TypeError|\b(select|insert into|update) .{0,80}\b(from|values|set)\b|sealed-(app|user)-secret/i;

/** Gives how many were answered. Throws where one of `runs` requests to the route, each as every role, does what none may do. */
export async function fuzzRoute(
  { desk, faults }: Stage,
  route: FuzzRoute,
  { runs, seed }: { runs: number; seed: number },
): Promise<number> {
  const secrets = tokens(desk);
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ROLES), requestsTo(route), async (role, request) => {
      const before = digests(desk.store);
      const { status, text } = await ask(desk, request, secrets[role]);
      answered += 1;
      const where = `${role} ${request.method} ${request.url.slice(0, 200)}: ${status} ${text.slice(0, 300)}`;
      if (status >= 500) throw new Error(`${where} ${faults.at(-1) ?? ""}`);
      const leak = LEAKS.exec(text)?.[0] ?? held(text, Object.values(secrets));
      if (leak !== null && !request.url.includes(encodeURIComponent(leak)) && isApi(route))
        throw new Error(`${where} gives away ${leak}`);
      if (status < 400) return;
      const changed = differences(before, digests(desk.store));
      if (changed.length > 0 && !isRefusedReply(text)) throw new Error(`${where} changed ${changed.join(", ")}`);
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  return answered;
}

/** The document describes these words itself. */
const isApi = ({ path }: FuzzRoute) => path !== "/openapi.json" && path !== "/docs";

function held(text: string, secrets: (string | null)[]): string | null {
  return secrets.find((secret) => secret !== null && secret !== "parley_wrong" && text.includes(secret)) ?? null;
}

/** That somebody tried to ask for a secret is kept, by design. */
const isRefusedReply = (text: string) => text.includes("reply-refused") || text.includes('"refused"');

async function ask({ api }: Desk, request: FuzzRequest, secret: string | null) {
  const headers = { ...request.headers, ...(secret === null ? {} : { authorization: `Bearer ${secret}` }) };
  const response = await api.request(request.url, { method: request.method, headers, body: request.body });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}

/** When a token was last used, and how often somebody failed to sign in, may change with a refusal. */
const COUNTS = new Set(["token", "session", "sign_in_failure", "auth_rate_limit"]);

/** Of each table, and thereby of the log's head. */
function digests(store: Store): Map<string, string> {
  const names = store.db.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
  );
  return new Map(
    names
      .filter(({ name }) => !COUNTS.has(name) && !name.includes("search"))
      .map(({ name }) => {
        const rows = store.db.all(sql`select * from ${sql.identifier(name)}`);
        return [name, createHash("sha256").update(JSON.stringify(rows)).digest("hex")];
      }),
  );
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].flatMap(([name, digest]) => (before.get(name) === digest ? [] : [name]));
}
