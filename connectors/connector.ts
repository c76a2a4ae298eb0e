/**
 * The port: what a connector is. Reads top to bottom.
 *
 * A connector turns one account of one platform into events, and operations into remote writes. It keeps no state of its own
 * beyond open sockets: what it must remember goes into the cursor, which the core stores in the transaction of the events.
 */
import type { Log } from "../src/domain/log.ts";
import type { PlaceKind, PlatformName } from "../src/domain/platform.ts";
import type { Span } from "../src/domain/text.ts";
import type { Clock, EpochMs } from "../src/domain/time.ts";

// ---------------------------------------------------------------- what a platform module offers

/** One platform: how to read its settings, and how to open a connector for an account. Kept in `registry.ts`. */
export interface Platform {
  readonly name: PlatformName;
  readonly capabilities: Capabilities;
  /** What can be done in one place, where places of a kind differ (a business account's chat); absent: they do not. Pure. */
  capabilitiesAt?(place: Pick<Place, "id" | "kind">): PlaceCapabilities;
  /** Typed, plain JSON settings with defaults filled in. Throws SettingsError naming the field. */
  parseSettings(input: unknown): Settings;
  /** Checks the shape of credentials, plain JSON. Throws SettingsError naming the field; never repeats a value. */
  parseCredentials(input: unknown): Credentials;
  /** What reading costs in the day that runs, as the cursor remembers it; absent: reading is free. Pure. */
  readingCost?(settings: Settings, cursor: Cursor | null, now: EpochMs): ReadingCost;
  open(context: ConnectorContext): Connector;
}

export interface ReadingCost {
  /** US dollars since the day began. */
  usd: number;
  /** Reading rests once it has cost so much; null: no limit is set. */
  limitUsd: number | null;
  /** When the next day begins. */
  resetsAt: EpochMs;
}

/** Plain JSON. `apiUrl` (sandbox, proxy, self-hosted server) and `mode` are known to the core; the rest belongs to the connector. */
export type Settings = { mode: "poll" | "webhook" | "gateway"; apiUrl?: string } & Record<string, unknown>;

/**
 * Plain JSON of strings and numbers, sealed before it is stored. Two parts, because one X app serves several accounts:
 * `app` is shared by all accounts of an app, `user` belongs to one account.
 */
export interface Credentials {
  app: Record<string, string | number>;
  user: Record<string, string | number>;
}

export interface ConnectorContext {
  settings: Settings;
  credentials: {
    read(): Credentials;
    /**
     * Replaces the credentials if they are still `old` (compared as JSON); committed when it returns. False: somebody was faster,
     * read again. A single-use token is swapped in here before it is used.
     */
    swap(old: Credentials, next: Credentials): boolean;
  };
  /** The account's own remote id, null before the first `identify`. */
  self: string | null;
  clock: Clock;
  log: Log;
  /** Reports what a response's headers say of a limit, so that the core holds a scope before the platform refuses. May be called at any time. */
  onLimit(limit: { scope: string; remaining: number; resetAt: EpochMs }): void;
}

// ---------------------------------------------------------------- the connector

/** The small required core, and facets whose presence is the capability. Every promise rejects with ConnectorError, or with the signal's reason when aborted. */
export interface Connector {
  /** Checks the credentials with one or two reads. */
  identify(signal: AbortSignal): Promise<Identity>;

  /**
   * One step of reading. With a null cursor it starts at now: no older event is given, only a cursor. `waitMs` is how long the call may wait for
   * news (long poll); 0 returns at once. The cursor counts only once the core has stored it, so a call with the same cursor gives the same events again.
   */
  pull?(cursor: Cursor | null, options: { signal: AbortSignal; waitMs: number }): Promise<Pulled>;
  /** Pause between pulls that said `more: false`; required with `pull`. */
  pullEveryMs?: number;

  /**
   * A long-lived source (gateway). The consumer stores a batch before it asks for the next. Ends when the signal aborts, leaving the remote session
   * resumable. Where it cannot resume it backfills, or yields a `gap` event, and goes on by itself; throws only ConnectorError (the host reopens after a backoff).
   */
  listen?(cursor: Cursor | null, signal: AbortSignal): AsyncIterable<Batch>;

  /** A webhook request to the app. Verifies and parses without I/O; `response` leaves after the commit. A bad signature gives a 401 response and no batches. */
  receive?(request: WebhookRequest): Promise<Received>;
  /** Registers the webhook at the platform, replacing an older one of ours. Idempotent. */
  attach?(url: string, signal: AbortSignal): Promise<void>;
  detach?(signal: AbortSignal): Promise<void>;

