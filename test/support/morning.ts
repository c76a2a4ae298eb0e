/** A morning at the demo brand, told at one go: users write through the sandbox, an agent answers through the API, on a clock that jumps. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "playwright-core";
import { z } from "zod";
import type { PlatformName } from "../../src/domain/platform.ts";
import { enter } from "../../src/sandbox/traffic/cast.ts";
import { OPENING, play } from "../../src/sandbox/traffic/opening.ts";
import { seeded, shuffled } from "../../src/sandbox/traffic/random.ts";
import { brandOf, NEWCOMER, post } from "../../src/sandbox/furnish.ts";
import { message } from "../../src/store/schema.ts";
import { maskText } from "../../src/trust/mask.ts";
import type { Demo } from "./demo.ts";

const SEED = 7;
const MINUTE_MS = 60_000;
const PATIENCE_MS = 20_000;

/** When the pictures are taken, on the wall clock of Shanghai. */
export const NOW = Date.parse("2026-11-22T10:42:00+08:00");
const LASTS_MINUTES = 190;
/** What the clock must show before anything starts: nothing in the house expects time to go back. */
export const BEGINS = NOW - LASTS_MINUTES * MINUTE_MS;

const realNow = Date.now;
let offset = 0;
/** Sets what the sandbox and the inbox in this process take for the time; from there it goes on. */
export function setClock(at: number): void {
  offset = Math.round(at) - realNow();
  Date.now = () => realNow() + offset;
}
const wait = (minutes: number) => setClock(Date.now() + minutes * MINUTE_MS);

const Conversations = z.object({
  items: z.array(z.object({ id: z.string(), requester: z.object({ name: z.string() }) })),
});
const Me = z.object({ id: z.string() });
const Detail = z.object({ seq: z.number() });
const Accepted = z.object({ deliveries: z.array(z.object({ id: z.string() })) });
const Messages = z.object({
  items: z.array(z.object({ delivery: z.object({ id: z.string(), state: z.string() }).nullable() })),
});

/** The story's agent and its users. */
export class Story {
  readonly #demo: Demo;
  readonly #api: APIRequestContext;
  constructor(demo: Demo, api: APIRequestContext) {
    this.#demo = demo;
    this.#api = api;
  }

  /** The opening of the demo, one question after the other, the last a few minutes ago. */
  async open(): Promise<void> {
    const { bench } = this.#demo;
    const random = seeded(SEED);
    const scenarios = shuffled(random, OPENING);
    for (const scenario of scenarios) {
      const talk = play(bench, scenario, random);
      const last = talk.own.at(-1);
      // As it stands now: an edit may have followed at once.
      const { side } = bench[scenario.platform];
      const shown =
        last && side.messages(last.placeId).find((one) => one.sentAt === last.sentAt && one.authorId === last.authorId);
      if (shown) await this.#stored(maskText(shown.text.replace(/^@\S+ | @\S+$/g, "")).slice(0, 30));
      wait((LASTS_MINUTES - 40) / scenarios.length);
    }
  }

  /** A person of that name writes directly to the brand. */
  async writes(platform: PlatformName, person: { name: string; handle: string }, text: string): Promise<void> {
    const { side } = this.#demo.bench[platform];
    const { id } = enter(side, { ...person, language: "zh" });
    post(side, { from: id, to: brandOf(side).id, text });
    await this.#stored(text.slice(0, 30));
  }

  /** The newcomer writes in public. */
  async asks(platform: PlatformName, place: string | null, text: string): Promise<void> {
    const { side } = this.#demo.bench[platform];
    const from = side.people().find((person) => person.handle === NEWCOMER.handle)?.id ?? "";
    const there = side.places().find((one) => place !== null && one.kind === "public" && one.title.startsWith(place));
    post(side, { from, ...(there ? { place: there.id } : {}), text: `@${brandOf(side).handle} ${text}` });
    await this.#stored(text.slice(0, 30));
  }

  /** Somebody on X writes below the brand's last post. */
  async comesBack(name: string, text: string): Promise<void> {
    const { side } = this.#demo.bench.x;
    const from = side.people().find((person) => person.name === name)?.id ?? "";
    const ours = side.messages("timeline").findLast((one) => one.authorId === brandOf(side).id);
    if (!ours) throw new Error("The brand has posted nothing.");
    post(side, { from, replyTo: ours.id, text });
    await this.#stored(text.slice(0, 30));
  }

