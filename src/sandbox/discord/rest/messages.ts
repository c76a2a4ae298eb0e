/** Reading, sending, editing and deleting messages. */
import type { Context } from "hono";
import { note } from "../../kit/requests.ts";
import { deleteMessage, editMessage, postMessage } from "../actions.ts";
import { cannotDm, invalidField, missingPermissions, notTheAuthor, DiscordError, unknownMessage } from "../errors.ts";
import { needs } from "../permissions.ts";
import { channelJson, messageJson } from "../shapes.ts";
import { compareIds } from "../snowflakes.ts";
import { type Channel, findMessage, type Message, messagesOf, type World } from "../world.ts";
import { type Api, channelOf } from "./api.ts";
import { mentionFilter, parseMessage, readBody, requireWords } from "./bodies.ts";

/** Within "the past few minutes" a repeated nonce gives the first message again. */
const NONCE_MS = 5 * 60_000;

export function messageRoutes(api: Api): void {
  const { hub } = api;
  const { world } = hub;
  const messageOf = (c: Context, channel: Channel): Message => {
    const message = findMessage(world, channel.id, c.req.param("message") ?? "");
    if (!message) throw unknownMessage();
    return message;
  };

  api.on("get", "/channels/:id", (c) => c.json(channelJson(world, channelOf(api, c))));

  api.on("get", "/channels/:id/messages", (c) => {
    const page = listPage(world, channelOf(api, c), c.req.query());
    return c.json(page.map((message) => messageJson(hub.shapes(), message)));
  });

  api.on("get", "/channels/:id/messages/:message", (c) =>
    c.json(messageJson(hub.shapes(), messageOf(c, channelOf(api, c)))),
  );

  api.on("post", "/channels/:id/messages", async (c) => {
    const channel = channelOf(api, c);
    const { body, files } = await readBody(c);
    const fields = parseMessage(body);
    requireWords(fields, files);
    mayWrite(world, channel);
    if (fields.nonce !== null && fields.nonce !== undefined && fields.enforce_nonce) {
      const first = messagesOf(world, channel.id).findLast(
        (message) => message.nonce === fields.nonce && world.now() - message.sentAt <= NONCE_MS,
      );
      if (first) return c.json({ ...messageJson(hub.shapes(), first), nonce: first.nonce });
    }
    const reference = fields.message_reference;
    const answered = reference ? findMessage(world, channel.id, reference.message_id) : undefined;
    if (reference && !answered && reference.fail_if_not_exists !== false)
      throw invalidField("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
    const message = postMessage(hub, {
      channel,
      authorId: world.bot.id,
      content: fields.content ?? "",
      attachments: files,
      replyTo: answered?.id ?? null,
      mayMention: mentionFilter(fields),
      pingReplied: fields.allowed_mentions?.replied_user ?? fields.allowed_mentions === undefined,
      nonce: fields.nonce ?? null,
      flags: fields.flags ?? 0,
    });
    note(c, { effect: { kind: "message", id: message.id } });
    return c.json({
      ...messageJson(hub.shapes(), message),
      ...(message.nonce === null ? {} : { nonce: message.nonce }),
    });
  });

  api.on("patch", "/channels/:id/messages/:message", async (c) => {
    const channel = channelOf(api, c);
    const message = messageOf(c, channel);
    const fields = parseMessage((await readBody(c)).body);
    if (message.authorId !== world.bot.id) throw notTheAuthor();
    if (fields.content !== undefined) requireWords(fields, message.attachments);
    editMessage(hub, message, {
      ...(fields.content === undefined ? {} : { content: fields.content ?? "" }),
      ...(typeof fields.flags === "number" ? { flags: fields.flags } : {}),
    });
    note(c, { effect: { kind: "edit", id: message.id } });
    return c.json(messageJson(hub.shapes(), message));
  });

  api.on("delete", "/channels/:id/messages/:message", (c) => {
    const channel = channelOf(api, c);
    const message = messageOf(c, channel);
    if (message.authorId !== world.bot.id)
      throw channel.type === 1
        ? new DiscordError(403, 50003, "Cannot execute action on a DM channel")
        : missingPermissions();
    deleteMessage(hub, message);
    note(c, { effect: { kind: "delete", id: message.id } });
    return c.body(null, 204);
  });
}

/** Throws where the bot may not send: no rights, closed direct messages, a locked thread. */
export function mayWrite(world: World, channel: Channel): void {
  if (channel.type === 15) throw new DiscordError(400, 50008, "Cannot send messages in a non-text channel");
  if (channel.type !== 1) needs(world, channel, channel.type === 11 ? "SEND_MESSAGES_IN_THREADS" : "SEND_MESSAGES");
  if (channel.locked) throw new DiscordError(400, 160005, "This thread is locked");
  if (channel.type === 1 && world.users.get(channel.recipientId ?? "")?.dmsClosed) throw cannotDm();
}

/** Newest first, as Discord lists; `after` gives the page that follows the id directly. */
function listPage(world: World, channel: Channel, query: Record<string, string>): Message[] {
  const limit = query["limit"] === undefined ? 50 : Number(query["limit"]);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidField("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
  const all = messagesOf(world, channel.id)
    .filter((message) => !message.deleted)
    .toSorted((a, b) => compareIds(a.id, b.id));
  const { after, before, around } = query;
  if (after !== undefined)
    return all
      .filter((m) => compareIds(m.id, after) > 0)
      .slice(0, limit)
      .toReversed();
  if (around !== undefined) {
    const older = all.filter((m) => compareIds(m.id, around) < 0).slice(-Math.floor(limit / 2));
    const rest = all.filter((m) => compareIds(m.id, around) >= 0).slice(0, limit - older.length);
    return [...older, ...rest].toReversed();
  }
  const until = before === undefined ? all : all.filter((m) => compareIds(m.id, before) < 0);
  return until.slice(-limit).toReversed();
}
