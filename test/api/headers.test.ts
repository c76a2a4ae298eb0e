/** What every answer tells a browser, whatever it is, and which requests of a browser are not ours. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createOpenLink, redeemOpenLink } from "../../src/trust/tokens.ts";
import { openDesk } from "../support/desk.ts";

const desk = openDesk();
desk.write({ person: "ann" });
const PAGE = { authorization: `Bearer ${desk.token}`, accept: "text/html" };

const ANSWERS: [string, string, RequestInit][] = [
  ["an answer of the API", "/api/conversations", { headers: PAGE }],
  ["nobody signed in", "/api/conversations", {}],
  ["nothing there", "/nowhere.js", {}],
  ["a wrong method", "/api/conversations", { method: "PUT", headers: PAGE }],
  ["a body that is too large", "/api/settings/outbound-links", { method: "PUT", body: "x".repeat(2 ** 20 + 1) }],
  ["a file that is gone", "/api/media/med_1", { headers: PAGE }],
  ["the documentation", "/docs", {}],
  ["its style", "/docs/style.css", {}],
  ["the document", "/openapi.json", {}],
  ["a spent link", "/open/nothing", {}],
  ["a webhook", "/webhooks/app_9", { method: "POST", body: "{}" }],
  ["health", "/healthz", {}],
];

describe.each(ANSWERS)("%s (%s)", (_, path, init) => {
  it("runs nothing of others, is framed by nobody and stays what it is", async () => {
    const { headers } = await desk.api.request(path, init);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|script-src [^;]*(\*|https?:)/);
    expect(policy).toMatch(/sandbox|object-src 'none'; base-uri 'none'; form-action 'self'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("access-control-allow-origin")).toBe(null);
    expect(headers.get("strict-transport-security")).toBe(null);
  });

  it("is asked for by HTTPS only, once it was", async () => {
    const { headers } = await desk.api.request(`https://inbox.bobo.example${path}`, init);
    expect(headers.get("strict-transport-security")).toBe("max-age=63072000");
  });
});

it.each([
  "/api/conversations",
  "/api/me",
  "/api/people",
  "/api/nothing",
  "/api/media/med_1",
  "/metrics",
  "/open/nothing",
])("%s is kept by no cache, whoever asks", async (path) => {
  for (const init of [{ headers: PAGE }, {}])
    expect((await desk.api.request(path, init)).headers.get("cache-control")).toBe("no-store");
});

it("the Worker's own files carry the same", async () => {
  const { headers } = await desk.api.request("https://inbox.bobo.example/healthz");
  const lines = readFileSync(new URL("../../src/web/public/_headers", import.meta.url), "utf8").matchAll(
    /^ {2}(.+?): (.+)$/gm,
  );
  const given = [...lines].filter(([, name]) => name !== "Cache-Control");
  expect(given).toHaveLength(4);
  for (const [, name = "", value] of given) expect([name, headers.get(name)]).toEqual([name, value]);
});

describe("a change by cookie", () => {
  const { secret } = createOpenLink(desk.store, { name: "Ada", role: "admin" });
  const cookie = `parley_session=${redeemOpenLink(desk.store, secret)}`;
  const file = () => {
    const form = new FormData();
    form.set("file", new File(["hello"], "a.txt", { type: "text/plain" }));
    return form;
  };
  const ask = async (headers: Record<string, string>, body: string | FormData) => {
    const json = typeof body === "string" && !("content-type" in headers) ? { "content-type": "application/json" } : {};
    const path = typeof body === "string" ? "/api/conversations/cnv_1/notes" : "/api/uploads";
    const sent = { cookie, ...json, ...headers };
    return (await desk.api.request(path, { method: "POST", headers: sent, body })).status;
  };
  const note = JSON.stringify({ text: "x" });

  it.each([
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "http://localhost.evil.example" },
    { origin: "https://localhost" },
    { origin: "" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "none" },
    // The origin decides where there is one.
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  ])("from %j is refused, as JSON and with a file", async (headers) => {
    const events = desk.store.q.lastEvent.get()?.seq;
    expect([await ask(headers, note), await ask(headers, file())]).toEqual([403, 403]);
    expect(desk.store.q.lastEvent.get()?.seq).toBe(events);
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "text/plain; charset=application/json",
    "multipart/mixed",
  ])("as %s, which forms can send, is refused even from our own pages", async (type) =>
    expect(await ask({ origin: "http://localhost", "content-type": type }, note)).toBe(403),
  );

  it("from our own pages is taken", async () => {
    expect(await ask({ origin: "http://localhost" }, note)).toBe(201);
    expect(await ask({ "sec-fetch-site": "same-origin" }, file())).toBe(201);
  });
});
