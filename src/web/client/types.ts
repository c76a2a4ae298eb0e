/** The shapes that come over the wire, as types; the schemas stay on the server. */
import type { z } from "zod";
import type * as presence from "../../api/present/presence.ts";
import type * as wire from "../../api/schemas.ts";

/** In the answer to a search, with what shows why. */
export type ConversationItem = z.infer<typeof wire.FoundConversation>;
export type ActivityItem = z.infer<typeof wire.ActivityItem>;
export type ContactView = z.infer<typeof wire.ContactView>;
export type Hit = z.infer<typeof wire.Hit>;
export type ConversationDetail = z.infer<typeof wire.ConversationDetail>;
export type MessageItem = z.infer<typeof wire.MessageItem>;
export type Media = z.infer<typeof wire.Media>;
export type SpanView = z.infer<typeof wire.SpanView>;
export type DeliveryView = z.infer<typeof wire.DeliveryView>;
export type AccountView = z.infer<typeof wire.AccountView>;
export type Counts = z.infer<typeof wire.Counts>;
export type Me = z.infer<typeof wire.Me>;
export type AuditItem = z.infer<typeof wire.AuditItem>;
export type LiveEvent = z.infer<typeof wire.LiveEvent>;
export type Here = z.infer<typeof presence.Here>;
export type ReplyInput = z.infer<typeof wire.ReplyInput>;
export type ReplyAccepted = z.infer<typeof wire.ReplyAccepted>;
export type DraftView = z.infer<typeof wire.DraftView>;
export type ConversationPatch = z.infer<typeof wire.ConversationPatch>;
export type Problem = z.infer<typeof wire.Problem>;

export interface Topic {
  id: string;
  name: string;
  parentId: string | null;
  archived: boolean;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Upload {
  id: string;
  name: string;
  mime: string;
  size: number;
}

export interface NoteInput {
  text: string;
  draftVersion?: number;
}

/** A draft's words, and the version that they were made from. */
export interface DraftToSave {
  text: string;
  uploads: readonly Upload[];
  inReplyTo: { id: string } | null;
  version: number | null;
}

export type ResolveAs = "retry" | "sent" | "cancelled";

/** How the list is asked for; every field narrows it. */
export interface ConversationFilter {
  /** One or several, by commas. */
  status?: string;
  accountId?: string;
  assigneeId?: string;
  platform?: ConversationItem["platform"];
  kind?: ConversationItem["kind"];
  label?: string;
  attention?: boolean;
  mentioned?: "me";
  q?: string;
  sort?: "waiting" | "due";
}
