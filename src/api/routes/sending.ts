/** How answers leave: for how long they can be taken back, and what waits for its hour. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { reschedule, takeBack } from "../../inbox/scheduled.ts";
import { MOST_UNDO_SECONDS, setBrandUndoSeconds, setOwnUndoSeconds, undoSecondsOf } from "../../trust/undo-send.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { presentDraft } from "../present/draft.ts";
import { loggingRefusals } from "../refusals.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";
import { DeliveryView, DraftView } from "../schemas.ts";
import { deliveryPresenter } from "../present/message.ts";

const Seconds = z.int().min(0).max(MOST_UNDO_SECONDS);

const Sending = z
  .object({
    undoSeconds: z.int().openapi({ description: "For how long your answers can be taken back; 0: they leave at once" }),
    own: z.int().nullable().openapi({ description: "Your own choice; null: as the brand has it" }),
    brand: z.int(),
  })
  .openapi("Sending");

const read = createRoute({
  method: "get",
  path: "/api/me/sending",
  summary: "For how long your answers can be taken back",
  ...needs("self.read"),
  responses: { 200: json(Sending, "What holds for you"), ...problems },
});

const writeOwn = createRoute({
  method: "put",
  path: "/api/me/sending",
  summary: "Chooses for how long your answers can be taken back",
  ...needs("reply.send"),
  request: { body: jsonBody(z.strictObject({ undoSeconds: Seconds.nullable() }).openapi("OwnSending")) },
  responses: { 200: json(Sending, "What holds for you now"), ...problems },
});

const writeBrand = createRoute({
  method: "put",
  path: "/api/settings/sending",
  summary: "Sets for how long everybody's answers can be taken back, where they chose nothing else",
  ...needs("settings.change"),
  request: { body: jsonBody(z.strictObject({ undoSeconds: Seconds }).openapi("BrandSending")) },
  responses: { 200: json(Sending, "What holds for you now"), ...problems },
});

const back = createRoute({
  method: "post",
  path: "/api/deliveries/{id}/take-back",
  summary: "Takes an answer back that has not left, with all parts of its text",
  description:
    "Its words and files are in your draft again, above what you have begun since. `conflict` (409) where it has left, or is just leaving.",
  ...needs("reply.send"),
  request: { params: IdParam },
  responses: {
    200: json(z.object({ conversationId: z.string(), draft: DraftView }).openapi("TakenBack"), "Your draft"),
    ...problems,
  },
});

const schedule = createRoute({
  method: "post",
  path: "/api/deliveries/{id}/schedule",
  summary: "Gives an answer that waits another hour, or sends it now",
  description: "The guard judges its words anew. `conversation-moved` (409) where something was said since `seenSeq`.",
  ...needs("reply.send"),
  request: {
    params: IdParam,
    body: jsonBody(
      z
        .strictObject({
          sendAt: z.iso.datetime().nullable().openapi({ description: "null: now" }),
          seenSeq: z.int().optional(),
        })
        .openapi("ScheduleInput"),
    ),
  },
  responses: { 200: json(DeliveryView, "The delivery as it is now"), ...problems },
});

export function sendingRoutes(deps: ApiDeps) {
  const present = deliveryPresenter(deps.store);
  const view = (desk: ReturnType<typeof deskOf>) => {
    const { seconds, own, brand } = undoSecondsOf(desk);
    return { undoSeconds: seconds, own, brand };
  };
  return newRouter()
    .openapi(read, (c) => c.json(view(deskOf(deps, c)), 200))
    .openapi(writeOwn, (c) => {
      setOwnUndoSeconds(deskOf(deps, c), c.req.valid("json").undoSeconds);
      return c.json(view(deskOf(deps, c)), 200);
    })
    .openapi(writeBrand, (c) => {
      setBrandUndoSeconds(deskOf(deps, c), c.req.valid("json").undoSeconds);
      return c.json(view(deskOf(deps, c)), 200);
    })
    .openapi(back, (c) => {
      const id = pathId("delivery", c.req.valid("param").id);
      const { conversationId, draft } = takeBack(deskOf(deps, c), id);
      return c.json({ conversationId: formatId("conversation", conversationId), draft: presentDraft(draft) }, 200);
    })
    .openapi(schedule, (c) => {
      const id = pathId("delivery", c.req.valid("param").id);
      const { sendAt, seenSeq = null } = c.req.valid("json");
      const conversationId = deps.store.q.deliveryById.get({ id })?.conversationId ?? undefined;
      const about = conversationId === undefined ? {} : { conversationId };
      loggingRefusals(deps, c, about, () =>
        reschedule(deskOf(deps, c), id, { sendAt: sendAt === null ? null : Date.parse(sendAt), seenSeq }),
      );
      return c.json(present(id), 200);
    });
}
