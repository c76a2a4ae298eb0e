/** Finds the personas of a scenario on a platform, and invents more people when the written cast has had its say. */
import type { SandboxPerson, UserSide } from "../kit/user-side.ts";
import { IMPOSTORS, LATER_NAMES, PEOPLE, type Persona } from "./people.ts";
import { between, pick, type Random } from "./random.ts";
import type { Language } from "./scenario.ts";

/** The person of that handle, added where the platform has none yet. */
export function enter(side: UserSide, persona: Persona): SandboxPerson {
  const known = side.people().find((person) => person.handle === persona.handle);
  return known ?? side.addPerson({ name: persona.name, handle: persona.handle, role: "user" });
}

/** The persona behind a key of `PEOPLE` or `IMPOSTORS`. Throws a RangeError for another key. */
export function persona(key: string): Persona {
  const found = PEOPLE[key] ?? IMPOSTORS[key];
  if (!found) throw new RangeError(`Nobody in the cast is called ${key}.`);
  return found;
}

/** Somebody who speaks that language: one of the cast, or more often somebody new. */
export function stranger(language: Language, random: Random): Persona {
  if (random() < 0.35) return pick(random, castOf(language));
  const { family, given } = LATER_NAMES[language];
  const [first, last] = [pick(random, given), pick(random, family)];
  const tail = String(between(random, 1_000, 9_999_999)).padStart(4, "0");
  return language === "zh"
    ? { name: last + first, handle: `user_${tail}`, language }
    : { name: `${first} ${last}`, handle: `${first.toLowerCase()}_${tail}`.slice(0, 15), language };
}

const castOf = (language: Language) => Object.values(PEOPLE).filter((one) => one.language === language);
