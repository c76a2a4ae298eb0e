/** Addresses of the screens of public answers. */

export const PUBLISH = "/publications";

export const LISTS = ["draft", "review", "published", "withdrawn", "comments"] as const;
export type ListName = (typeof LISTS)[number];

export function publishHref(part: string): string {
  return `${PUBLISH}/${part}`;
}