  /** What an import since then would bring and cost. Null: the platform does not tell. */
  historySize?(since: EpochMs, signal: AbortSignal): Promise<{ messages: number | null; priceUsd: number | null }>;
  /** One page of history, any order; events have origin `history`. A null cursor in the answer ends it. */
  history?(
    since: EpochMs,
    cursor: Cursor | null,
    signal: AbortSignal,
  ): Promise<{ events: ConnectorEvent[]; cursor: Cursor | null }>;

  /** Opens a file by the `id` of a media snapshot, from the platform's own hosts (`files.ts`). Platform addresses expire and carry tokens: they never leave the connector. */
  openMedia?(
    id: string,
    fetchFile: FetchFile,
    signal: AbortSignal,
  ): Promise<{ body: ReadableStream<Uint8Array>; mime: string | null; size: number | null }>;

  /**
   * What became of messages, by their ids, at most 100: `message.edited` and `message.deleted` of those that changed. For what the platform does not tell by itself;
   * its presence goes with `capabilities.looksUp`.
   */
  lookUp?(ids: readonly string[], signal: AbortSignal): Promise<ConnectorEvent[]>;

  /** Whether an answer can go there now. Pure; absent means always open. */
  answerability?(target: AnswerTarget, now: EpochMs): Answerability;

  /** Exactly one visible remote write (uploads before it are not visible), never retried here. */
  perform(operation: Operation, signal: AbortSignal): Promise<Performed>;
  /** Reads back a write of unknown outcome, attempted between `since` and `until`. `absent` only where the platform guarantees it. */
  findSent?(operation: Operation, window: { since: EpochMs; until: EpochMs }, signal: AbortSignal): Promise<FindSent>;
  /** Which limits an operation falls under, widest first; a scope that starts with `app:` is shared by the accounts of the app. */
  limitScopes?(operation: Operation): string[];

  /** Public posts of our own, which answer nobody. Its presence goes with `capabilities.posts`. */
  posts?: Posts;

  /** Lets go of sockets. Idempotent. */
  close?(): Promise<void>;
}

/** Where the account can post, asked before anything is posted. Reads only. */
export interface Posts {
  /** Every place that is known to the connector, those included where something stands in the way. */
  places(signal: AbortSignal): Promise<PostPlace[]>;
  /**
   * Looks up one place anew, by the id that `places` gave or by what people call it (`@channel`). Rejects with a permanent ConnectorError where a post with these tags
   * cannot be made or could not be removed again: `place-gone`, `not-a-post-place`, `not-admin`, `missing-permission` (`detail` names it), `unknown-tag`,
   * `tag-required`, `too-many-tags`.
   */
  check(wanted: { place: string; tags: string[] }, signal: AbortSignal): Promise<PostPlace>;
}

/** A place for `createThread`. */
export interface PostPlace {
  place: Place;
  /** `timeline`: the account's own page. */
  kind: "timeline" | "channel" | "forum" | "text-channel";
  /** Names of the tags that a post can be given; empty where there are none. */
  tags: string[];
  tagRequired: boolean;
  maxTags: number;
  /** Of the title in UTF-16 units; null: a post has no title there, so it begins the text. */
  titleLimit: number | null;
  /** Of one part, in the unit of `capabilities.public.measure`. */
  textLimit: number;
  /** False: `createThread` takes the title alone (its text is empty), and every part of the text is a `message` in the thread. */
  opensWithText: boolean;
  /** What stands in the way, as `check` would say it; null: nothing. */
  problem: { code: string; detail: string | null } | null;
}

/** One GET that follows no redirect; the host of the program brings it. Rejects with ConnectorError where an address may not be reached. */
export type FetchFile = (
  url: URL,
  options: {
    signal: AbortSignal;
    /** Refuse addresses that are not the public internet's, whatever the name resolves to. */
    onlyPublic: boolean;
  },
) => Promise<Response>;

export interface Identity {
  remoteId: string;
  name: string;
  handle: string | null;
  avatarUrl: string | null;
  url: string | null;
  /** What the credentials may not do but the account's settings need, in the platform's own names. */
  missingScopes: string[];
  /** Stable codes of other things a person should fix: `privacy-mode-on`, `message-content-intent-off`, … */
  warnings: string[];
}

/** What the connector needs to go on after the last event stored; opaque to the core. */
export type Cursor = string;

export interface Batch {
  events: ConnectorEvent[];
  cursor: Cursor | null;
}

export interface Pulled extends Batch {
  /** True: pull again at once. */
  more: boolean;
}

export interface WebhookRequest {
  method: string;
  url: string;
  headers: Headers;
  body: Uint8Array;
}

