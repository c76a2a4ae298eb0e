/** The connectors' events as they come over the wire from a bridge; the types of the port, checked. */
import { z } from "zod";
import type { ConnectorEvent } from "../../../connectors/connector.ts";
import { PLACE_KINDS } from "../../domain/platform.ts";
import { SPAN_KINDS } from "../../domain/text.ts";

const Id = z.string().min(1).max(500);
const At = z.int();

const Person = z.object({
  id: Id,
  name: z.string(),
  handle: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  url: z.string().nullable(),
  state: z.enum(["active", "deleted", "blockedUs"]).exactOptional(),
  isUs: z.boolean(),
});

const Span = z.object({
  kind: z.enum(SPAN_KINDS),
  start: z.int().min(0),
  end: z.int().min(0),
  value: z.string().exactOptional(),
});

const Media = z.object({
  id: z.string().nullable(),
  kind: z.enum(["image", "video", "audio", "voice", "file", "sticker", "location", "contact"]),
  mime: z.string().nullable(),
  name: z.string().nullable(),
  size: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  durationMs: z.number().nullable(),
  alt: z.string().nullable(),
  latitude: z.number().exactOptional(),
  longitude: z.number().exactOptional(),
});

const Message = z.object({
  id: Id,
  place: z.object({ id: Id, kind: z.enum(PLACE_KINDS), title: z.string().nullable(), url: z.string().nullable() }),
  author: Person,
  person: Person.nullable(),
  direction: z.enum(["inbound", "outbound", "ambient"]),
  origin: z.enum(["platform", "native", "otherApp", "history"]),
  text: z.string(),
  spans: z.array(Span),
  media: z.array(Media),
  groupKey: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  url: z.string().nullable(),
  sentAt: At,
  editedAt: At.nullable(),
  version: z.number(),
  key: z.string().nullable(),
  service: z.boolean().exactOptional(),
  under: Id.exactOptional(),
});

/** Throws ZodError for what no connector gives. */
export const EventOnTheWire: z.ZodType<ConnectorEvent> = z.discriminatedUnion("type", [
  z.object({ type: z.literal(["message.created", "message.edited"]), message: Message }),
  z.object({ type: z.literal("message.deleted"), messageId: Id, at: At }),
  z.object({
    type: z.literal(["reaction.added", "reaction.removed"]),
    messageId: Id,
    by: Person,
    emoji: z.string(),
    at: At,
    order: z.number(),
  }),
  z.object({ type: z.literal("identity.changed"), identity: Person, at: At }),
  z.object({
    type: z.literal("place.changed"),
    placeId: Id,
    closed: z.string().nullable(),
    movedTo: Id.exactOptional(),
    at: At,
  }),
  z.object({ type: z.literal("places.changed"), ending: z.string(), closed: z.string().nullable(), at: At }),
  z.object({ type: z.literal("gap"), since: At, until: At, code: z.string(), detail: z.string().exactOptional() }),
  z.object({ type: z.literal("poison"), reason: z.string(), raw: z.string(), at: At }),
]);
