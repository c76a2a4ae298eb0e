/** Discord over its sandbox, by the contract that all connectors keep. */
import { expect } from "vitest";
import { z } from "zod";
import { discord } from "../../connectors/discord/platform.ts";
import { createDiscordSandbox, DEFAULT_DISCORD_TOKEN } from "../../src/sandbox/discord/create.ts";
import type { RunningSandbox } from "../../src/sandbox/start.ts";
import { checkedDiscord } from "../support/discord-checked.ts";
import type { ContractDriver, Stage } from "./driver.ts";
import { discordPosts } from "./discord-posts.ts";
import { contractSuite } from "./suite.ts";

const Described = z.object({ botId: z.string(), staffRoleId: z.string(), botRoleId: z.string() });

let problems: string[] = [];

const describe = (sandbox: RunningSandbox) => Described.parse(sandbox.side.special("describe", {}));
const placeNamed = (sandbox: RunningSandbox, title: string) =>
  sandbox.side.places().find((place) => place.title === title)?.id ?? "";
const personNamed = (sandbox: RunningSandbox, handle: string) =>
  sandbox.side.people().find((person) => person.handle === handle)?.id ?? "";

interface Words {
  from?: string;
  to?: string;
  place?: string;
  text: string;
  replyTo?: string;
  options?: Record<string, unknown>;
}
const send = (stage: Stage, words: Words) =>
  stage.sandbox.side.send({ from: stage.person.id, media: [], options: {}, ...words });
const help = ({ sandbox }: Stage) => placeNamed(sandbox, "help-求助");
const forum = ({ sandbox }: Stage) => placeNamed(sandbox, "support-forum");
/** The first message that holds the words, wherever it stands. */
const found = ({ sandbox }: Stage, words: string) => {
  const all = sandbox.side.places().flatMap((place) => sandbox.side.messages(place.id));
  const message = all.find((candidate) => candidate.text.includes(words));
  if (!message) throw new Error(`nobody said ${words}`);
  return message;
};

/** A message event with these fields. */
const created = (fields: object) => ({ type: "message.created", message: some(fields) });
const some = (fields: object) => expect.objectContaining(fields) as unknown;
const says = (words: string) => expect.stringContaining(words) as unknown;

