/** What there was with a person before, and people by name. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { plainName } from "../../domain/visible.ts";
import { toIso } from "../../domain/time.ts";
import { findContacts } from "../../inbox/search/contacts.ts";
import { contactNotes, pastEpisodes } from "../../inbox/views/contact-history.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { presentPerson } from "../present/conversation.ts";
import { json, newRouter, problems } from "../router.ts";
import { ContactFound, NoteView, PastEpisode } from "../schemas.ts";

const MOST_FOUND = 20;

const find = createRoute({
  method: "get",
  path: "/api/contacts",
  summary: "People by a name or handle under which they wrote",
  description: "Among the newest 1,000 messages of people called so; whoever wrote last comes first, at most 20.",
  ...needs("conversation.read"),
  request: { query: z.object({ q: z.string().min(1).max(100) }) },
  responses: { 200: json(listOf(ContactFound), "The people"), ...problems },
});

const episodes = createRoute({
  method: "get",
  path: "/api/contacts/{id}/episodes",
  summary: "The newest 30 pieces of work with a person, and how they ended",
  ...needs("conversation.read"),
  request: { params: IdParam },
  responses: { 200: json(listOf(PastEpisode), "Newest first"), ...problems },
});

const notes = createRoute({
  method: "get",
  path: "/api/contacts/{id}/notes",
  summary: "The newest 30 notes over all conversations of a person",
  ...needs("conversation.read"),
  request: { params: IdParam },
  responses: { 200: json(listOf(NoteView), "Newest first"), ...problems },
});

export function contactHistoryRoutes({ store }: ApiDeps) {
  return newRouter()
    .openapi(find, (c) => {
      const items = findContacts(store, c.req.valid("query").q, MOST_FOUND).map((row) => ({
        id: formatId("contact", row.contactId),
        name: plainName(row.identities[0]?.name ?? ""),
        identities: row.identities.map((one) => ({ ...presentPerson(one), platform: one.platform })),
        lastMessageAt: toIso(row.lastMessageAt),
      }));
      return c.json({ items }, 200);
    })
    .openapi(episodes, (c) => {
      const items = pastEpisodes(store, pathId("contact", c.req.valid("param").id)).map(
        ({ episode, platform, kind, messageId, excerpt }) => ({
          id: formatId("episode", episode.id),
          conversationId: formatId("conversation", episode.conversationId),
          platform,
          kind,
          openedAt: toIso(episode.openedAt),
          closedAt: toIso(episode.closedAt),
          ended:
            episode.closedAt === null ? null : episode.resolvedAt === null ? ("spam" as const) : ("resolved" as const),
          satisfaction: episode.satisfaction,
          messageId: messageId === null ? null : formatId("message", messageId),
          excerpt,
        }),
      );
      return c.json({ items }, 200);
    })
    .openapi(notes, (c) => {
      const items = contactNotes(store, pathId("contact", c.req.valid("param").id)).map(({ message, author }) => ({
        id: formatId("message", message.id),
        conversationId: formatId("conversation", message.conversationId ?? 0),
        text: message.text,
        spans: message.spans,
        authorName: author,
        at: toIso(message.sentAt),
        editedAt: toIso(message.editedAt),
      }));
      return c.json({ items }, 200);
    });
}
