/** Checks X traffic against the published OpenAPI document, where it is present beside the project. */
import { Hono } from "hono";
import type { SandboxPlatform } from "../../src/sandbox/kit/platform-server.ts";
import { openApi } from "./openapi.ts";

/** Null where the document is absent. */
export const xSpec = openApi("x-api-2.166.openapi.json");

/** Facts of the real platform that its published document lacks or has wrong; platforms.md tells of them. */
const KNOWN = [/processing_info must have required property 'type'/, /event_type must be equal to one of/];

export interface Exchange {
  method: string;
  path: string;
  /** With its question mark, or empty. */
  search: string;
  /** Parsed JSON body; undefined where there was none. */
  asked: unknown;
  status: number;
  answered: unknown;
}

/** What is wrong with a call and its answer; refusals are checked for their request alone, since the document describes only one of their bodies. */
export function xProblems({ method, path, search, asked, status, answered }: Exchange): string[] {
  if (!xSpec || !path.startsWith("/2/") || path.includes("oauth2")) return [];
  const problems = status < 300 ? xSpec.response(method, path, status, answered) : [];
  problems.push(...xSpec.query(method, path + search));
  if (asked !== undefined) problems.push(...xSpec.request(method, path, asked));
  return problems
    .filter((problem) => !KNOWN.some((known) => known.test(problem)))
    .map((problem) => `${method} ${path}: ${problem}`);
}

/** Wraps a sandbox so that every exchange that passes is checked; read `problems` at the end of a test. */
export function checkedX(platform: SandboxPlatform): { platform: SandboxPlatform; problems: string[] } {
  const problems: string[] = [];
  const app = new Hono();
  app.all("*", async (c) => {
    if (!c.req.path.startsWith("/2/")) return platform.app.fetch(c.req.raw, c.env);
    const asked = await jsonOf(c.req.raw.clone());
    const answer = await platform.app.fetch(c.req.raw, c.env);
    // A cut connection has no answer, a garbled one no JSON.
    const answered = await jsonOf(answer);
    if (answered !== undefined) {
      const { method, path } = c.req;
      const { search } = new URL(c.req.url);
      problems.push(...xProblems({ method, path, search, asked, status: answer.status, answered }));
    }
    return answer;
  });
  return { platform: { ...platform, app }, problems };
}

/** Undefined where there is no JSON. The body stays readable. */
async function jsonOf(message: Request | Response): Promise<unknown> {
  if (!message.headers.get("content-type")?.includes("json")) return undefined;
  const text = await message.clone().text();
  // twitter-api-v2 posts an empty object where an endpoint takes no body.
  return text === "" || text === "{}" ? undefined : (JSON.parse(text) as unknown);
}
