/** Puts the demo brand's own places and first posts on the platforms, and the person whom a newcomer plays. */
import { z } from "zod";
import { SendInput, type SandboxPerson, type UserSide } from "./kit/user-side.ts";

type Sides = Record<"x" | "telegram" | "discord", { side: UserSide }>;

/** The person whom a newcomer plays on the bench. */
export const NEWCOMER = { name: "小满", handle: "xiaoman" };

export const USER_GROUP = "波宝用户群 Bobo users";
export const NEWS_CHANNEL = "波宝公告 Bobo news";
/** The channel's public name. */
export const NEWS_HANDLE = "bobo_news";

const NEWS = "8.2 版上线：转账前先显示能量费。 8.2 is out: the energy cost is shown before you send.";

/** Telegram has no public place until somebody makes one: a group, and a channel with a group for its comments. */
export function furnish({ x, telegram, discord }: Sides): void {
  for (const { side } of [x, telegram, discord]) side.addPerson({ ...NEWCOMER, role: "user" });

  post(x.side, { from: brandOf(x.side).id, text: NEWS });

  telegram.side.addPlace({ type: "supergroup", title: USER_GROUP, members: [] });
  const channel = telegram.side.addPlace({ type: "channel", title: NEWS_CHANNEL, members: [] });
  const comments = { type: "supergroup", title: `${NEWS_CHANNEL} · 评论 comments`, parent: channel.id, members: [] };
  const { id: place } = telegram.side.addPlace(comments);
  telegram.side.special("username", { place: channel.id, username: NEWS_HANDLE });
  const bot = brandOf(telegram.side).id;
  // Only administrators post in a channel, and comments that mention nobody reach only a bot that is one.
  for (const one of [channel.id, place]) telegram.side.special("admin", { place: one, person: bot });
  const owner = telegram.side.people().find((person) => person.role === "brand" && !person.handle.endsWith("bot"));
  if (owner) post(telegram.side, { from: owner.id, place: channel.id, text: NEWS });
}

/** The account that answers: on Telegram the bot, whose handle the platform makes end in `bot`. */
export function brandOf(side: UserSide): SandboxPerson {
  const brands = side.people().filter((person) => person.role === "brand");
  const found = brands.find((person) => person.handle.endsWith("bot")) ?? brands[0];
  if (!found) throw new Error("This sandbox has no brand account.");
  return found;
}

/** Sends with the defaults of the user side's route filled in. */
export function post(side: UserSide, input: z.input<typeof SendInput>): ReturnType<UserSide["send"]> {
  return side.send(SendInput.parse(input));
}
