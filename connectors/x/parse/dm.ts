/** A direct message as an event; the person is whoever is not us. */
import type { ConnectorEvent } from "../../connector.ts";
import { idTime, pair } from "../ids.ts";
import { files, person } from "./people.ts";
import { poison } from "./poison.ts";
import type { Reading } from "./post.ts";
import { DmEvent } from "./shapes.ts";
import { readText } from "./text.ts";

/** None for what is no message, and for groups, which cannot be answered by person. */
export function dmEvents(input: unknown, { self, includes, history, now }: Reading): ConnectorEvent[] {
  const parsed = DmEvent.safeParse(input);
  if (!parsed.success) return [poison("direct message", parsed.error, input, now)];
  const dm = parsed.data;
  if (dm.event_type !== "MessageCreate" || dm.sender_id === undefined) return [];
  const people = dm.participant_ids ?? dm.dm_conversation_id?.split("-") ?? [];
  const other = people.find((id) => id !== self) ?? (dm.sender_id === self ? undefined : dm.sender_id);
  if (other === undefined || people.length > 2 || dm.dm_conversation_id?.includes("-") === false) return [];
  const ours = dm.sender_id === self;
  const entities = dm.entities ?? { urls: dm.urls ?? [], mentions: dm.mentions ?? [] };
  return [
    {
      type: "message.created",
      message: {
        id: dm.id,
        place: directPlace(self, other),
        author: person(dm.sender_id, includes, self),
        person: person(other, includes, self),
        direction: ours ? "outbound" : "inbound",
        origin: history ? "history" : ours ? "native" : "platform",
        ...readText(dm.text ?? "", entities, 0),
        media: files(dm.attachments?.media_keys, includes),
        groupKey: null,
        inReplyTo: null,
        url: null,
        sentAt: dm.created_at === undefined ? idTime(dm.id) : Date.parse(dm.created_at),
        editedAt: null,
        version: 0,
        key: null,
      },
    },
  ];
}

export function directPlace(self: string, other: string) {
  const id = pair(self, other);
  return { id, kind: "direct" as const, title: null, url: `https://x.com/messages/${id}` };
}
