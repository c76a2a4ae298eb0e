/** Where the account can post on X: its own page, and nowhere else. */
import type { Posts, PostPlace } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { missingScopes, whoWeAre } from "./identify.ts";
import { POST_LIMIT } from "./measure.ts";

/** No post's id looks like this. */
const PREFIX = "account:";

export function posts(account: Account): Posts {
  return {
    places: async (signal) => [await timeline(account, signal)],
    async check({ place, tags }, signal) {
      const found = await timeline(account, signal);
      if (place !== found.place.id && place.toLowerCase() !== found.place.title?.toLowerCase())
        throw new ConnectorError("permanent", {
          code: "not-a-post-place",
          detail: `X takes posts at ${found.place.id}.`,
        });
      if (found.problem) throw new ConnectorError("permanent", { code: found.problem.code, ...detailOf(found) });
      if (tags[0] !== undefined) throw new ConnectorError("permanent", { code: "unknown-tag", detail: tags[0] });
      return found;
    },
  };
}

async function timeline(account: Account, signal: AbortSignal): Promise<PostPlace> {
  const { user, level } = await whoWeAre(account, signal);
  const missing = account.client.oauth1
    ? level === "read"
      ? "read-write"
      : undefined
    : missingScopes(account.context.credentials.read().user["scope"]).find((scope) => scope === "tweet.write");
  return {
    place: {
      id: PREFIX + user.id,
      kind: "public",
      title: `@${user.username}`,
      url: `https://x.com/${user.username}`,
    },
    kind: "timeline",
    tags: [],
    tagRequired: false,
    maxTags: 0,
    titleLimit: null,
    textLimit: POST_LIMIT,
    opensWithText: true,
    problem: missing === undefined ? null : { code: "missing-permission", detail: missing },
  };
}

const detailOf = ({ problem }: PostPlace) => (problem?.detail ? { detail: problem.detail } : {});
