/** Finds whom a note names with `@`: by the names that the team has, the longest first. Pure. */

export interface Named {
  id: number;
  name: string;
}

export interface Mention {
  agentId: number;
  /** Of `@` and the name, half-open, in UTF-16 units. */
  start: number;
  end: number;
}

const LATIN = /[\p{Script=Latin}\p{N}_]/u;

/** In reading order; colleagues of the same name are all meant. Inside a Latin word, as in an address, `@` names nobody. */
export function findMentions(text: string, people: readonly Named[]): Mention[] {
  const byLength = people.filter(({ name }) => name !== "").toSorted((a, b) => b.name.length - a.name.length);
  return [...text.matchAll(/[@＠]/gu)].flatMap(({ index: start }) => {
    if (isLatin(text[start - 1])) return [];
    const [first] = byLength.filter(({ name }) => standsAt(text, start + 1, name));
    if (!first) return [];
    const end = start + 1 + first.name.length;
    const written = first.name.toLowerCase();
    return byLength.filter(({ name }) => name.toLowerCase() === written).map(({ id }) => ({ agentId: id, start, end }));
  });
}

/** A Latin name must end there; a Chinese one may run on, as words do. */
function standsAt(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  if (text.slice(start, end).toLowerCase() !== name.toLowerCase()) return false;
  return !(isLatin(name.at(-1)) && isLatin(text[end]));
}

function isLatin(char: string | undefined): boolean {
  return char !== undefined && LATIN.test(char);
}
