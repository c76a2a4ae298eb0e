/** Threads: in a text channel, under a message, and a forum's posts, which come with their first message. */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import { openThread, postMessage, updateThread } from "../actions.ts";
import { invalidField, missingPermissions, threadExists, unknownMessage } from "../errors.ts";
import { channelJson, messageJson } from "../shapes.ts";
import { findMessage } from "../world.ts";
import { type Api, channelOf, jsonBody } from "./api.ts";
import { mentionFilter, parseMessage, readBody, requireWords } from "./bodies.ts";

const ThreadFields = z.looseObject({
  name: z.string().min(1).max(100),
  message: z.unknown().optional(),
  applied_tags: z.array(z.string()).nullish(),
});
const Change = z.object({ archived: z.boolean().optional(), locked: z.boolean().optional() });

function parseThread(body: unknown): z.infer<typeof ThreadFields> {
  const parsed = ThreadFields.safeParse(body);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? "body");
  throw invalidField(field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
}

export function threadRoutes(api: Api): void {
  const { hub } = api;
  const { world } = hub;

  api.on("post", "/channels/:id/threads", async (c) => {
    const parent = channelOf(api, c);
    if (!parent.botMayWrite) throw missingPermissions();
    const { body, files } = await readBody(c);
    const fields = parseThread(body);
    if (parent.type !== 15) {
      const thread = openThread(hub, parent, { name: fields.name, ownerId: world.bot.id });
      note(c, { effect: { kind: "thread", id: thread.id } });
      return c.json(channelJson(world, thread), 201);
    }
    const tags = fields.applied_tags ?? [];
    if (tags.some((tag) => !parent.tags.some((known) => known.id === tag)))
      throw invalidField("applied_tags", "INVALID_FORUM_TAG", "Unknown tag");
    const words = parseMessage(fields.message ?? {});
    requireWords(words, files);
    const thread = openThread(hub, parent, { name: fields.name, ownerId: world.bot.id, tags });
    const message = postMessage(hub, {
      channel: thread,
      authorId: world.bot.id,
      content: words.content ?? "",
      attachments: files,
      mayMention: mentionFilter(words),
      id: thread.id,
    });
    note(c, { effect: { kind: "thread", id: thread.id } });
    return c.json({ ...channelJson(world, thread), message: messageJson(hub.shapes(), message) }, 201);
  });

  api.on("post", "/channels/:id/messages/:message/threads", async (c) => {
    const parent = channelOf(api, c);
    const under = findMessage(world, parent.id, c.req.param("message") ?? "");
    if (!under) throw unknownMessage();
    if (!parent.botMayWrite || parent.type !== 0) throw missingPermissions();
    if (under.threadId !== null) throw threadExists();
    const thread = openThread(hub, parent, { name: parseThread(await jsonBody(c)).name, ownerId: world.bot.id, under });
    note(c, { effect: { kind: "thread", id: thread.id } });
    return c.json(channelJson(world, thread), 201);
  });

  api.on("patch", "/channels/:id", async (c) => {
    const thread = channelOf(api, c);
    if (thread.type !== 11) throw missingPermissions();
    const change = Change.parse(await jsonBody(c));
    updateThread(hub, thread, {
      ...(change.archived === undefined ? {} : { archived: change.archived }),
      ...(change.locked === undefined ? {} : { locked: change.locked }),
    });
    note(c, { effect: { kind: "thread-update", id: thread.id } });
    return c.json(channelJson(world, thread));
  });
}
