/** Telegram and its sandbox, as the contract suite takes them. */
import { telegram } from "../../connectors/telegram/platform.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";
import { checkedTelegram, mustConform } from "../support/specs.ts";
import type { ContractDriver } from "./driver.ts";
import { telegramPosts } from "./telegram-posts.ts";
import { BOT, group, telegramInbound } from "./telegram-inbound.ts";

const HOUR_MS = 3_600_000;

let problems: string[] = [];
/** Poison is by its nature not as published. */
let poisoned = false;

export const telegramDriver: ContractDriver = {
  platform: telegram,
  sandbox(now) {
    const checked = checkedTelegram(createTelegramSandbox({ now, webhookRetryMs: 1 }));
    problems = checked.problems;
    poisoned = false;
    return checked.platform;
  },
  prepare(sandbox) {
    const person = sandbox.side.addPerson({ name: "Lin Wei", handle: "linwei", role: "user" });
    const group = sandbox.side.addPlace({ type: "supergroup", title: "Bobo Users", members: [] });
    return {
      settings: { apiUrl: sandbox.url },
      credentials: { app: { token: DEFAULT_TELEGRAM_TOKEN }, user: {} },
      wrongCredentials: { app: { token: "1000001:no-such-token" }, user: {} },
      brandId: BOT,
      person,
      addresses: {
        direct: { to: BOT, prefix: "" },
        public: { place: group.id, prefix: "@bobo_support_bot " },
      },
    };
  },
  finish: () => mustConform(problems.filter((problem) => !poisoned || !problem.startsWith("getUpdates"))),
  facts: {
    writePath: { direct: "/sendMessage", public: "/sendMessage" },
    edits: ["direct", "public"],
    deletes: [],
    mediaIn: ["direct", "public"],
    mediaOut: ["direct", "public"],
    history: false,
    duplicates: true,
    findSentWhenAbsent: null,
    emoji: "👍",
    playedElsewhere: ["createThread"],
  },
  lacking: [
    {
      name: "privacy mode, which hides the talk of groups, is told for information",
      arrange: () => ({}),
      expected: { missingScopes: [], warnings: ["privacy-mode-on"] },
    },
    {
      name: "without privacy mode there is nothing to tell",
      arrange({ sandbox }) {
        sandbox.side.special("privacy", { bot: BOT, on: false });
        return {};
      },
      expected: { missingScopes: [], warnings: [] },
    },
  ],
  posts: telegramPosts,
  inbound: telegramInbound,
  permanent: [
    {
      name: "the person has blocked the bot",
      kind: "direct",
      arrange: ({ sandbox, person }) => sandbox.side.block({ by: person.id, whom: BOT, blocked: true }),
      error: { kind: "permanent", code: "blocked-by-user" },
    },
    {
      name: "the message to answer is gone",
      kind: "public",
      arrange(stage) {
        const place = group(stage);
        const said = stage.sandbox.side.messages(place).at(-1);
        stage.sandbox.side.remove({ by: stage.person.id, place, id: said?.id ?? "" });
      },
      error: { kind: "permanent", code: "reply-target-gone" },
    },
  ],
  answerability: [
    {
      name: "a person who blocked the bot",
      kind: "direct",
      target: (target) => ({ ...target, closed: "blocked-by-user", personState: "blockedUs" }),
      expected: { state: "closed", reason: "blocked-by-user" },
    },
    {
      name: "a group shows the way into a private chat",
      kind: "public",
      expected: { state: "open", toPrivateUrl: "https://t.me/bobo_support_bot" },
    },
    {
      name: "a business chat within its window",
      kind: "direct",
      target: (target) => ({ ...target, place: { ...target.place, id: `${target.place.id}@bc1` } }),
      afterMs: 23 * HOUR_MS,
      expected: { state: "open" },
    },
    {
      name: "a business chat after its window",
      kind: "direct",
      target: (target) => ({ ...target, place: { ...target.place, id: `${target.place.id}@bc1` } }),
      afterMs: 24 * HOUR_MS,
      expected: { state: "closed", reason: "window-closed" },
    },
  ],
  poison({ sandbox }) {
    poisoned = true;
    sandbox.side.special("raw-update", { bot: BOT, kind: "message", content: { message_id: "not a number" } });
  },
  tamper: (request) => ({
    ...request,
    headers: new Headers({ "x-telegram-bot-api-secret-token": "bobo_support_bot-0000" }),
  }),
};
