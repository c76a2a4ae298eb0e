/** Messages with all that belongs to them as they go over the wire. */
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { beginningOf } from "../../domain/text.ts";
import { plainName } from "../../domain/visible.ts";
import { toIso } from "../../domain/time.ts";
import { type DeliveryShown, waitingCodes } from "../../inbox/views/delivery-shown.ts";
import type { MessageView } from "../../inbox/views/messages.ts";
import type { Store } from "../../store/db.ts";
import type { account } from "../../store/schema.ts";
import { withoutConsentToken } from "../../trust/consent-texts.ts";
import type { DeliveryView, Media, MessageItem } from "../schemas.ts";

type AccountRow = typeof account.$inferSelect;

const QUOTE_LENGTH = 160;

/** What we write bears the name of whoever wrote it, under the account's handle. */
function presentAuthor({ message, author }: MessageView, account: AccountRow): z.infer<typeof MessageItem>["author"] {
  const ours = message.direction === "outbound";
  const isUs = ours || message.direction === "note" || author.identity?.isUs === true;
  const handle = author.identity?.handle ?? (ours ? account.handle : null);
  return {
    id: author.identity ? formatId("identity", author.identity.id) : null,
    name: author.agentName ?? plainName(author.identity?.name ?? (isUs ? account.name : "")),
    handle: handle === null ? null : plainName(handle),
    avatarUrl: author.identity?.avatarUrl ?? (ours ? account.avatarUrl : null),
    isUs,
  };
}

function presentMedia(row: MessageView["media"][number]): z.infer<typeof Media> {
  const id = formatId("attachment", row.id);
  return {
    id,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    mime: row.mime,
    name: row.name === null ? null : plainName(row.name),
    size: row.size,
    width: row.width,
    height: row.height,
    durationMs: row.durationMs,
    alt: row.alt,
    latitude: row.latitude,
    longitude: row.longitude,
    url: row.state === "kept" ? `/api/media/${id}` : null,
  };
}

export function presentDelivery(row: DeliveryShown): z.infer<typeof DeliveryView> {
  return {
    id: formatId("delivery", row.id),
    kind: row.kind,
    state: row.state,
    code: row.code,
    detail: row.detail,
    text: row.payload.text === undefined ? null : withoutConsentToken(row.payload.text),
    nextAt: toIso(row.nextAt),
    part: row.part,
    parts: row.parts,
    attempts: row.attempts,
  };
}

/** Gives a function from an id to the delivery as it is now, which throws ProblemError `not-found`. */
export function deliveryPresenter(store: Store): (id: number) => z.infer<typeof DeliveryView> {
  return (id) => {
    const row = store.q.deliveryById.get({ id });
    if (!row) throw new ProblemError("not-found", "There is no such delivery.");
    return presentDelivery({ ...row, code: waitingCodes(store, [row])(row) });
  };
}

export function presentMessage(view: MessageView, account: AccountRow): z.infer<typeof MessageItem> {
  const { message: row, inReplyTo } = view;
  return {
    id: formatId("message", row.id),
    direction: view.direction,
    author: presentAuthor(view, account),
    agentId: row.agentId === null ? null : formatId("agent", row.agentId),
    origin: row.origin,
    automatic: row.automatic,
    text: withoutConsentToken(row.text),
    spans: row.spans,
    language: row.language,
    media: view.media.map(presentMedia),
    reactions: view.reactions,
    groupKey: row.groupKey,
    inReplyTo: inReplyTo && {
      id: inReplyTo.id === null ? null : formatId("message", inReplyTo.id),
      authorName: inReplyTo.authorName === null ? null : plainName(inReplyTo.authorName),
      excerpt: inReplyTo.text === null ? null : beginningOf(withoutConsentToken(inReplyTo.text), QUOTE_LENGTH),
    },
    url: row.url,
    sentAt: toIso(row.sentAt),
    editedAt: toIso(row.editedAt),
    edits: view.edits.map((edit) => ({ text: withoutConsentToken(edit.text), at: toIso(edit.at) })),
    deletedAt: toIso(row.deletedAt),
    hidden: row.hidden,
    delivery: view.delivery && presentDelivery(view.delivery),
    changes: view.changes.map(presentDelivery),
  };
}
