/** The calls of suggested answers. */
import { queryOptions } from "@tanstack/react-query";
import { playbook } from "../answers/calls.ts";
import { read, root } from "../client/client.ts";

const remote = root.api;

export type Suggestion = Awaited<ReturnType<typeof list>>["items"][number];

/** Each has a key of its own. */
export const MOST_SHOWN = 5;

const list = (id: string, signal?: AbortSignal) =>
  read(
    remote.conversations[":id"].suggestions.$get(
      { param: { id }, query: { limit: String(MOST_SHOWN) } },
      { init: { signal: signal ?? null } },
    ),
  );

export const suggestionsQuery = (id: string) =>
  queryOptions({ queryKey: ["suggestions", id], queryFn: ({ signal }) => list(id, signal) });

/** Only counts: nobody waits for it, and nothing is lost where it fails. */
export function countUse({ kind, id }: Suggestion): void {
  const counted =
    kind === "answer" ? playbook.countUse(id) : read(remote.publications[":id"].use.$post({ param: { id } }));
  counted.catch(() => {});
}
