/** Why a conversation was found, as it goes over the wire. */
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import { plainName } from "../../domain/visible.ts";
import type { HitShown } from "../../inbox/search/list.ts";
import type { Hit } from "../schemas.ts";

export function presentHit({ message, authorName, text, marks }: HitShown): z.infer<typeof Hit> {
  return {
    messageId: formatId("message", message.id),
    direction: message.direction === "ambient" ? "context" : message.direction,
    authorName: authorName === null ? null : plainName(authorName),
    text,
    marks,
    sentAt: toIso(message.sentAt),
  };
}
