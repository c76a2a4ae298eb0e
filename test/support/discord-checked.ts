/** Wraps the Discord sandbox so that all REST traffic is checked against the published OpenAPI, where that is present. */
import { Hono } from "hono";
import type { SandboxPlatform } from "../../src/sandbox/kit/platform-server.ts";
import { openApi } from "./openapi.ts";

const PREFIX = "/api/v10";
const spec = openApi("discord-10.openapi.json");

/** `problems` fills as traffic passes; it stays empty where the specification is absent. */
export function checkedDiscord(platform: SandboxPlatform): { platform: SandboxPlatform; problems: string[] } {
  const problems: string[] = [];
  if (!spec) return { platform, problems };
  const app = new Hono();
  app.all("*", async (c) => {
    if (!c.req.path.startsWith(PREFIX)) return platform.app.fetch(c.req.raw, c.env);
    const { method } = c.req;
    const path = c.req.path.slice(PREFIX.length);
    const asked = await sentBody(c.req.raw.clone());
    if (asked !== undefined)
      problems.push(...spec.request(method, path, asked).map((text) => `asked ${method} ${path}: ${text}`));
    const answer = await platform.app.fetch(c.req.raw, c.env);
    // Faults answer what Discord never would.
    if (answer.status < 500 && answer.headers.get("content-type")?.includes("json")) {
      const body: unknown = await answer.clone().json();
      const wrong = spec.response(method, path, answer.status, plain(body));
      problems.push(...wrong.map((text) => `answered ${method} ${path} ${answer.status}: ${text}`));
    }
    return answer;
  });
  return { platform: { ...platform, app }, problems };
}

/** The JSON of a body, also of one that comes with files; undefined for none. */
async function sentBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("json")) return JSON.parse(await request.text());
  if (!type.includes("multipart")) return undefined;
  const payload = (await request.formData()).get("payload_json");
  return typeof payload === "string" ? JSON.parse(payload) : undefined;
}

/** The document wants numbers as codes of single fields, where Discord's guide and Discord itself have words. */
function plain(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("errors" in body)) return body;
  const { errors: _, ...rest } = body;
  return rest;
}
