/** The real twitter-api-v2, pointed at a sandbox, with every exchange checked against X's published OpenAPI document. */
import { Agent } from "node:http";
import { TwitterApi, type ITwitterApiClientPlugin, type TwitterApiTokens } from "twitter-api-v2";
import { z } from "zod";
import { brand, DEFAULT_APP, DEFAULT_BRAND } from "../../src/sandbox/x/options.ts";
import { xProblems } from "./x-spec.ts";

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
      const { method, url, body, headers } = computedParams;
      const json = String(headers["content-type"]).includes("json") && typeof body === "string" && body !== "{}";
      const asked: unknown = json ? JSON.parse(body) : undefined;
      const status = method === "POST" && /tweets$|messages$/.test(url.pathname) ? 201 : 200;
      const problems = xProblems({
        method,
        path: url.pathname,
        search: url.search,
        asked,
        status,
        answered: response.data,
      });
      if (problems.length > 0) throw new Error(problems.join("; "));
    },
  };
  return new TwitterApi(tokens as TwitterApiTokens, { plugins: [plugin], httpAgent: new Agent() });
}

/** Status and body of what a client call was refused with; fails where it was not. */
export async function refusal(call: Promise<unknown>): Promise<{ code: number; data: Record<string, unknown> }> {
  const error = await call.then(
    () => new Error("the call was not refused"),
    (reason: unknown) => reason,
  );
  return z.object({ code: z.number(), data: z.record(z.string(), z.unknown()) }).parse(error);
}
