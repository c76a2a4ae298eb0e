/** The bench page as a browser gets it: its parts, their types, the addresses it may call, and nothing else. */
import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { startBench, PortTaken, type Bench } from "../../src/sandbox/bench.ts";
import { ASSET_NAMES, sandboxPage } from "../../src/sandbox/page/page.ts";

const NOBODY = { x: null, telegram: null, discord: null, inbox: null };
const ASSETS = new URL("../../src/sandbox/page/assets/", import.meta.url);

describe("the page alone", () => {
  const page = sandboxPage(() => ({ ...NOBODY, x: "http://127.0.0.1:7101" }));

  test("is HTML whose every script, style and icon is served with its type", async () => {
    const response = await page.request("/");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    const html = await response.text();
    const parts = [...html.matchAll(/(?:src|href)="(\/_bench\/[^"#]+)/g)].map((match) => match[1] ?? "");
    expect(new Set(parts).size).toBeGreaterThanOrEqual(5);
    for (const part of parts) {
      const asset = await page.request(part);
      expect([part, asset.status, asset.headers.get("content-type")]).toEqual([part, 200, typeOf(part)]);
    }
  });

  test("serves every file of its folder, with nosniff, and no other name", async () => {
    const files = readdirSync(ASSETS).filter((name) => name !== "index.html");
    expect(files.sort()).toEqual([...ASSET_NAMES].sort());
    for (const name of files) {
      const asset = await page.request(`/_bench/${name}`);
      const { headers } = asset;
      const types = [headers.get("content-type"), headers.get("x-content-type-options")];
      expect([name, ...types]).toEqual([name, typeOf(name), "nosniff"]);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
    for (const other of ["/_bench/page.ts", "/_bench/../page.ts", "/_bench/%2e%2e/page.ts", "/_bench/index.html"]) {
      expect([other, (await page.request(other)).status]).toEqual([other, 404]);
    }
  });

  test("modules import only each other", async () => {
    for (const name of ASSET_NAMES.filter((one) => one.endsWith(".js"))) {
      const text = await (await page.request(`/_bench/${name}`)).text();
      for (const [, target] of text.matchAll(/from "([^"]+)"/g))
        expect(ASSET_NAMES).toContain(target?.replace("./", ""));
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/);
    }
  });

  test("allows no inline script or style and calls only what runs", async () => {
    const response = await page.request("/");
    const policy = new Map(
      (response.headers.get("content-security-policy") ?? "").split(/;\s*/).map((rule) => {
        const [name = "", ...sources] = rule.split(" ");
        return [name, sources];
      }),
    );
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("script-src")).toEqual(["'self'"]);
    expect(policy.get("style-src")).toEqual(["'self'"]);
    expect(policy.get("connect-src")).toEqual(["'self'", "http://127.0.0.1:7101"]);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
  });

  test("every word that the page asks for exists in both languages", async () => {
    const read = async (name: string) => (await page.request(`/_bench/${name}`)).text();
    const words = await read("words.js");
    const known = new Set([...words.matchAll(/^ {2}(\w+): \[/gm)].map((match) => match[1]));
    const html = await (await page.request("/")).text();
    const asked = [...html.matchAll(/data-t(?:-label)?="(\w+)"/g)].map((match) => match[1]);
    for (const name of ASSET_NAMES.filter((one) => one.endsWith(".js"))) {
      asked.push(...[...(await read(name)).matchAll(/\bt\("(\w+)"/g)].map((match) => match[1]));
    }
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((word) => !known.has(word))).toEqual([]);
  });
});

describe("the bench", () => {
  let bench: Bench | null = null;
  let squatter: Server | null = null;
  afterEach(async () => {
    await bench?.close();
    squatter?.close();
    bench = squatter = null;
  });

  test("each platform serves the page and the addresses of all, and keeps its own API", async () => {
    bench = await startBench({ port: 0, inbox: () => "http://127.0.0.1:7100" });
    const expected = {
      x: bench.x.url,
      telegram: bench.telegram.url,
      discord: bench.discord.url,
      inbox: "http://127.0.0.1:7100",
    };
    for (const { url } of [bench.x, bench.telegram, bench.discord]) {
      expect((await fetch(url)).headers.get("content-security-policy")).toContain(bench.discord.url);
      expect(await (await fetch(`${url}/_bench/config.json`)).json()).toEqual(expected);
      const people = await fetch(`${url}/_sandbox/people`, { headers: { origin: "http://127.0.0.1:1" } });
      expect(people.headers.get("access-control-allow-origin")).toBe("*");
      expect(JSON.stringify(await people.json())).toContain("小满");
    }
    const { token } = bench.credentials.telegram;
    const me = (await (await fetch(`${bench.telegram.url}/bot${token}/getMe`)).json()) as { ok: boolean };
    expect(me.ok).toBe(true);
    const unknown = await fetch(`${bench.x.url}/2/no-such-route`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get("content-type")).toMatch(/json/);
  });

  test("says which port is taken and leaves nothing open", async () => {
    squatter = createServer();
    const port = await new Promise<number>((resolve) => {
      const server = squatter;
      server?.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
    // Telegram's port is the one after X's.
    const failure = await startBench({ port: port - 1 }).then(
      (opened) => opened.close().then(() => null),
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(PortTaken);
    expect(String(failure)).toContain(`Port ${port} is in use`);
    await expect(fetch(`http://127.0.0.1:${port - 1}/`)).rejects.toThrow("fetch failed");
  });
});

function typeOf(name: string): string {
  if (name.endsWith(".js")) return "text/javascript; charset=utf-8";
  return name.endsWith(".css") ? "text/css; charset=utf-8" : "image/svg+xml";
}