export interface Received {
  /** Events per account, by the account's remote id; null means the app's only account. */
  batches: { account: string | null; events: ConnectorEvent[] }[];
  response: { status: number; headers: Record<string, string>; body: string };
}

// ---------------------------------------------------------------- events

export type ConnectorEvent =
  /** A whole snapshot, with the same id from every source (poll, webhook, gateway, echo). */
  | { type: "message.created"; message: MessageSnapshot }
  /** A whole snapshot after an edit, with a higher `version`; may come before the creation. */
  | { type: "message.edited"; message: MessageSnapshot }
  /** May come before the message itself. */
  | { type: "message.deleted"; messageId: string; at: EpochMs }
  /** `order` grows with time within the account: of two changes to the same person's same emoji the higher wins. */
  | {
      type: "reaction.added" | "reaction.removed";
      messageId: string;
      by: IdentitySnapshot;
      emoji: string;
      at: EpochMs;
      order: number;
    }
  | { type: "identity.changed"; identity: IdentitySnapshot; at: EpochMs }
  /** Answers to a place became impossible (`closed` has a stable code) or possible again (null). `movedTo`: the place has a new id from now on. */
  | { type: "place.changed"; placeId: string; closed: string | null; movedTo?: string; at: EpochMs }
  /** The same for all places that are known by now and whose id ends so (the chats of one business connection). */
  | { type: "places.changed"; ending: string; closed: string | null; at: EpochMs }
  /** Events between the two times may be lost for good; `code` says why: `gateway-session-lost`, `updates-expired`, … */
  | { type: "gap"; since: EpochMs; until: EpochMs; code: string; detail?: string }
  /** A piece of input that could not be parsed: set aside, blocks nothing. */
  | { type: "poison"; reason: string; raw: string; at: EpochMs };

export interface MessageSnapshot {
  /** Unique within the account, the same from every source. Opaque to the core. */
  id: string;
  place: Place;
  author: IdentitySnapshot;
  /**
   * Whose conversation in the place it belongs to, computed from the message alone: the author, or, for our own answers, whom they answer. Null: our own
   * words that answer nobody in particular.
   */
  person: IdentitySnapshot | null;
  /**
   * `inbound`: addresses us, opens or continues the person's conversation. `outbound`: ours. `ambient`: somebody's words in the place that do not address us:
   * it opens nothing; the core counts it as inbound where its author already has a conversation in the place, else shows it as context.
   */
  direction: "inbound" | "outbound" | "ambient";
  /** `native`: ours, written in the platform's own app. `otherApp`: ours, by another program. `platform`: not ours, or made by the platform itself (a copy of our post). `history`: imported. */
  origin: "platform" | "native" | "otherApp" | "history";
  text: string;
  spans: Span[];
  media: MediaSnapshot[];
  /** Parts of one album share it. */
  groupKey: string | null;
  /** Remote id of the message it answers. */
  inReplyTo: string | null;
  /** Public address of the original, null where there is none. */
  url: string | null;
  sentAt: EpochMs;
  editedAt: EpochMs | null;
  /** Grows with each edit; 0 for the message as first sent. */
  version: number;
  /** The `key` of the operation that sent it, where the platform carries it (Discord's nonce). */
  key: string | null;
  /** True where the platform says that the answer to it needs nothing (deleted account, service text); rarely set. */
  service?: boolean;
  /**
   * Remote id of the post of ours under which it stands, where its place does not tell that and the message itself does (a comment on a Telegram
   * channel's post). An answer to such a message stands there too, though it may not say so.
   */
  under?: string;
}

export interface Place {
  /** Unique within the account. Opaque to the core. */
  id: string;
  kind: PlaceKind;
  title: string | null;
  url: string | null;
}

export interface IdentitySnapshot {
  /** Unique within the platform. */
  id: string;
  name: string;
  handle: string | null;
  avatarUrl: string | null;
  url: string | null;
  state?: "active" | "deleted" | "blockedUs";
  /** True for the account itself and for colleagues whose words count as ours. */
  isUs: boolean;
}

export interface MediaSnapshot {
  /** What `openMedia` takes; null where there is no file (location, contact, or one that cannot be fetched). */
  id: string | null;
  kind: "image" | "video" | "audio" | "voice" | "file" | "sticker" | "location" | "contact";
  mime: string | null;
  name: string | null;
  /** Bytes. */
  size: number | null;
  /** Pixels. */
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** Alternative text, a place's name, a contact's name. */
  alt: string | null;
  /** location only. */
  latitude?: number;
  longitude?: number;
}

// ---------------------------------------------------------------- operations

