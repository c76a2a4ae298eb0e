/** Plays the conversations with which the demo starts. */
import { enter, persona } from "./cast.ts";
import { fill } from "./fill.ts";
import { OPENING_EN } from "./opening-en.ts";
import { OPENING_ZH } from "./opening-zh.ts";
import { screenshot } from "./picture.ts";
import { shuffled, type Random } from "./random.ts";
import type { Scenario, Step } from "./scenario.ts";
import { below, say, type Conversation, type Sides } from "./stage.ts";
import { post } from "../furnish.ts";

export const OPENING: readonly Scenario[] = [...OPENING_ZH, ...OPENING_EN];

/** All opening scenarios at once, in an order that `random` decides; the same source gives the same conversations. */
export function playOpening(sides: Sides, random: Random): Conversation[] {
  return shuffled(random, OPENING).map((scenario) => play(sides, scenario, random));
}

/** One scenario from its first step to its last. */
export function play(sides: Sides, scenario: Scenario, random: Random): Conversation {
  const { platform, where, language } = scenario;
  const asker = enter(sides[platform].side, persona(scenario.who));
  const talk: Conversation = { platform, where, language, asker, own: [] };
  for (const step of scenario.steps) take(sides, talk, step, random);
  return talk;
}

function take(sides: Sides, talk: Conversation, step: Step, random: Random): void {
  const { side } = sides[talk.platform];
  if (step.do === "say") {
    const media = step.picture ? [picture(step.picture, random)] : [];
    return say(sides, talk, fill(step.text, talk.language, random), random, media);
  }
  const last = talk.own.at(-1);
  if (!last) throw new Error(`A scenario of ${talk.asker.name} does not begin with words.`);
  const ref = { place: last.placeId, id: last.id };
  switch (step.do) {
    case "edit":
      // What stands around the words, the mention, stays as it was.
      return side.edit({ ...ref, by: talk.asker.id, text: mentionKept(last.text, step.text) });
    case "delete":
      talk.own.pop();
      return side.remove({ ...ref, by: talk.asker.id });
    case "react":
      return side.react({ ...ref, by: enter(side, persona(step.who)).id, emoji: step.emoji, remove: false });
    case "other":
      return void post(side, { ...below(talk, last), from: enter(side, persona(step.who)).id, text: step.text });
  }
}

function mentionKept(before: string, text: string): string {
  const mention = /^@\S+ | @\S+$/.exec(before)?.[0];
  if (mention === undefined) return text;
  return mention.startsWith("@") ? mention + text : text + mention;
}

function picture(name: string, random: Random) {
  return { name, mime: "image/png", base64: screenshot(random).toString("base64") };
}
