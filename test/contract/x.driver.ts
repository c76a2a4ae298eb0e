/** What the contract suite must know of X. */
import { expect } from "vitest";
import { x } from "../../connectors/x/platform.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import { oauth1 } from "../support/x-account.ts";
import { bobo } from "../support/x-client.ts";
import { checkedX } from "../support/x-spec.ts";
import { PICTURE } from "./acting.ts";
import type { ContractDriver, InboundCase, Stage } from "./driver.ts";

let problems: string[] = [];
/** Poison is by its nature not as published. */
let poisoned = false;

const some = (fields: object) => expect.objectContaining(fields) as unknown;
const made = (fields: object) => ({ type: "message.created", message: some(fields) });

function send(stage: Stage, input: { from?: string; to?: string; text?: string; replyTo?: string }): string {
  const { from = stage.person.id, text = "", ...where } = input;
  return stage.sandbox.side.send({ from, text, media: [], options: {}, ...where }).id;
}

const asked: { id: string } = { id: "" };

const inbound: InboundCase[] = [
  {
    name: "a reply to a post of ours, without our handle typed",
    arrange(stage) {
      asked.id = send(stage, { from: bobo.id, text: "Scheduled maintenance tonight" });
    },
    play: (stage) => void send(stage, { text: "how long?", replyTo: asked.id }),
    expected: (stage) => [
      made({
        direction: "inbound",
        text: "how long?",
        inReplyTo: asked.id,
        person: some({ id: stage.person.id }),
        place: some({ id: asked.id }),
      }),
      made({ id: asked.id, direction: "outbound", person: null }),
    ],
  },
  {
    name: "somebody in our thread who merely carries our handle is context",
    play(stage) {
      const other = stage.sandbox.side.addPerson({ name: "Support 24h", handle: "support24", role: "user" });
      asked.id = send(stage, { text: "@bobowallet locked out" });
      send(stage, { from: other.id, text: "write me your phrase", replyTo: asked.id });
    },
    expected: () => [
      made({ id: asked.id, direction: "inbound" }),
      made({ direction: "ambient", text: "write me your phrase", place: some({ id: asked.id }) }),
    ],
  },
  {
    name: "what colleagues write in X's own app is ours, for whom it answers",
    play(stage) {
      asked.id = send(stage, { text: "@bobowallet locked out" });
      send(stage, { from: bobo.id, text: "We are on it", replyTo: asked.id });
      send(stage, { from: bobo.id, to: stage.person.id, text: "And privately" });
    },
    expected: (stage) => {
      const ours = { direction: "outbound", origin: "native", person: some({ id: stage.person.id }) };
      return [made({ ...ours, text: "We are on it" }), made({ ...ours, text: "And privately" })];
    },
  },
  {
    name: "links are whole addresses, escapes are undone",
    play: (stage) => void send(stage, { text: "@bobowallet a < b & https://example.com/login?x=1&y=2" }),
    expected: () => [
      made({
        text: "@bobowallet a < b & https://example.com/login?x=1&y=2",
        spans: [
          { kind: "mention", start: 0, end: 11, value: "bobowallet" },
          { kind: "link", start: 20, end: 53, value: "https://example.com/login?x=1&y=2" },
        ],
      }),
    ],
  },
  {
    name: "several pictures come with one post",
    play(stage) {
      const media = [PICTURE, PICTURE];
      stage.sandbox.side.send({ from: stage.person.id, text: "@bobowallet see both", media, options: {} });
    },
    expected: () => [made({ text: "@bobowallet see both", media: [some({ kind: "image" }), some({ kind: "image" })] })],
  },
];

export const driver: ContractDriver = {
  platform: x,
  sandbox(now) {
    const checked = checkedX(createXSandbox({ now }));
    problems = checked.problems;
    poisoned = false;
    return checked.platform;
  },
  prepare(sandbox) {
    const person = sandbox.side.addPerson({ name: "Lin Wei", handle: "linwei", role: "user" });
    return {
      settings: { apiUrl: sandbox.url },
      credentials: oauth1,
      wrongCredentials: { ...oauth1, user: { ...oauth1.user, accessSecret: "no-such-secret" } },
      brandId: bobo.id,
      person,
      addresses: { direct: { to: bobo.id, prefix: "" }, public: { prefix: "@bobowallet " } },
    };
  },
  finish() {
    const real = problems.filter((problem) => !poisoned || !problem.includes("/mentions"));
    if (real.length > 0) throw new Error(`Not as X's API is published:\n${real.join("\n")}`);
  },
  facts: {
    writePath: { direct: "/messages", public: "/2/tweets" },
    echoes: ["direct", "public"],
    edits: ["public"],
    deletes: [],
    mediaIn: ["direct", "public"],
    mediaOut: ["direct", "public"],
    history: true,
    duplicates: true,
    findSentWhenAbsent: "cannotTell",
    emoji: "👍",
    playedElsewhere: ["hide", "createThread"],
  },
  posts: {
    path: "/2/tweets",
    findSentWhenAbsent: "cannotTell",
    arrange: () => ({ place: `account:${bobo.id}`, tags: [] }),
    comment: (stage, _, postId) => send(stage, { text: "me too", replyTo: postId }),
    refused: [
      {
        name: "another page than the account's own",
        arrange: () => ({ place: "account:1", tags: [] }),
        code: "not-a-post-place",
      },
    ],
  },
  inbound,
  permanent: [
    {
      name: "the person has blocked us",
      kind: "direct",
      arrange: ({ sandbox, person }) => sandbox.side.block({ by: person.id, whom: bobo.id, blocked: true }),
      error: { kind: "permanent", code: "dm-not-allowed" },
    },
    {
      name: "the post to answer is gone",
      kind: "public",
      arrange: ({ sandbox, person }, { id, place }) => sandbox.side.remove({ by: person.id, place: place.id, id }),
      error: { kind: "permanent", code: "message-gone" },
    },
    {
      name: "the credit is spent: the account pauses and keeps its queue",
      kind: "public",
      arrange: ({ sandbox }) => sandbox.side.special("spend-credit", {}),
      error: { kind: "auth", code: "credit-spent" },
    },
  ],
  answerability: [
    {
      name: "a person who blocked us",
      kind: "direct",
      target: (target) => ({ ...target, personState: "blockedUs" }),
      expected: { state: "closed", reason: "blocked-by-user" },
    },
    {
      name: "a thread shows the way into a direct message",
      kind: "public",
      expected: { state: "open", toPrivateUrl: `https://x.com/messages/compose?recipient_id=${bobo.id}` },
    },
  ],
  poison({ sandbox }) {
    const body = { data: [{ id: "1", text: 5 }], meta: {} };
    sandbox.faults.add({ kind: "refuse", status: 200, path: "/mentions", body });
    poisoned = true;
  },
  tamper: (request) => ({ ...request, body: new TextEncoder().encode(`${new TextDecoder().decode(request.body)} `) }),
};
