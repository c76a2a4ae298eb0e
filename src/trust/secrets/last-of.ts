/** Where a pattern last occurs in a text, -1 where it does not; the pattern is global. */
export function lastOf(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}
