import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, describe, expect, it } from "vitest";
import { serveWorkspace } from "../../src/host/workspace.ts";
import { workspacePart } from "../../src/host/workspace-path.ts";

const root = mkdtempSync(join(tmpdir(), "parley-web-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const built = join(root, "web");
mkdirSync(join(built, "assets"), { recursive: true });
writeFileSync(join(built, "index.html"), "<!doctype html><title>Parley</title>");
writeFileSync(join(built, "assets/main-abc.js"), "export {};");
writeFileSync(join(root, "secret.txt"), "nobody's business");

const app = new Hono().get("*", serveWorkspace(built));
const ask = (path: string, accept = "text/html") => app.request(path, { headers: { accept } });

describe("the workspace's files", () => {
  it("are the page for every address that it routes by itself", async () => {
    for (const path of ["/settings/me", "/inbox", "/inbox/cnv_42?status=open"]) {
      const response = await ask(path);
      expect(await response.text()).toContain("<title>Parley</title>");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("are kept for good where their name holds their hash", async () => {
    const response = await ask("/assets/main-abc.js", "*/*");
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await response.text()).toBe("export {};");
  });

  it("are all known by name, since everything else is the public site's", () => {
    const files = readdirSync(new URL("../../src/web/public", import.meta.url)).filter((name) => name !== "_headers");
    for (const name of files) expect([name, workspacePart(`/${name}`, "*/*")]).toEqual([name, "file"]);
    for (const path of ["/", "/q/inbox", "/inboxes", "/q/a.md", "/sitemap.xml", "/.well-known/parley-official.json"])
      expect([path, workspacePart(path, "text/html")]).toEqual([path, null]);
  });

  it.each(["/assets/gone.js", "/api/nothing", "/webhooks/app_1", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%"])(
    "do not answer for %s",
    async (path) => {
      const response = await ask(path, path === "/%" ? "application/json" : "text/html");
      expect(response.status).toBe(404);
    },
  );
});
