/** Topics in the order of a choice: those above with those below them. Pure. */
import type { Topic } from "../client/types.ts";

export interface Branch {
  top: Topic;
  below: Topic[];
}

/** By name; archived ones only where they are chosen. */
export function topicTree(topics: readonly Topic[], chosen: string | null): Branch[] {
  const named = topics.toSorted((a, b) => a.name.localeCompare(b.name));
  const shown = (one: Topic) => !one.archived || one.id === chosen;
  return named
    .filter((top) => top.parentId === null)
    .map((top) => ({ top, below: named.filter((one) => one.parentId === top.id && shown(one)) }))
    .filter(({ top, below }) => shown(top) || below.length > 0);
}
