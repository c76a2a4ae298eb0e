/** X's refusals, word for word where their words are known. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

export interface ProblemBody {
  title: string;
  type: string;
  status: number;
  detail: string;
  [more: string]: unknown;
}

/** Thrown by a route, answered as problem JSON. */
export class Problem extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`X answers ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  response(c: Context): Response {
    const type = "application/problem+json";
    return c.body(JSON.stringify(this.body), this.status as ContentfulStatusCode, {
      ...this.headers,
      "content-type": type,
    });
  }
}

export function problem(status: number, title: string, detail: string, type = "about:blank"): Problem {
  return new Problem(status, { title, type, status, detail } satisfies ProblemBody);
}

const TYPES = "https://api.twitter.com/2/problems";

export const unauthorized = () => problem(401, "Unauthorized", "Unauthorized");
export const forbidden = (detail: string) => problem(403, "Forbidden", detail);
export const wrongLevel = () =>
  problem(
    403,
    "Forbidden",
    "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.",
    `${TYPES}/oauth1-permissions`,
  );
export const wrongAuth = () =>
  problem(
    403,
    "Unsupported Authentication",
    "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.",
    `${TYPES}/unsupported-authentication`,
  );
export const creditsSpent = () =>
  problem(
    402,
    "CreditsDepleted",
    "Your enrolled account does not have any credits to fulfill this request.",
    `${TYPES}/credits`,
  );
export const duplicateText = () => forbidden("You are not allowed to create a Tweet with duplicate content.");
export const textTooLong = () => forbidden("Your Tweet text is too long. For more information, see the length rules.");
export const notSummoned = () =>
  forbidden(
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
  );
export const replyTargetGone = () =>
  forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
export const dmNotAllowed = () => forbidden("You do not have permission to DM one or more participants.");

/** One entry of `errors`: the whole answer where nothing was found, beside `data` where some was. */
export function notFound(kind: "tweet" | "user" | "dm_event", parameter: string, value: string) {
  const type = `${TYPES}/resource-not-found`;
  const detail = `Could not find ${kind} with ${parameter}: [${value}].`;
  return { value, detail, title: "Not Found Error", resource_type: kind, parameter, resource_id: value, type };
}

export function invalid(parameter: string, value: unknown, message: string): Problem {
  return new Problem(400, {
    errors: [{ parameters: { [parameter]: [String(value)] }, message }],
    title: "Invalid Request",
    detail: "One or more parameters to your request was invalid.",
    type: `${TYPES}/invalid-request`,
    status: 400,
  });
}
