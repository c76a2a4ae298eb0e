/** What only Telegram brings: business accounts, albums, topics, comments, service messages. */
import { expect } from "vitest";
import type { Saying, Stage } from "./driver.ts";
import type { InboundCase } from "./driver.ts";
import { PICTURE } from "./acting.ts";

export const BOT = "1000001";

export const owner = ({ sandbox }: Stage) =>
  sandbox.side.people().find((person) => person.handle === "bobowallet")?.id ?? "";

/** The supergroup in which the driver lets people mention the bot. */
export const group = ({ addresses }: Stage) => addresses.public?.place ?? "";

const some = (fields: object) => expect.objectContaining(fields) as unknown;
const made = (fields: object) => ({ type: "message.created", message: some(fields) });

function send(stage: Stage, input: Saying & { to?: string; place?: string; text?: string }) {
  const { from = stage.person.id, text = "", media = [], options = {}, ...where } = input;
  return stage.sandbox.side.send({ from, text, media, options, ...where });
}

const asAdmin = (stage: Stage) => void stage.sandbox.side.special("admin", { place: group(stage), person: BOT });

const files: InboundCase[] = (
  [
    ["video", "video"],
    ["animation", "video"],
    ["video_note", "video"],
    ["audio", "audio"],
    ["voice", "voice"],
    ["document", "file"],
    ["sticker", "sticker"],
  ] as const
).map(([as, kind]) => ({
  name: `a ${as}`,
  play: (stage) => void send(stage, { to: BOT, media: [PICTURE], options: { as } }),
  expected: () => [made({ media: [some({ kind, id: expect.any(String), size: expect.any(Number) })] })],
}));

const direct: InboundCase[] = [
  ...files,
  {
    name: "a place on the map and a contact",
    play(stage) {
      send(stage, { to: BOT, options: { location: { latitude: 31.2, longitude: 121.5 } } });
      send(stage, { to: BOT, options: { contact: { phoneNumber: "+8613800000000", firstName: "Lin" } } });
    },
    expected: () => [
      made({ media: [some({ kind: "location", id: null, latitude: 31.2, longitude: 121.5 })] }),
      made({ media: [some({ kind: "contact", id: null, alt: "Lin +8613800000000" })] }),
    ],
  },
  {
    name: "an album is several messages with one key",
    play: (stage) => void send(stage, { to: BOT, text: "both sides", media: [PICTURE, PICTURE] }),
    expected: () => [
      made({ text: "both sides", groupKey: expect.any(String), media: [some({ kind: "image" })] }),
      made({ text: "", groupKey: expect.any(String), media: [some({ kind: "image" })] }),
    ],
  },
  {
    name: "links, mentions and commands in a text",
    play: (stage) => void send(stage, { to: BOT, text: "/start 看 https://a.example/x @linwei" }),
    expected: () => [
      made({
        spans: [
          { kind: "link", start: 9, end: 28, value: "https://a.example/x" },
          { kind: "mention", start: 29, end: 36, value: "linwei" },
        ],
      }),
    ],
  },
  {
    name: "a reaction comes and goes",
    play(stage) {
      const said = send(stage, { to: BOT, text: "hi" });
      const ref = { by: stage.person.id, place: said.placeId, id: said.id, emoji: "👍" };
      stage.sandbox.side.react({ ...ref, remove: false });
      stage.sandbox.side.react({ ...ref, remove: true });
    },
    expected: ({ person }) =>
      ["reaction.added", "reaction.removed"].map((type) => ({
        type,
        messageId: `${person.id}:1`,
        emoji: "👍",
        by: some({ id: person.id }),
      })),
  },
  {
    name: "a person who blocks the bot, and comes back",
    arrange: (stage) => void send(stage, { to: BOT, text: "hi" }),
    play({ sandbox, person }) {
      for (const blocked of [true, false]) sandbox.side.block({ by: person.id, whom: BOT, blocked });
    },
    expected: ({ person }) => [
      { type: "place.changed", placeId: person.id, closed: "blocked-by-user" },
      { type: "identity.changed", identity: some({ id: person.id, state: "blockedUs" }) },
      { type: "place.changed", placeId: person.id, closed: null },
    ],
  },
];

const business: InboundCase[] = [
  {
    name: "a business account: the person's words, and the owner's own from the phone",
    play(stage) {
      send(stage, { to: owner(stage), text: "hello shop" });
      send(stage, { from: owner(stage), to: stage.person.id, text: "hello from my phone" });
    },
    expected: (stage) => [
      made({
        text: "hello shop",
        direction: "inbound",
        person: some({ id: stage.person.id }),
        place: some({ kind: "direct", id: expect.stringContaining("@") }),
      }),
      made({
        text: "hello from my phone",
        direction: "outbound",
        origin: "native",
        person: some({ id: stage.person.id }),
        author: some({ id: owner(stage), isUs: true }),
      }),
    ],
  },
  {
    name: "a business account: edits and deletions",
    play(stage) {
      const said = send(stage, { to: owner(stage), text: "frist" });
      const ref = { by: stage.person.id, place: said.placeId, id: said.id };
      stage.sandbox.side.edit({ ...ref, text: "first" });
      stage.sandbox.side.remove(ref);
    },
    expected: ({ person }) => [
      { type: "message.edited", message: some({ text: "first", direction: "inbound" }) },
      { type: "message.deleted", messageId: expect.stringContaining(`${person.id}:1:`) },
    ],
  },
];

