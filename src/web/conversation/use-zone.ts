/** On whose clocks mornings are: the business's where it has opening hours, else the reader's. */
import { useQuery } from "@tanstack/react-query";
import { read, root } from "../client/client.ts";

const MINE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An IANA time zone. */
export function useZone(): string {
  const hours = useQuery({
    queryKey: ["settings", "hours"],
    queryFn: () => read(root.api.settings.hours.$get({})),
    staleTime: 5 * 60_000,
  }).data?.hours;
  return hours?.kind === "week" ? hours.timeZone : MINE;
}
