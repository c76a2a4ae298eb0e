/** Where a conversation happens on a platform, and how the brand is addressed there. */
import { brandOf, NEWS_CHANNEL, post, USER_GROUP } from "../furnish.ts";
import type { SandboxMessage, SandboxPerson, UserSide } from "../kit/user-side.ts";
import type { Random } from "./random.ts";
import type { Platform, Where } from "./scenario.ts";

export type Sides = Record<Platform, { side: UserSide }>;

/** One person's conversation with the brand, as the player goes on with it. */
export interface Conversation {
  platform: Platform;
  where: Where;
  asker: SandboxPerson;
  /** What the asker wrote, oldest first; deleted messages are taken out. */
  own: SandboxMessage[];
  language: "zh" | "en";
}

export type Picture = { name: string; mime: string; base64: string };

/** The asker writes: first to the place, later below what they wrote before. In public the brand is mentioned, or would not be told. */
export function say(sides: Sides, talk: Conversation, text: string, random: Random, media: Picture[] = []): void {
  const { side } = sides[talk.platform];
  const last = talk.own.at(-1);
  const words = isPrivate(talk.where) ? text : addressed(side, text, random);
  const to = last && !isPrivate(talk.where) ? below(talk, last) : first(side, talk, text);
  talk.own.push(post(side, { ...to, from: talk.asker.id, text: words, media }));
}

/** Where somebody else, or the asker again, writes below a message. */
export function below(talk: Conversation, message: SandboxMessage): { place?: string; replyTo: string } {
  // On X a thread is named by the post that one answers.
  return talk.platform === "x" ? { replyTo: message.id } : { place: message.placeId, replyTo: message.id };
}

export const isPrivate = (where: Where) => where === "direct" || where === "business";

function first(side: UserSide, { platform, where }: Conversation, text: string) {
  switch (where) {
    case "direct":
      return { to: brandOf(side).id };
    case "business":
      return { to: businessAccount(side).id };
    case "comment": {
      const place = placeTitled(side, (title) => title === NEWS_CHANNEL).id;
      const news = side.messages(place).findLast(({ deleted }) => !deleted);
      if (!news) throw new Error("The news channel has no post to comment on.");
      return { place, replyTo: news.id };
    }
    case "forum":
      return { place: placeTitled(side, (_, type) => type === "forum").id, options: { title: text.slice(0, 60) } };
    case "public":
      if (platform === "x") return {};
      return { place: placeTitled(side, (title) => title === USER_GROUP || title.startsWith("help")).id };
  }
}

/** The platform's mention before the words, or sometimes after them. */
function addressed(side: UserSide, text: string, random: Random): string {
  const mention = `@${brandOf(side).handle}`;
  return random() < 0.25 ? `${text} ${mention}` : `${mention} ${text}`;
}

function businessAccount(side: UserSide): SandboxPerson {
  const found = side.people().find((person) => person.role === "brand" && person.id !== brandOf(side).id);
  if (!found) throw new Error("This sandbox has no business account.");
  return found;
}

function placeTitled(side: UserSide, fits: (title: string, type: string) => boolean) {
  const found = side.places().find((place) => place.kind === "public" && fits(place.title, place.type));
  if (!found) throw new Error("The bench was not furnished with the place that this scenario needs.");
  return found;
}