const shared: InboundCase[] = [
  {
    name: "talk in a group that does not address us is ambient, with what it answers",
    arrange: asAdmin,
    play(stage) {
      const asked = send(stage, { place: group(stage), text: "does it work for you?" });
      const other = stage.sandbox.side.addPerson({ name: "Mei", handle: "mei", role: "user" });
      send(stage, { from: other.id, place: group(stage), text: "not for me", replyTo: asked.id });
    },
    expected: (stage) => [
      made({ text: "does it work for you?", direction: "ambient", person: some({ id: stage.person.id }) }),
      made({
        text: "not for me",
        direction: "ambient",
        author: some({ handle: "mei" }),
        inReplyTo: `${group(stage)}:1`,
      }),
    ],
  },
  {
    name: "a mention brings the message that it answers, which the bot has never seen",
    play(stage) {
      const asked = send(stage, { place: group(stage), text: "my transfer hangs" });
      const other = stage.sandbox.side.addPerson({ name: "Mei", handle: "mei", role: "user" });
      send(stage, { from: other.id, place: group(stage), text: "@bobo_support_bot help him", replyTo: asked.id });
    },
    expected: (stage) => [
      made({ id: `${group(stage)}:1`, text: "my transfer hangs", direction: "ambient", origin: "platform" }),
      made({ id: `${group(stage)}:2`, direction: "inbound", inReplyTo: `${group(stage)}:1` }),
    ],
  },
  {
    name: "an administrator who speaks as the group answers for us",
    arrange: asAdmin,
    play(stage) {
      const asked = send(stage, { place: group(stage), text: "anybody there?" });
      const staff = stage.sandbox.side.addPerson({ name: "Ann", handle: "ann", role: "staff" });
      const asGroup = { from: staff.id, place: group(stage), options: { anonymous: true } };
      send(stage, { ...asGroup, text: "yes, we are", replyTo: asked.id });
      send(stage, { ...asGroup, text: "good morning all" });
    },
    expected: (stage) => [
      made({
        text: "yes, we are",
        direction: "outbound",
        origin: "native",
        author: some({ id: group(stage), isUs: true }),
        person: some({ id: stage.person.id }),
      }),
      made({ text: "good morning all", direction: "outbound", person: null }),
    ],
  },
  {
    name: "a topic is a place of its own",
    arrange(stage) {
      const forum = stage.sandbox.side.addPlace({ type: "forum", title: "Forum", members: [] });
      stage.sandbox.side.addPlace({ type: "topic", title: "Topic", parent: forum.id, members: [] });
    },
    play(stage) {
      const topic = stage.sandbox.side.places().find(({ type }) => type === "topic")?.id ?? "";
      send(stage, { place: topic, text: "/help me" });
    },
    expected(stage) {
      const topic = stage.sandbox.side.places().find(({ type }) => type === "topic")?.id ?? "";
      return [made({ text: "/help me", direction: "inbound", place: some({ id: topic }), inReplyTo: null })];
    },
  },
  {
    name: "a channel's post and a comment on it",
    arrange(stage) {
      const channel = stage.sandbox.side.addPlace({ type: "channel", title: "News", members: [] });
      const talk = { type: "supergroup", title: "Talk", parent: channel.id, members: [] };
      const { id } = stage.sandbox.side.addPlace(talk);
      stage.sandbox.side.special("admin", { place: id, person: BOT });
    },
    play(stage) {
      const place = stage.sandbox.side.places().find(({ title }) => title === "News")?.id ?? "";
      const post = send(stage, { from: owner(stage), place, text: "v2 is out" });
      const comment = send(stage, { place, text: "it broke my wallet", replyTo: post.id });
      send(stage, { place: comment.placeId, text: "mine too", replyTo: comment.id });
    },
    expected(stage) {
      const place = (title: string) => stage.sandbox.side.places().find((found) => found.title === title)?.id;
      return [
        made({ text: "v2 is out", direction: "outbound", person: null, place: some({ id: place("News") }) }),
        made({ text: "v2 is out", direction: "outbound", person: null, place: some({ id: place("Talk") }) }),
        made({
          text: "it broke my wallet",
          direction: "inbound",
          person: some({ id: stage.person.id }),
          place: some({ id: place("Talk"), kind: "public" }),
          under: `${place("News")}:1`,
        }),
        made({ text: "mine too", direction: "ambient", inReplyTo: `${place("Talk")}:2` }),
      ];
    },
  },
  {
    name: "a group that becomes a supergroup moves its place",
    arrange: (stage) => void stage.sandbox.side.addPlace({ type: "group", title: "Small", members: [] }),
    play(stage) {
      const place = stage.sandbox.side.places().find(({ title }) => title === "Small")?.id;
      stage.sandbox.side.special("migrate", { place });
    },
    expected(stage) {
      const next = stage.sandbox.side.places().find(({ title }) => title === "Small")?.id;
      return [{ type: "place.changed", placeId: expect.stringMatching(/^-\d{4}$/), movedTo: next, closed: null }];
    },
  },
];

export const telegramInbound: InboundCase[] = [...direct, ...business, ...shared];
