/** Length of a text as Discord counts it. */

/** Discord's documentation says 2000, though its OpenAPI says 4000. */
export const DISCORD_TEXT_LIMIT = 2_000;

/** UTF-16 units: never less than what Discord counts (code points), so a text that fits here fits there. Pure. */
export function measureDiscord(text: string): number {
  return text.length;
}
