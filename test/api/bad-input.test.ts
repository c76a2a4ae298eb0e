import { describe, expect, it } from "vitest";
import { openapiDocument } from "../../src/api/openapi.ts";
import { Problem } from "../../src/api/schemas.ts";
import { SESSION_COOKIE } from "../../src/api/cookies.ts";
import { ID_PREFIXES } from "../../src/domain/ids.ts";
import { createOpenLink, redeemOpenLink } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "../support/desk.ts";

interface Route {
  method: string;
  path: string;
  takesJson: boolean;
  permission: string;
}

type Operation = { requestBody?: { content: object }; "x-permission": string };

/** Every route of the document, so that a new one is tested as soon as it exists. */
function routesOf(desk: Desk): Route[] {
  const { paths = {} } = openapiDocument(desk.api, "0");
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      takesJson: operation.requestBody !== undefined && "application/json" in operation.requestBody.content,
      permission: operation["x-permission"],
    })),
  );
}

const desk = openDesk();
desk.write({ person: "ann" });
const routes = routesOf(desk);
const guarded = routes.filter((route) => route.permission !== "anybody");
const withId = guarded.filter((route) => route.path.includes("{id}"));
const withJson = guarded.filter((route) => route.takesJson);
const name = ({ method, path }: Route) => `${method} ${path}`;

/** What the word before a route's id means, where it is not simply the plural. */
const KINDS: Record<string, string> = {
  identities: "identity",
  deliveries: "delivery",
  media: "attachment",
  people: "agent",
  team: "agent",
  "official-contacts": "officialContact",
  keys: "token",
  notes: "message",
};

/** A well-formed id for a route; sessions have ids of their own kind. */
function idFor(path: string, number: number): string {
  const word = /\/([a-z-]+)\/\{id\}/.exec(path)?.[1] ?? "";
  if (word === "sessions") return `ses_${number}`;
  const prefixes: Record<string, string> = ID_PREFIXES;
  return `${prefixes[KINDS[word] ?? word.replace(/s$/, "")] ?? `no prefix for ${path}`}_${number}`;
}

/** What only a person may do is asked with the session of one, all else with the key of an admin. */
const session = redeemOpenLink(desk.store, createOpenLink(desk.store, { name: "Lin", role: "admin" }).secret);
function signedIn({ permission }: Route): Record<string, string> {
  return permission === "self.manage"
    ? { cookie: `${SESSION_COOKIE}=${session}`, origin: "http://localhost" }
    : { authorization: `Bearer ${desk.token}` };
}

/** Bodies that pass each schema, so that only the id is wrong. */
const GOOD_BODIES: Record<string, object> = {
  "/api/messages/{id}": { text: "x" },
  "/api/messages/{id}/reactions": { emoji: "👍" },
  "/api/messages/{id}/hide": { hidden: true },
  "/api/conversations/{id}": { priority: "high" },
  "/api/conversations/{id}/replies": { text: "x" },
  "/api/conversations/{id}/notes": { text: "x" },
  "/api/notes/{id}": { text: "x" },
  "/api/conversations/{id}/drafts/{mode}": { text: "x", version: null },
  "/api/conversations/{id}/hand-over": { assigneeId: "agt_1", note: "x" },
  "/api/deliveries/{id}/schedule": { sendAt: null },
  "/api/team/{id}": { capacity: 3 },
  "/api/deliveries/{id}/resolve": { as: "retry" },
  "/api/contacts/{id}/merge": { contactId: "ctc_1" },
  "/api/contacts/{id}/unmerge": { identityId: "idn_1" },
  "/api/identities/{id}/block": { blocked: true },
  "/api/people/{id}": { role: "lead" },
  "/api/people/{id}/reset": { secondFactor: true },
  "/api/official-contacts/{id}": { name: "x" },
  "/api/labels/{id}": { color: "red" },
  "/api/labels/{id}/merge": { intoId: "lbl_1" },
  "/api/answers/{id}": { name: "x", texts: { en: "x" } },
  "/api/macros/{id}": { name: "x", actions: [{ do: "status", to: "closed" }] },
  "/api/rules/{id}": { name: "x", trigger: { on: "message" }, actions: [{ do: "status", to: "closed" }] },
  "/api/rules/{id}/switch": { on: false },
  "/api/rules/{id}/move": { to: 1 },
  "/api/macros/{id}/run": { conversationId: "cnv_1" },
  "/api/webhooks/{id}": { state: "active" },
  "/api/webhooks/{id}/secret": { overlapHours: 1 },
  "/api/webhooks/{id}/replay": { sinceSeq: 1 },
  "/api/accounts/{id}": { name: "x" },
  "/api/accounts/{id}/hours": { hours: null },
  "/api/accounts/{id}/targets": { targets: null },
  "/api/accounts/{id}/satisfaction": { afterMinutes: null },
  "/api/topics/{id}": { name: "x" },
  "/api/views/{id}": { name: "x" },
  "/api/publications/{id}": { edition: 1 },
  "/api/publications/{id}/put-back": { edition: 1, removals: [0] },
  "/api/publications/{id}/ask-consent": { edition: 1 },
  "/api/publications/{id}/submit": { edition: 1 },
  "/api/publications/{id}/return": { edition: 1 },
  "/api/publications/{id}/publish": { edition: 1 },
  "/api/publications/{id}/posts": { accountId: "acc_1", place: "@x" },
  "/api/publications/{id}/posts/preview": { accountId: "acc_1", place: "@x" },
  "/api/posts/{id}/parts": { position: 1, fate: "there" },
  "/api/comments/{id}": { state: "shown" },
  "/api/accounts/{id}/import": { since: "2026-10-01T00:00:00Z" },
};

