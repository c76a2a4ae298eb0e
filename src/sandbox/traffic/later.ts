/** What happens next, turn by turn, once the opening has been played: new questions and second thoughts. */
import { enter, stranger } from "./cast.ts";
import { fill } from "./fill.ts";
import { LATER_EN } from "./later-en.ts";
import { LATER_ZH } from "./later-zh.ts";
import { pick, shuffled, type Random } from "./random.ts";
import type { LaterQuestion, Platform, Where } from "./scenario.ts";
import { isPrivate, say, type Conversation, type Sides } from "./stage.ts";

export const LATER: readonly LaterQuestion[] = [...LATER_ZH, ...LATER_EN];

const PLATFORMS: readonly Platform[] = ["x", "telegram", "discord"];

/** Gives a function that plays one turn and returns the conversation it touched; every question is asked once before one comes again. */
export function turns(sides: Sides, random: Random): () => Conversation {
  let deck: LaterQuestion[] = [];
  const unfinished: { talk: Conversation; text: string }[] = [];
  return () => {
    const next = unfinished[0];
    if (next && random() < 0.6) {
      unfinished.shift();
      say(sides, next.talk, fill(next.text, next.talk.language, random), random);
      return next.talk;
    }
    if (deck.length === 0) deck = shuffled(random, LATER);
    const question = deck.pop();
    if (!question) throw new Error("There are no questions to ask.");
    const talk = begin(sides, question, random);
    say(sides, talk, fill(question.texts[0], question.language, random), random);
    unfinished.push(...question.texts.slice(1).map((text) => ({ talk, text })));
    return talk;
  };
}

function begin(sides: Sides, { language, where: allowed }: LaterQuestion, random: Random): Conversation {
  const platform = pick(random, PLATFORMS);
  const where = pick(
    random,
    places(platform).filter((one) => allowed === "any" || isPrivate(one)),
  );
  const asker = enter(sides[platform].side, stranger(language, random));
  return { platform, where, language, asker, own: [] };
}

function places(platform: Platform): Where[] {
  if (platform === "telegram") return ["direct", "direct", "business", "public", "public", "comment"];
  return platform === "discord" ? ["direct", "public", "public", "forum"] : ["direct", "public"];
}
