import { describe, expect, it } from "vitest";
import { createOpenLink, OPEN_LINK_MS } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const link = (desk: Desk) => createOpenLink(desk.store, { name: "Lin", role: "lead" }).secret;

async function cookieOf(desk: Desk, base = "http://localhost"): Promise<{ header: string; pair: string }> {
  const response = await desk.api.request(`${base}/open/${link(desk)}`);
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/inbox");
  const header = response.headers.get("set-cookie") ?? "";
  return { header, pair: header.split(";")[0] ?? "" };
}

describe("an open link", () => {
  it("gives a cookie that scripts cannot read, once", async () => {
    const desk = openDesk();
    const secret = link(desk);
    const first = await desk.api.request(`/open/${secret}`);
    expect(first.headers.get("set-cookie")).toMatch(
      /^parley_session=[\w-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const second = await desk.api.request(`/open/${secret}`);
    expect([second.status, second.headers.get("set-cookie")]).toEqual([404, null]);
    expect(await second.text()).toContain("parley open");
  });

  it("ends after ten minutes, and knows nothing of nonsense", async () => {
    const desk = openDesk();
    const secret = link(desk);
    desk.clock.advance(OPEN_LINK_MS);
    expect((await desk.api.request(`/open/${secret}`)).status).toBe(404);
    expect((await desk.api.request("/open/%00")).status).toBe(404);
  });

  it("marks the cookie as secure behind HTTPS", async () => {
    expect((await cookieOf(openDesk(), "https://inbox.example.com")).header).toContain("; Secure");
    const { accounts } = openDesk().deps;
    const behindProxy = openDesk({ accounts: { ...accounts, publicUrl: "https://inbox.example.com" } });
    expect((await cookieOf(behindProxy, "http://inbox.example.com")).header).toContain("; Secure");
    expect((await cookieOf(behindProxy, "http://127.0.0.1:7100")).header).not.toContain("Secure");
    const forwarded = await behindProxy.api.request(`http://127.0.0.1:7100/open/${link(behindProxy)}`, {
      headers: { "x-forwarded-proto": "https" },
    });
    expect(forwarded.headers.get("set-cookie")).toContain("; Secure");
  });
});

describe("a session", () => {
  it("reads, and changes only from our own pages", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const { pair } = await cookieOf(desk);
    const patch = async (headers: Record<string, string>, type = "application/json") => {
      const response = await desk.api.request("http://localhost/api/conversations/cnv_1", {
        method: "PATCH",
        headers: { cookie: pair, "content-type": type, ...headers },
        body: '{"priority":"high"}',
      });
      return response.status;
    };
    const read = await desk.api.request("http://localhost/api/me", { headers: { cookie: pair } });
    expect(await read.json()).toMatchObject({ id: "agt_3", name: "Lin", role: "lead", secondFactor: "none" });
    expect(await patch({ origin: "http://localhost" })).toBe(200);
    expect(await patch({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await patch({})).toBe(403);
    expect(await patch({ origin: "http://localhost:9999" })).toBe(403);
    expect(await patch({ origin: "https://evil.example" })).toBe(403);
    expect(await patch({ origin: "null" })).toBe(403);
    expect(await patch({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await patch({ origin: "http://localhost" }, "text/plain")).toBe(403);
  });

  it("ends when somebody signs out", async () => {
    const desk = openDesk();
    const { pair } = await cookieOf(desk);
    const headers = { cookie: pair, origin: "http://localhost" };
    const out = await desk.api.request("http://localhost/api/session", { method: "DELETE", headers });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toContain("parley_session=; Max-Age=0");
    expect((await desk.api.request("http://localhost/api/me", { headers })).status).toBe(401);
  });

  it("ends when it is not used", async () => {
    const desk = openDesk();
    const { pair } = await cookieOf(desk);
    desk.clock.advance(13 * 60 * 60 * 1000);
    expect((await desk.api.request("/api/me", { headers: { cookie: pair } })).status).toBe(401);
  });
});

describe("headers", () => {
  it("let caches keep what is the same for everybody, and ask whether it changed", async () => {
    const desk = openDesk();
    for (const path of ["/openapi.json", "/docs", "/docs/style.css"]) {
      const first = await desk.api.request(path);
      expect(first.headers.get("cache-control")).toBe("public, max-age=300");
      const headers = { "if-none-match": first.headers.get("etag") ?? "" };
      expect((await desk.api.request(path, { headers })).status).toBe(304);
    }
  });

  it("let a page run nothing but ours", async () => {
    const desk = openDesk();
    const docs = await desk.api.request("/docs");
    const csp = docs.headers.get("content-security-policy") ?? "";
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self'");
    expect(csp).toContain("object-src 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain("unsafe");
    expect(csp).not.toContain("nonce");
    expect(await docs.text()).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect((await desk.api.request("/docs/style.css")).headers.get("content-type")).toContain("text/css");
    expect(docs.headers.get("x-content-type-options")).toBe("nosniff");
    expect(docs.headers.get("referrer-policy")).toBe("no-referrer");
  });
});
