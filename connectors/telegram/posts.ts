/** The channels that a bot can post in: those that the settings name, and whether it may. */
import { z } from "zod";
import type { PostPlace, Posts } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Api } from "./api.ts";
import { placeId } from "./ids.ts";
import { TEXT_LIMIT } from "./measure.ts";
import { Chat } from "./parse/schema.ts";

/** https://core.telegram.org/bots/api#chatmemberadministrator; a creator has every right. */
const Member = z.looseObject({
  status: z.string(),
  can_post_messages: z.boolean().default(false),
  can_delete_messages: z.boolean().default(false),
});
/** Without the second a post could not be removed once it is two days old. */
const NEEDED = ["can_post_messages", "can_delete_messages"] as const;

/** What Telegram refuses for good, in the words of `Posts.check`. */
const MEANINGS: Record<string, string> = {
  "chat-not-found": "place-gone",
  "not-a-member": "not-admin",
  forbidden: "not-admin",
};

export function posts(api: Api): Posts {
  return {
    places: async (signal) => Promise.all(api.settings.channels.map(async (channel) => look(api, channel, signal))),
    async check({ place, tags }, signal) {
      const found = await look(api, place, signal);
      if (found.problem) throw refusal(found.problem.code, found.problem.detail);
      if (tags[0] !== undefined) throw refusal("unknown-tag", tags[0]);
      return found;
    },
  };
}

async function look(api: Api, channel: string, signal: AbortSignal): Promise<PostPlace> {
  try {
    const chat = await api.call("getChat", { chat_id: channel }, Chat, { signal, write: false });
    return postPlace(
      chat,
      chat.type === "channel" ? await problemIn(api, chat, signal) : { code: "not-a-post-place", detail: chat.type },
    );
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== "permanent") throw error;
    const unseen = { id: 0, type: "channel" as const, title: channel };
    const problem = { code: MEANINGS[error.code] ?? error.code, detail: error.detail };
    const found = postPlace(unseen, problem);
    return { ...found, place: { ...found.place, id: channel } };
  }
}

async function problemIn(api: Api, chat: Chat, signal: AbortSignal): Promise<PostPlace["problem"]> {
  const asked = { chat_id: chat.id, user_id: api.botId };
  const member = await api.call("getChatMember", asked, Member, { signal, write: false });
  if (member.status === "creator") return null;
  if (member.status !== "administrator") return { code: "not-admin", detail: null };
  const missing = NEEDED.filter((right) => !member[right]);
  return missing.length === 0 ? null : { code: "missing-permission", detail: missing.join(", ") };
}

function postPlace(chat: Chat, problem: PostPlace["problem"]): PostPlace {
  return {
    place: {
      id: placeId({ chatId: chat.id, topicId: null, connectionId: null }),
      kind: "public",
      title: chat.title ?? null,
      url: chat.username === undefined ? null : `https://t.me/${chat.username}`,
    },
    kind: "channel",
    tags: [],
    tagRequired: false,
    maxTags: 0,
    titleLimit: null,
    textLimit: TEXT_LIMIT,
    opensWithText: true,
    problem,
  };
}

const refusal = (code: string, detail: string | null) =>
  new ConnectorError("permanent", { code, ...(detail === null ? {} : { detail }) });