const driver: ContractDriver = {
  platform: discord,
  sandbox(now) {
    const checked = checkedDiscord(createDiscordSandbox({ now }));
    problems = checked.problems;
    return checked.platform;
  },
  prepare(sandbox) {
    const person = sandbox.side.addPerson({ name: "Lin Wei", handle: "linwei", role: "user" });
    sandbox.side.addPerson({ name: "Agent", handle: "agent", role: "staff" });
    sandbox.side.addPerson({ name: "Bystander", handle: "bystander", role: "user" });
    const { botId, staffRoleId } = describe(sandbox);
    return {
      settings: {
        apiUrl: sandbox.url,
        team: [staffRoleId],
        watch: [placeNamed(sandbox, "support-forum")],
      },
      credentials: { token: DEFAULT_DISCORD_TOKEN },
      wrongCredentials: { token: "no-such-token" },
      brandId: botId,
      person,
      addresses: {
        direct: { to: botId, prefix: "" },
        public: { place: placeNamed(sandbox, "help-求助"), prefix: "@bobo-support " },
      },
    };
  },
  finish() {
    if (problems.length > 0) throw new Error(`Not as Discord's API is published:\n${problems.join("\n")}`);
  },
  facts: {
    writePath: { direct: "/messages", public: "/messages" },
    echoes: ["direct", "public"],
    edits: ["direct", "public"],
    deletes: ["direct", "public"],
    mediaIn: ["direct", "public"],
    mediaOut: ["direct", "public"],
    history: "public",
    // The gateway's numbers tell copies: the connector gives each dispatch once.
    duplicates: false,
    findSentWhenAbsent: "absent",
    emoji: "👍",
    playedElsewhere: ["createThread"],
  },
  posts: discordPosts,
  inbound: [
    {
      name: "a mention of our role, and a reply to us, address us",
      play(stage) {
        const { botRoleId, botId } = describe(stage.sandbox);
        send(stage, { place: help(stage), text: `<@&${botRoleId}> by role` });
        const ours = send(stage, { from: botId, place: help(stage), text: "from another program" });
        send(stage, { place: help(stage), text: "by reply", replyTo: ours.id, options: { ping: false } });
      },
      expected: (stage) => [
        created({ text: says("by role"), direction: "inbound" }),
        created({ text: "from another program", direction: "outbound", origin: "otherApp", key: null }),
        created({ text: "by reply", direction: "inbound", person: some({ id: stage.person.id }) }),
      ],
    },
    {
      name: "an edit that takes the mention away is told of, an edit of other talk is not",
      play(stage) {
        const { side } = stage.sandbox;
        const other = send(stage, { place: help(stage), text: "mere talk" });
        const said = send(stage, { place: help(stage), text: "@bobo-support my secret words" });
        side.edit({ by: stage.person.id, place: said.placeId, id: other.id, text: "still mere talk" });
        side.edit({ by: stage.person.id, place: said.placeId, id: said.id, text: "taken back" });
      },
      expected: (stage) => [
        {
          type: "message.edited",
          message: some({
            id: `${help(stage)}:${found(stage, "taken back").id}`,
            text: "taken back",
            direction: "inbound",
          }),
        },
      ],
    },
    {
      name: "what a mention answers comes with it, as context",
      play(stage) {
        const said = send(stage, {
          from: personNamed(stage.sandbox, "bystander"),
          place: help(stage),
          text: "just talking",
        });
        send(stage, { place: help(stage), text: "@bobo-support is that true?", replyTo: said.id });
      },
      expected: (stage) => [
        created({ text: "just talking", direction: "ambient" }),
        created({
          text: says("is that true?"),
          direction: "inbound",
          inReplyTo: `${help(stage)}:${found(stage, "just talking").id}`,
        }),
      ],
    },
    {
      name: "a post in a watched forum is addressed to us, a thread elsewhere is context",
      play(stage) {
        send(stage, { place: forum(stage), text: "my first words", options: { title: "Locked out" } });
        const said = send(stage, { place: help(stage), text: "elsewhere" });
        const thread = z.object({ id: z.string() }).parse(
          stage.sandbox.side.special("start-thread", {
            by: stage.person.id,
            channel: help(stage),
            message: said.id,
            title: "Talk",
          }),
        );
        send(stage, { place: thread.id, text: "among us" });
      },
      expected: (stage) => [
        created({
          text: "my first words",
          direction: "inbound",
          place: {
            id: found(stage, "my first words").placeId,
            kind: "public",
            title: "Locked out",
            url: expect.any(String),
          },
        }),
        created({ text: "among us", direction: "ambient", place: some({ title: "Talk" }) }),
      ],
    },
    {
      name: "a colleague's answer in the app ends the waiting of whom it answers",
      play(stage) {
        const said = send(stage, { place: forum(stage), text: "who helps?", options: { title: "Help" } });
        send(stage, { from: personNamed(stage.sandbox, "agent"), place: said.placeId, text: "I do", replyTo: said.id });
      },
      expected: (stage) => [
        created({
          text: "I do",
          direction: "outbound",
          origin: "native",
          author: some({ handle: "agent", isUs: true }),
          person: some({ id: stage.person.id }),
        }),
      ],
    },
    {
      name: "reactions come and go, in an order that says so",
      play(stage) {
        const said = send(stage, { to: stage.brandId, text: "thanks" });
        const react = (remove: boolean) =>
          stage.sandbox.side.react({ by: stage.person.id, place: said.placeId, id: said.id, emoji: "🎉", remove });
        react(false);
        react(true);
      },
      expected: (stage) => {
        const { id, placeId } = found(stage, "thanks");
        const shared = { messageId: `${placeId}:${id}`, emoji: "🎉", by: some({ id: stage.person.id }) };
        return [
          { type: "reaction.added", ...shared },
          { type: "reaction.removed", ...shared },
        ];
      },
    },
    {
      name: "a locked thread closes its place",
      play(stage) {
        const said = send(stage, { place: forum(stage), text: "soon locked", options: { title: "Lock me" } });
        stage.sandbox.side.special("lock-thread", { thread: said.placeId });
      },
      expected: (stage) => [
        { type: "place.changed", placeId: found(stage, "soon locked").placeId, closed: "thread-locked" },
      ],
    },
    {
      name: "messages that a moderator deletes together are deleted each",
      play(stage) {
        const ids = ["spam a", "spam b"].map(
          (text) => send(stage, { place: help(stage), text: `@bobo-support ${text}` }).id,
        );
        stage.sandbox.side.special("delete-many", { channel: help(stage), ids });
      },
      expected: () => [{ type: "message.deleted" }, { type: "message.deleted" }],
    },
  ],
  permanent: [
    {
      name: "the person has closed their direct messages",
      kind: "direct",
      arrange: ({ sandbox, person }) => void sandbox.side.special("close-dms", { person: person.id }),
      error: { kind: "permanent", code: "dms-closed" },
    },
    {
      name: "the message to answer is gone",
      kind: "public",
      arrange(stage) {
        const place = help(stage);
        const said = stage.sandbox.side.messages(place).at(-1);
        stage.sandbox.side.remove({ by: stage.person.id, place, id: said?.id ?? "" });
      },
      error: { kind: "permanent", code: "reply-target-gone" },
    },
    {
      name: "the bot may not write there",
      kind: "public",
      arrange: (stage) => void stage.sandbox.side.special("permissions", { channel: help(stage), write: false }),
      error: { kind: "permanent", code: "no-rights" },
    },
  ],
  answerability: [
    {
      name: "a locked thread",
      kind: "public",
      target: (target) => ({ ...target, closed: "thread-locked" }),
      expected: { state: "closed", reason: "thread-locked" },
    },
    {
      name: "a person who closed their direct messages",
      kind: "direct",
      target: (target) => ({ ...target, personState: "blockedUs" }),
      expected: { state: "closed", reason: "dms-closed" },
    },
    {
      name: "a channel shows the way into private",
      kind: "public",
      expected: { state: "open", toPrivateUrl: expect.stringContaining("https://discord.com/users/") as string },
    },
  ],
  poison: ({ sandbox }) =>
    void sandbox.side.special("raw-dispatch", { name: "MESSAGE_CREATE", data: { id: "1", channel_id: {} } }),
};

contractSuite(driver);
