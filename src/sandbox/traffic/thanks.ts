/** Notices that the brand answered somebody, and how they take it. */
import { post } from "../furnish.ts";
import type { SandboxMessage, UserSide } from "../kit/user-side.ts";
import { THANKS_EN } from "./later-en.ts";
import { THANKS_ZH } from "./later-zh.ts";
import { pick, type Random } from "./random.ts";
import { below, isPrivate, type Conversation, type Sides } from "./stage.ts";

/** Of these conversations on one platform, those that the brand answered since their asker last wrote, with the answer. */
export function* answered(
  side: UserSide,
  talks: Iterable<Conversation>,
): Generator<{ talk: Conversation; answer: SandboxMessage }> {
  const brands = new Set(side.people().flatMap((person) => (person.role === "brand" ? [person.id] : [])));
  const places = new Map<string, SandboxMessage[]>();
  for (const talk of talks) {
    const last = talk.own.at(-1);
    if (!last) continue;
    const messages = places.get(last.placeId) ?? side.messages(last.placeId);
    places.set(last.placeId, messages);
    const since = messages.slice(messages.findLastIndex((message) => message.id === last.id) + 1);
    const answer = since.find((one) => brands.has(one.authorId) && !one.deleted && isFor(talk, one));
    if (answer) yield { talk, answer };
  }
}

/** A private chat, a thread of one's own on X and a forum post have one asker; elsewhere the answer names whom it answers. */
function isFor(talk: Conversation, { replyTo, text }: SandboxMessage): boolean {
  if (isPrivate(talk.where) || talk.platform === "x" || talk.where === "forum") return true;
  return talk.own.some((message) => message.id === replyTo) || text.includes(`@${talk.asker.handle}`);
}

/** Thanks in words mostly, sometimes with a reaction, sometimes not at all. */
export function thank(sides: Sides, talk: Conversation, answer: SandboxMessage, random: Random): void {
  const { side } = sides[talk.platform];
  const mood = random();
  if (mood < 0.15) return;
  // X tells no program of likes.
  const canReact = talk.platform !== "x" || isPrivate(talk.where);
  if (mood < 0.35 && canReact) {
    return side.react({ by: talk.asker.id, place: answer.placeId, id: answer.id, emoji: "❤️", remove: false });
  }
  const text = pick(random, talk.language === "zh" ? THANKS_ZH : THANKS_EN);
  const to = isPrivate(talk.where) ? { to: partner(side, talk, answer) } : below(talk, answer);
  talk.own.push(post(side, { ...to, from: talk.asker.id, text }));
}

/** The account that was written to; the answer may come from a bot behind it. */
function partner(side: UserSide, talk: Conversation, answer: SandboxMessage): string {
  const place = side.places().find((one) => one.id === answer.placeId);
  return place?.members.find((id) => id !== talk.asker.id) ?? answer.authorId;
}