export type Operation =
  /** An answer in a place, quoting `inReplyTo` where given. */
  | ({ kind: "reply"; inReplyTo: string } & Outgoing)
  /** A message in a direct place that quotes nothing. */
  | ({ kind: "message" } & Outgoing)
  | { kind: "edit"; place: Place; messageId: string; text: string }
  /** `also`: what `perform` gave so when the message was sent. `thread`: `createThread` made it; where the platform has threads, the whole thread goes. */
  | { kind: "delete"; place: Place; messageId: string; also?: string[]; thread?: boolean }
  | { kind: "react"; place: Place; messageId: string; emoji: string; remove: boolean }
  /** Hides or shows somebody's answer under ours. */
  | { kind: "hide"; place: Place; messageId: string; hidden: boolean }
  /**
   * Begins a public post: a post on X, a channel's post on Telegram, on Discord a forum's post or a thread in a text channel. `place` and the names of `tags` as
   * `posts` gives them. Its further parts go as `capabilities.posts.laterParts` says.
   */
  | { kind: "createThread"; place: Place; title: string; text: string; tags: string[]; key: string };

export type OperationKind = Operation["kind"];

interface Outgoing {
  place: Place;
  /** Remote id of the person addressed; of a part of a post, our own. */
  personId: string;
  text: string;
  media: OutgoingMedia[];
  /** At most 25 characters, the same for every attempt: the platform's idempotency key where it has one. */
  key: string;
}

export interface OutgoingMedia {
  name: string;
  mime: string;
  size: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface Performed {
  /** Remote id of the message made, in the form of MessageSnapshot.id; null for operations that make none. */
  id: string | null;
  /** Where one write makes several messages (an album): the ids of the others. */
  also?: string[];
  url: string | null;
  sentAt: EpochMs | null;
  /** The place that came of `createThread`, where people answer and nothing else stands; absent where there is none of its own (see `MessageSnapshot.under`). */
  place?: Place;
}

export type FindSent =
  | { state: "found"; id: string; url: string | null; sentAt: EpochMs | null; place?: Place }
  | { state: "absent" }
  | { state: "cannotTell" };

export interface AnswerTarget {
  place: Place;
  /** The code of the last `place.changed`. */
  closed: string | null;
  /** When the person last wrote, null if never. */
  lastInboundAt: EpochMs | null;
  personState: "active" | "deleted" | "blockedUs" | "blockedByUs";
}

export interface Answerability {
  state: "open" | "closed" | "unknown";
  /** When an open window closes. */
  until: EpochMs | null;
  /** Stable code: `window-closed`, `blocked-by-user`, `thread-locked`, … */
  reason: string | null;
  /** Where a person can go on in the platform's own app. */
  url: string | null;
  /** The platform's own way to go on in private, as an address to give to the person; null where there is none. */
  toPrivateUrl: string | null;
}

// ---------------------------------------------------------------- capabilities

export interface Capabilities {
  direct: PlaceCapabilities;
  public: PlaceCapabilities;
  /** How public posts of our own work; absent: the platform takes none. */
  posts?: PostCapabilities;
  /** What the platform never reports, as stable codes: `deletions`, `reactions`, … */
  neverReports: string[];
  /** Kinds of places whose messages can be looked up again by their ids: `Connector.lookUp`. */
  looksUp?: readonly PlaceKind[];
}

export interface PostCapabilities {
  /** What the parts after `createThread` are: a `reply` to the part before, in the same place, or a `message` in the place that `createThread` gave. */
  laterParts: "reply" | "message";
  /** How a post is taken away: a `delete` for each part, or one of the first part, with `thread`, which takes everything in the thread along. */
  removal: "parts" | "thread";
  /** Whether its parts can be edited. */
  edits: boolean;
}

export interface MediaLimits {
  /** Files in one message. */
  maxCount: number;
  /** Of one file. */
  maxBytes: number;
  /** Where a type may be smaller only. */
  maxBytesOf?: Record<string, number>;
  mimes: string[];
  /** Types of which a message takes one, and nothing beside it. */
  alone?: string[];
}

export interface PlaceCapabilities {
  operations: OperationKind[];
  /** Of one text message, in the unit of `measure`. */
  textLimit: number;
  /** Of a text that goes with media. */
  captionLimit: number;
  /** Length in the platform's own unit (UTF-16 units, weighted characters, …). Pure; lives in the connector's `measure.ts`. */
  measure: (text: string) => number;
  /** True: the parts of a long answer answer each other (a thread on X); else all answer the question. */
  chainsParts?: boolean;
  media: MediaLimits;
  /** Emoji that can be used for reactions; null: any. */
  reactions: string[] | null;
  /** True: a message bears one reaction of ours at most; another takes its place. */
  oneReaction?: boolean;
}
