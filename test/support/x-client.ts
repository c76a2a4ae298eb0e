/** The real twitter-api-v2, pointed at a sandbox, with every exchange checked against X's published OpenAPI document. */
import { Agent } from "node:http";
import { TwitterApi, type ITwitterApiClientPlugin, type TwitterApiTokens } from "twitter-api-v2";
import { z } from "zod";
import { brand, DEFAULT_APP, DEFAULT_BRAND } from "../../src/sandbox/x/options.ts";
import { openApi } from "./openapi.ts";

export const spec = openApi("x-api-2.166.openapi.json");
export const app = DEFAULT_APP;
export const bobo = brand(DEFAULT_BRAND, 0);

export const oauth1Tokens: TwitterApiTokens = {
  appKey: app.consumerKey,
  appSecret: app.consumerSecret,
  accessToken: bobo.accessToken,
  accessSecret: bobo.accessSecret,
};

/** A client whose calls go to `url`; an exchange that does not fit the document fails the call. */
export function xClient(
  url: string,
  tokens: TwitterApiTokens | string | { clientId: string; clientSecret: string },
): TwitterApi {
  const plugin: ITwitterApiClientPlugin = {
    onBeforeRequest({ computedParams }) {
      computedParams.url = new URL(computedParams.url.pathname + computedParams.url.search, url);
    },
    onAfterRequest({ computedParams, response }) {
      checkExchange(computedParams, response.data);
    },
  };
  return new TwitterApi(tokens as TwitterApiTokens, { plugins: [plugin], httpAgent: new Agent() });
}

/** Facts of the real platform that its published document lacks. */
const KNOWN = [/processing_info must have required property 'type'/, /event_type must be equal to one of/];

function checkExchange(
  { url, method, body, headers }: { url: URL; method: string; body: unknown; headers: Record<string, unknown> },
  data: unknown,
): void {
  if (!spec || url.pathname.includes("oauth2") || !url.pathname.startsWith("/2/")) return;
  const creates = method === "POST" && /tweets$|messages$/.test(url.pathname);
  const problems = spec.response(method, url.pathname, creates ? 201 : 200, data);
  if (String(headers["content-type"]).includes("json") && typeof body === "string" && body !== "{}")
    problems.push(...spec.request(method, url.pathname, JSON.parse(body)));
  const real = problems.filter((problem) => !KNOWN.some((known) => known.test(problem)));
  if (real.length > 0) throw new Error(`${method} ${url.pathname}: ${real.join("; ")}`);
}

/** Status and body of what a client call was refused with; fails where it was not. */
export async function refusal(call: Promise<unknown>): Promise<{ code: number; data: Record<string, unknown> }> {
  const error = await call.then(
    () => new Error("the call was not refused"),
    (reason: unknown) => reason,
  );
  return z.object({ code: z.number(), data: z.record(z.string(), z.unknown()) }).parse(error);
}