async function problem(response: Response, status: number): Promise<{ code: string; field?: string | undefined }> {
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.stringContaining("code")]);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const parsed = Problem.parse(JSON.parse(text));
  expect(parsed.status).toBe(status);
  expect(text).not.toMatch(/node_modules|\.ts:\d|SQLITE|select /);
  return parsed;
}
const withIds = (path: string, id: string) =>
  path.replace("{id}", id).replace("{number}", "1").replace("{sessionId}", "x").replace("{mode}", "note");
const concrete = (path: string) => withIds(path, idFor(path, 1));

describe("every guarded route", () => {
  it("is covered", () => {
    expect(guarded.length).toBeGreaterThan(30);
    expect(withId.filter((route) => !/^[a-z]{3}_1$/.test(idFor(route.path, 1))).map(name)).toEqual([]);
    expect(withId.filter((route) => route.takesJson && !(route.path in GOOD_BODIES)).map(name)).toEqual([]);
  });

  it.each(guarded.map((route) => [name(route), route] as const))("%s asks who is there", async (_, route) => {
    const response = await desk.api.request(concrete(route.path), { method: route.method });
    expect((await problem(response, 401)).code).toBe("unauthorized");
    const wrong = await desk.api.request(concrete(route.path), {
      method: route.method,
      headers: { authorization: "Bearer parley_wrong" },
    });
    expect((await problem(wrong, 401)).code).toBe("unauthorized");
  });

  it.each(withId.map((route) => [name(route), route] as const))(
    "%s answers 404 for ids that are not",
    async (_, route) => {
      const body = route.takesJson ? GOOD_BODIES[route.path] : undefined;
      for (const id of [idFor(route.path, 999_999), "7", "zzz_1", "%00", "cnv_1e3", "-1"]) {
        const response = await desk.api.request(`http://localhost${withIds(route.path, id)}`, {
          method: route.method,
          headers: { ...signedIn(route), ...(body ? { "content-type": "application/json" } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        expect((await problem(response, 404)).code).toBe("not-found");
      }
    },
  );

  it.each(withJson.map((route) => [name(route), route] as const))(
    "%s refuses bodies that do not fit",
    async (_, route) => {
      const send = (body: string, type = "application/json") =>
        desk.api.request(concrete(route.path), {
          method: route.method,
          headers: { ...signedIn(route), "content-type": type },
          body,
        });
      expect((await problem(await send('{"text": '), 400)).code).toBe("malformed");
      await problem(await send(""), 400);
      for (const body of ["[]", "null", "3", '"text"'])
        expect((await problem(await send(body), 422)).code).toBe("invalid");
      expect(await problem(await send('{"misspelt": 1}'), 422)).toMatchObject({ code: "invalid" });
      const wrongTypes = Object.fromEntries(
        [
          "text",
          "as",
          "emoji",
          "hidden",
          "contactId",
          "identityId",
          "blocked",
          "status",
          "platform",
          "since",
          "name",
        ].map((field) => [field, { nested: [1] }]),
      );
      const { code, field } = await problem(await send(JSON.stringify(wrongTypes)), 422);
      expect([code, field]).toEqual(["invalid", expect.stringMatching(/^[a-zA-Z]+$/)]);
      // Of a browser's session a form is taken for a foreign page's.
      const [status, refusal]: [number, string] =
        "cookie" in signedIn(route) ? [403, "forbidden"] : [415, "unsupported-media-type"];
      const form = await send("text=x", "application/x-www-form-urlencoded");
      expect((await problem(form, status)).code).toBe(refusal);
      expect((await problem(await send(JSON.stringify({ text: "x".repeat(1_100_000) })), 413)).code).toBe("too-large");
    },
  );
});

describe("bad input", () => {
  it("in a query names the field", async () => {
    const field = async (path: string) => (await problem(await desk.ask("GET", path), 422)).field;
    expect(await field("/api/conversations?status=asleep")).toBe("status");
    expect(await field("/api/conversations?status=open,,closed")).toBe("status");
    expect(await field("/api/conversations?platform=myspace")).toBe("platform");
    expect(await field("/api/conversations?kind=secret")).toBe("kind");
    expect(await field("/api/conversations?limit=0")).toBe("limit");
    expect(await field("/api/conversations?limit=1000")).toBe("limit");
    expect(await field("/api/conversations?limit=ten")).toBe("limit");
    expect(await field("/api/conversations?cursor=nonsense!")).toBe("cursor");
    expect(await field("/api/conversations?accountId=7")).toBe("accountId");
    expect(await field("/api/conversations?assigneeId=cnv_7")).toBe("assigneeId");
    expect(await field(`/api/conversations?q=${"x".repeat(201)}`)).toBe("q");
    expect(await field("/api/conversations/cnv_1/messages?cursor=%00")).toBe("cursor");
    expect(await field("/api/search")).toBe("q");
    expect(await field("/api/search?q=x&cursor=abc")).toBe("cursor");
    expect(await field("/api/events?lastEventId=abc")).toBe("Last-Event-ID");
  });

  it("that finds nothing is no error", async () => {
    for (const q of ["，。", '" OR body:', "*", "NEAR(", "助记词丢了怎么办", "'; drop table message"])
      expect(await desk.get(`/api/search?q=${encodeURIComponent(q)}`)).toEqual({ items: [], nextCursor: null });
  });

  it("in a reply names the field", async () => {
    const field = async (body: object) =>
      (await problem(await desk.ask("POST", "/api/conversations/cnv_1/replies", body), 422)).field;
    expect(await field({ text: "  \n" })).toBe("text");
    expect(await field({ text: "x".repeat(40_001) })).toBe("text");
    expect(await field({ text: "x", uploads: ["med_1"] })).toBe("uploads");
    expect(await field({ text: "x", inReplyTo: "7" })).toBe("inReplyTo");
    expect(await field({ text: "x", seenSeq: "7" })).toBe("seenSeq");
    expect(await field({ text: "x", seenseq: 7 })).toBe("seenseq");
  });

  it("in the name of an upload is a secret, which is masked", async () => {
    const phrase = "scheme spot photo card baby mountain device kick cradle pact join borrow";
    const data = new FormData();
    data.set("file", new File(["%PDF-1.7"], `${phrase}.pdf`, { type: "application/pdf" }));
    const answer = await desk.ask("POST", "/api/uploads", data);
    expect(await answer.json()).toMatchObject({ name: "⟦seedPhrase⟧.pdf" });
  });

  it("in an upload is refused", async () => {
    const send = (body: FormData | string, type?: string) =>
      desk.api.request("/api/uploads", {
        method: "POST",
        headers: { authorization: `Bearer ${desk.token}`, ...(type ? { "content-type": type } : {}) },
        body,
      });
    const form = (value: File | string) => {
      const data = new FormData();
      data.set("file", value);
      return data;
    };
    expect((await problem(await send(form("text")), 422)).field).toBe("file");
    expect((await problem(await send(form(new File([], "a.png"))), 422)).field).toBe("file");
    expect((await problem(await send(new FormData()), 422)).field).toBe("file");
    await problem(await send("{}", "application/json"), 415);
    await problem(await send("garbage", "multipart/form-data; boundary=x"), 400);
    const large = new File([new Uint8Array(25 * 1024 * 1024 + 70_000)], "large.bin");
    await problem(await send(form(large)), 413);
    const part = '--x\r\ncontent-disposition: form-data; name="file"\r\n\r\n\r\n';
    const began = performance.now();
    await problem(await send(part.repeat(400_000), "multipart/form-data; boundary=x"), 413);
    // Reading them all takes seconds.
    expect(performance.now() - began).toBeLessThan(1_000);
    const justOver = new File([new Uint8Array(25 * 1024 * 1024 + 1)], "over.bin");
    await problem(await send(form(justOver)), 413);
  });

  it("to a webhook has its own limit", async () => {
    const send = (size: number) => desk.api.request("/webhooks/app_1", { method: "POST", body: new Uint8Array(size) });
    expect(await problem(await send(5 * 1024 * 1024 + 1), 413)).toMatchObject({ code: "too-large" });
    expect(await problem(await send(2 * 1024 * 1024), 404)).toMatchObject({ code: "not-found" });
  });

  it("nowhere leads to a problem too", async () => {
    expect(await problem(await desk.ask("GET", "/api/nothing"), 404)).toMatchObject({ code: "not-found" });
    expect(await problem(await desk.ask("GET", "/nothing"), 404)).toMatchObject({ code: "not-found" });
    expect(await problem(await desk.ask("POST", "/api/nothing", {}), 404)).toMatchObject({ code: "not-found" });
  });

  it("by a wrong method is told the right ones", async () => {
    const response = await desk.ask("PUT", "/api/conversations/cnv_1", {});
    expect(response.headers.get("allow")).toBe("GET, HEAD, PATCH");
    expect(await problem(response, 405)).toMatchObject({ code: "method-not-allowed" });
  });
});

describe("faults on our side", () => {
  const broken = (error: Error) => {
    const logged: string[] = [];
    const log = {
      debug() {},
      info() {},
      warn() {},
      error: (event: string, fields?: object) => void logged.push(event + JSON.stringify(fields)),
    };
    const receive = async () => {
      throw error;
    };
    return { desk: openDesk({ receive, log }), logged };
  };
  const fails = async (error: Error, status: number) => {
    const { desk, logged } = broken(error);
    const answer = await problem(await desk.api.request("/webhooks/app_1", { method: "POST", body: "{}" }), status);
    return { answer, logged };
  };

  it("say nothing of the inside", async () => {
    const { answer, logged } = await fails(new Error("token 12345 leaked"), 500);
    expect(answer.code).toBe("internal");
    expect(JSON.stringify(answer) + logged.join("")).not.toContain("12345");
    expect(logged).toHaveLength(1);
  });

  it("name a full disk and a held database, also where drizzle wraps them", async () => {
    const of = (code: string) => new Error("Failed query", { cause: Object.assign(new Error(code), { code }) });
    expect((await fails(of("SQLITE_FULL"), 507)).answer.code).toBe("disk-full");
    expect((await fails(of("SQLITE_BUSY"), 503)).answer.code).toBe("busy");
  });
});

it.each([
  'multipart/form-data; x="; boundary=counted"; boundary=split',
  'multipart/form-data; boundary="a\\"b"',
  "multipart/form-data; boundary=counted; boundary=split",
  "multipart/form-data",
])("an upload as %s, which two readers could understand differently, is refused", async (type) => {
  const own = openDesk();
  const headers = { authorization: `Bearer ${own.token}`, "content-type": type };
  const body = "--split\r\n\r\n".repeat(50);
  expect((await own.api.request("/api/uploads", { method: "POST", headers, body })).status).toBe(415);
});