  /** The conversation's id: the newest with that name. */
  async find(name: string, kind: "direct" | "public" = "direct"): Promise<string> {
    const { items } = Conversations.parse(await this.#get(`/api/conversations?limit=100&kind=${kind}`));
    const found = items.find((item) => item.requester.name === name);
    if (!found) throw new Error(`${name} has not written (${kind}).`);
    return found.id;
  }

  /** Answers, and waits until the delivery has reached this state. */
  async answer(id: string, text: string, state: "sent" | "unknown" | "queued" = "sent"): Promise<void> {
    const { seq } = Detail.parse(await this.#get(`/api/conversations/${id}`));
    const body = { text, seenSeq: seq };
    const accepted = Accepted.parse(await this.#send("post", `/api/conversations/${id}/replies`, body));
    const delivery = accepted.deliveries[0]?.id;
    await until(`the answer in ${id} is ${state}`, async () => {
      const { items } = Messages.parse(await this.#get(`/api/conversations/${id}/messages?limit=20`));
      return items.some((item) => item.delivery?.id === delivery && item.delivery?.state === state);
    });
  }

  async note(id: string, text: string): Promise<void> {
    await this.#send("post", `/api/conversations/${id}/notes`, { text });
  }

  /** The agent takes it. */
  async assign(id: string): Promise<void> {
    await this.change(id, { assigneeId: Me.parse(await this.#get("/api/me")).id });
  }

  async change(id: string, patch: object): Promise<void> {
    await this.#send("patch", `/api/conversations/${id}`, patch);
  }

  async #get(path: string): Promise<unknown> {
    return (await this.#api.get(this.#demo.node.url + path)).json();
  }

  async #send(method: "post" | "patch", path: string, data: object): Promise<unknown> {
    const headers = { origin: this.#demo.node.url, "idempotency-key": randomUUID() };
    const response = await this.#api[method](this.#demo.node.url + path, { data, headers });
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
    return response.json();
  }

  /** X is asked every two seconds; the others tell at once. */
  #stored(words: string): Promise<void> {
    const { store } = this.#demo.node.inbox;
    return until(`"${words}" has arrived`, async () =>
      store.db
        .select({ text: message.text })
        .from(message)
        .all()
        .some((row) => row.text.includes(words)),
    );
  }
}

/** The whole morning. Gives the ids of the conversations that the pictures show. */
export async function tellMorning(demo: Demo, story: Story): Promise<{ direct: string; public: string }> {
  await story.open();
  const answers: [string, "direct" | "public", string, string][] = [
    ["老赵", "direct", "赵叔您好，输错五次会锁 24 小时，时间到了自动解开，钱一直都在。", "账户锁定"],
    ["Elena Petrova", "direct", "We delete it within 7 days and confirm here when it is done.", "privacy"],
    [
      "Priya Nair",
      "direct",
      "Thanks, Priya. We have started a number change; the form asks for your device only.",
      "locked",
    ],
    ["陈默", "public", "对方地址第一次收 USDT，能量要多一倍，约 131,000。下一次就减半。", "手续费"],
    ["高远", "public", "拒绝也能用。通讯录只用来给常用地址起名字，数据不离开手机。", "隐私"],
    ["何晴", "public", "找回来了就好，谢谢您特意来说。", "反馈"],
  ];
  for (const [name, kind, text, label] of answers) {
    const id = await story.find(name, kind);
    await story.answer(id, text);
    await story.change(id, { labels: [label] });
    wait(1);
  }
  await story.change(await story.find("何晴", "public"), { status: "closed" });
  for (const name of ["孙萌萌", "Kofi Mensah"]) await story.assign(await story.find(name));

  const open = await story.find("Devon Clarke", "public");
  await story.answer(
    open,
    "That account is not us. Your transfer was never broadcast, so nothing has left your wallet. Open it and tap Retry.",
  );
  await story.change(open, { labels: ["pending", "impostor"] });
  wait(4);
  await story.comesBack(
    "Devon Clarke",
    "Retried, it says broadcast now. Can you do something about that fake account?",
  );
  await story.assign(open);

  await newcomerAsks(story);
  return { direct: await lockedOut(demo, story), public: open };
}

async function newcomerAsks(story: Story): Promise<void> {
  const turns: (() => Promise<void>)[] = [
    () => story.asks("x", null, "转账两小时还是“待确认”，币还在吗？"),
    async () =>
      story.answer(await story.find(NEWCOMER.name, "public"), "币还在，在排队等打包。打开交易详情，点“加速”就行。"),
    () => story.asks("discord", "help", "我也是，昨天才一半。能量费怎么算的？"),
    async () =>
      story.answer(
        await story.find(NEWCOMER.name, "public"),
        "对方地址第一次收 USDT，能量要多一倍，约 131,000。下一次就减半。",
      ),
    () => story.writes("telegram", NEWCOMER, "你好，账户被锁了，提示 E-1043"),
    async () => story.answer(await story.find(NEWCOMER.name), "您好，资产不受影响。昨晚输错过几次密码？"),
    () => story.writes("telegram", NEWCOMER, "三次。要等多久？"),
    async () =>
      story.answer(await story.find(NEWCOMER.name), "24 小时后自动解开。等的时候请不要把助记词给任何人，包括我们。"),
  ];
  for (const turn of turns) {
    await turn();
    wait(1);
  }
}

const LIN = { name: "林知夏", handle: "linzhixia" };

async function lockedOut(demo: Demo, story: Story): Promise<string> {
  await story.writes("telegram", LIN, "你好，我的账户登录不上了，提示已锁定。昨晚密码输错了三次。");
  const id = await story.find(LIN.name);
  wait(3);
  await story.answer(id, "您好。连续输错三次会锁定 24 小时，资产不受影响。请告诉我页面上的错误码。");
  wait(4);
  await story.writes("telegram", LIN, "错误码是 E-1043。我很急，今天要给家里转生活费。");
  wait(2);
  await story.note(id, "E-1043 是风控锁，不是密码锁，等 24 小时没用。已提给风控，工单 R-2291。");
  await story.change(id, { labels: ["账户锁定", "风控"], priority: "high" });
  await story.assign(id);
  wait(3);
  demo.bench.telegram.faults.add({ kind: "cut-after", path: "sendMessage" });
  await story.answer(id, "您的账户是风控锁，我们已经在处理。解锁前请不要把助记词发给任何人，包括我们。", "unknown");
  wait(1);
  await story.answer(id, "预计 30 分钟内解锁，解开后我马上告诉您。", "queued");
  setClock(NOW);
  return id;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const late = realNow() + PATIENCE_MS;
  while (!(await holds())) {
    if (realNow() > late) throw new Error(`It did not happen that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
