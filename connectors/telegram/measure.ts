/** Length of a text as Telegram counts it. Pure: the workspace uses it too. */

/** Of one message, after entities are parsed. https://core.telegram.org/bots/api#sendmessage */
export const TEXT_LIMIT = 4_096;
/** Of a text that goes with a file. https://core.telegram.org/bots/api#sendphoto */
export const CAPTION_LIMIT = 1_024;

/** UTF-16 units; the white space at both ends is dropped by the platform. */
export function measure(text: string): number {
  return text.trim().length;
}
