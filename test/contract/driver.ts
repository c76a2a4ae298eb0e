/** What the contract suite must know of one platform: how to stand it up, and the few facts in which platforms differ. */
import type {
  AnswerTarget,
  Answerability,
  Connector,
  Credentials,
  Identity,
  MessageSnapshot,
  OperationKind,
  Platform,
  WebhookRequest,
} from "../../connectors/connector.ts";
import type { ConnectorErrorKind } from "../../connectors/errors.ts";
import type { PlaceKind } from "../../src/domain/platform.ts";
import type { EpochMs } from "../../src/domain/time.ts";
import type { SandboxPlatform } from "../../src/sandbox/kit/platform-server.ts";
import type { SandboxMessage, SandboxPerson } from "../../src/sandbox/kit/user-side.ts";
import type { RunningSandbox } from "../../src/sandbox/start.ts";

export interface ContractDriver {
  platform: Platform;
  /** A fresh sandbox that tells the time by `now`. May wrap its app to check the traffic against a published specification. */
  sandbox(now: () => EpochMs): SandboxPlatform;
  /** Called once the sandbox listens: makes the people and places that the suite uses. */
  prepare(sandbox: RunningSandbox): Prepared;
  /** Called at the end of each test, before the sandbox closes: throws where the traffic broke the specification. */
  finish?(): void;
  facts: Facts;
  /** Accounts that lack something, as `identify` tells it. */
  lacking?: LackingCase[];
  posts: PostFacts;
  /** What only this platform has: each case plays something and names what must come of it. */
  inbound: InboundCase[];
  /** Writes that the platform refuses for good. */
  permanent: PermanentCase[];
  answerability: AnswerabilityCase[];
  /** Puts something unreadable into the stream of news. */
  poison?: (stage: Stage) => void;
  /** Spoils a webhook request so that its signature no longer holds; required where the connector has `receive`. */
  tamper?: (request: WebhookRequest) => WebhookRequest;
}

export interface Prepared {
  /** The brand's account, with `apiUrl` set to the sandbox. */
  settings: unknown;
  credentials: unknown;
  /** Of the right shape, but refused by the platform. */
  wrongCredentials: unknown;
  /** The brand's remote id, which is also its id on the user's side. */
  brandId: string;
  person: SandboxPerson;
  /** How `person` addresses the brand in each kind of place; null: not on this platform. */
  addresses: Record<PlaceKind, Address | null>;
}

export interface Address {
  /** The `to` or `place` of the user's side; neither for a public post of one's own. */
  to?: string;
  place?: string;
  /** Comes before the words: a mention, where the place needs one. */
  prefix: string;
}

export interface Facts {
  /** Part of the path of the request that makes a message, by kind of place: faults are laid on it. */
  writePath: Record<PlaceKind, string>;
  /** Kinds of place in which a person's edit is reported. */
  edits: PlaceKind[];
  /** Kinds of place in which a person's deletion is reported. */
  deletes: PlaceKind[];
  /** Kinds of place in which a picture that a person sends comes with the message and can be opened. */
  mediaIn: PlaceKind[];
  /** Kinds of place in which an answer may carry a picture. */
  mediaOut: PlaceKind[];
  /** Whether older messages can be imported; a kind of place where only those can. */
  history: boolean | PlaceKind;
  /** Kinds of place in which our own writes come back among the news. */
  echoes?: PlaceKind[];
  /** Whether the news can be asked to come twice by the `duplicate` fault. */
  duplicates: boolean;
  /** What `findSent` says where the write did not happen; null: the connector has no `findSent`. */
  findSentWhenAbsent: "absent" | "cannotTell" | null;
  /** An emoji that may be used for a reaction. */
  emoji: string;
  /** Operations that only a case of the driver's own can play. */
  playedElsewhere: OperationKind[];
}

/** One stood-up platform with its account; a fresh one for each test. */
export interface Stage extends Prepared {
  sandbox: RunningSandbox;
  clock: { now(): EpochMs; advance(ms: number): void };
  /** Each call is a new connector of the same account, as after a restart. Closed by the suite. */
  open: (options?: { credentials?: unknown; settings?: Record<string, unknown> }) => Connector;
  /** What the connector's context has stored. */
  stored: () => Credentials;
  /** `person` addresses the brand. */
  say: (kind: PlaceKind, text: string, more?: Saying) => SandboxMessage;
}

export interface Saying {
  media?: { name: string; mime: string; base64: string }[];
  replyTo?: string;
  options?: Record<string, unknown>;
  /** Somebody else than `person`. */
  from?: string;
}

/** Public posts of our own. */
export interface PostFacts {
  /** Part of the path of the request that begins one. */
  path: string;
  /** What `findSent` says of one that was not made; null: the connector has no `findSent`. */
  findSentWhenAbsent: "absent" | "cannotTell" | null;
  /** Makes a place ready, and gives what a post there wants. */
  arrange: (stage: Stage) => PostWish;
  /** `person` writes under a post of ours; gives the id on the user's side. */
  comment: (stage: Stage, wish: PostWish, postId: string) => string;
  /** What `check` must refuse, and what it must say. */
  refused: { name: string; arrange: (stage: Stage, wish: PostWish) => PostWish; code: string }[];
}

export interface PostWish {
  place: string;
  tags: string[];
  settings?: Record<string, unknown>;
}

export interface LackingCase {
  name: string;
  /** May give other credentials to open the account with. */
  arrange: (stage: Stage) => { credentials?: unknown; settings?: Record<string, unknown> };
  expected: Partial<Pick<Identity, "missingScopes" | "warnings">>;
}

export interface InboundCase {
  name: string;
  /** Before the news are read from: places that the platform would tell about. */
  arrange?: (stage: Stage) => void;
  play: (stage: Stage) => void;
  /** Events that must come, each as for `toMatchObject`; others may come too. */
  expected: (stage: Stage) => object[];
}

export interface PermanentCase {
  name: string;
  kind: PlaceKind;
  /** After the person wrote `inbound` and before the answer. */
  arrange: (stage: Stage, inbound: MessageSnapshot) => void;
  error: { kind: ConnectorErrorKind; code: string };
}

export interface AnswerabilityCase {
  name: string;
  kind: PlaceKind;
  play?: (stage: Stage) => void;
  /** Changes the target that the core would ask about: the person's last words are `lastInboundAt`. */
  target?: (target: AnswerTarget) => AnswerTarget;
  /** How long after the person's last words. */
  afterMs?: number;
  expected: Partial<Answerability>;
}
