/** Answers, notes, and handing over with a note. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { handOver } from "../../inbox/hand-over.ts";
import { SECOND_MS } from "../../domain/time.ts";
import { addNote } from "../../inbox/note.ts";
import { reply } from "../../inbox/reply.ts";
import { teamOf } from "../../inbox/together/team.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdempotencyHeader, onceOnly } from "../idempotency.ts";
import { IdParam, inputId, pathId } from "../ids.ts";
import { loggingRefusals } from "../refusals.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { ReplyAccepted, ReplyInput } from "../schemas.ts";

const postReply = createRoute({
  method: "post",
  path: "/api/conversations/{id}/replies",
  summary: "Queues an answer",
  description:
    "`reply-refused` (422) carries `findings`: the rule, and where in the text. What waits for a lead is accepted as `held`. `conversation-moved` (409) carries `seq` and `newMessages`, the ids of what was said since `seenSeq`. The same `Idempotency-Key` with the same body gives the same answer for 7 days.",
  ...needs("reply.send"),
  request: { params: IdParam, headers: IdempotencyHeader, body: jsonBody(ReplyInput) },
  responses: { 202: json(ReplyAccepted, "Queued"), ...problems },
});

const NoteAccepted = z.object({ messageId: z.string(), seq: z.int() }).openapi("NoteAccepted");

const postNote = createRoute({
  method: "post",
  path: "/api/conversations/{id}/notes",
  summary: "Writes a note that only the team reads",
  description:
    "Whom it names with `@` and their whole name is mentioned: the note's spans say where, and they are told of it.",
  ...needs("note.write"),
  request: {
    params: IdParam,
    headers: IdempotencyHeader,
    body: jsonBody(
      z.strictObject({ text: z.string().min(1).max(40_000), draftVersion: z.int().optional() }).openapi("NoteInput"),
    ),
  },
  responses: { 201: json(NoteAccepted, "The note"), ...problems },
});

const postHandOver = createRoute({
  method: "post",
  path: "/api/conversations/{id}/hand-over",
  summary: "Gives a conversation to a colleague with a note, both or neither",
  description: "Takes `note.write` besides. The colleague is told of it.",
  ...needs("conversation.manage"),
  request: {
    params: IdParam,
    headers: IdempotencyHeader,
    body: jsonBody(
      z.strictObject({ assigneeId: z.string().max(30), note: z.string().min(1).max(40_000) }).openapi("HandOverInput"),
    ),
  },
  responses: { 201: json(NoteAccepted, "The note"), ...problems },
});

export function replyRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(postReply, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const body = c.req.valid("json");
      const uploads = (body.uploads ?? []).map((upload) => inputId("upload", upload, "uploads"));
      const inReplyTo = body.inReplyTo === undefined ? null : inputId("message", body.inReplyTo, "inReplyTo");
      const once = { status: 202, body, schema: ReplyAccepted };
      const queue = () => {
        const { text, seenSeq = null, force = false, draftVersion = null, close = false } = body;
        const leaves = {
          undoMs: (body.undoSeconds ?? 0) * SECOND_MS,
          sendAt: body.sendAt === undefined ? null : Date.parse(body.sendAt),
        };
        const queued = reply(deskOf(deps, c), id, {
          text,
          uploads,
          inReplyTo,
          seenSeq,
          force,
          draftVersion,
          close,
          // Where no address is set for the site, its pages stand here.
          links: deps.accounts.publicUrl === null ? [] : [new URL(deps.accounts.publicUrl).host],
          ...leaves,
        });
        return {
          messageIds: queued.messageIds.map((one) => formatId("message", one)),
          deliveries: queued.deliveries.map((one) => ({ id: formatId("delivery", one.id), state: one.state })),
          seq: queued.seq,
        };
      };
      const accepted = loggingRefusals(deps, c, { conversationId: id }, () => onceOnly(deps, c, once, queue));
      teamOf(deps.store).presence.release(c.get("actor").id, id);
      return c.json(accepted, 202);
    })
    .openapi(postNote, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const body = c.req.valid("json");
      const note = onceOnly(deps, c, { status: 201, body, schema: NoteAccepted }, () => {
        const { messageId, seq } = addNote(deskOf(deps, c), id, body.text, body.draftVersion ?? null);
        return { messageId: formatId("message", messageId), seq };
      });
      return c.json(note, 201);
    })
    .openapi(postHandOver, (c) => {
      const id = pathId("conversation", c.req.valid("param").id);
      const body = c.req.valid("json");
      const assigneeId = inputId("agent", body.assigneeId, "assigneeId");
      const note = onceOnly(deps, c, { status: 201, body, schema: NoteAccepted }, () => {
        const { messageId, seq } = handOver(deskOf(deps, c), id, { assigneeId, note: body.note });
        return { messageId: formatId("message", messageId), seq };
      });
      return c.json(note, 201);
    });
}
