/** Connector events made by hand, for tests of what the core does with them. */
import type { ConnectorEvent, IdentitySnapshot, MessageSnapshot, Place } from "../../connectors/connector.ts";
import type { Store } from "../../src/store/db.ts";
import { account, app } from "../../src/store/schema.ts";

export const GROUP: Place = { id: "group", kind: "public", title: "求助", url: null };

export function person(id: string, isUs = false): IdentitySnapshot {
  return { id, name: id.toUpperCase(), handle: id, avatarUrl: null, url: null, isUs };
}

export const US = person("bobo", true);

/** An inbound message of `author` unless told otherwise. */
export function snapshot(
  id: string,
  author: IdentitySnapshot,
  sentAt: number,
  more: Partial<MessageSnapshot> = {},
): MessageSnapshot {
  return {
    id,
    place: GROUP,
    author,
    person: author.isUs ? null : author,
    direction: author.isUs ? "outbound" : "inbound",
    origin: author.isUs ? "native" : "platform",
    text: `text of ${id}`,
    spans: [],
    media: [],
    groupKey: null,
    inReplyTo: null,
    url: null,
    sentAt,
    editedAt: null,
    version: 0,
    key: null,
    ...more,
  };
}

export function created(message: MessageSnapshot): ConnectorEvent {
  return { type: "message.created", message };
}

/** The snapshot after its `version`-th edit. */
export function edited(message: MessageSnapshot, version: number, text: string): ConnectorEvent {
  return { type: "message.edited", message: { ...message, version, text, editedAt: message.sentAt + version * 1_000 } };
}

/** An active Telegram account that nobody reads; gives its id. */
export function insertAccount(store: Store): number {
  const now = store.clock.now();
  const [owner] = store.db
    .insert(app)
    .values({ platform: "telegram", fingerprint: "test", createdAt: now })
    .returning({ id: app.id })
    .all();
  const [row] = store.db
    .insert(account)
    .values({
      appId: owner?.id ?? 0,
      platform: "telegram",
      remoteId: US.id,
      name: "波宝",
      handle: US.handle,
      settings: { mode: "poll" },
      state: "active",
      warnings: [],
      missingScopes: [],
      createdAt: 0,
    })
    .returning({ id: account.id })
    .all();
  return row?.id ?? 0;
}
