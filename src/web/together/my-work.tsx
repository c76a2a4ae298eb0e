/** In the rail: whether I take work, how much of it I have, and what waits for somebody with room. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Me } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";
import { useFailure } from "../ui/toast.tsx";
import { calls, teamQuery } from "./calls.ts";
import { useTogetherWords } from "./words.ts";

type Team = Awaited<ReturnType<typeof calls.team>>;

export function MyWork({ me }: { me: Me }) {
  const words = useTogetherWords();
  const client = useQueryClient();
  const failed = useFailure();
  const team = useQuery(teamQuery).data;
  useLiveChanges((plan) => {
    if (plan.people || plan.counts || plan.everything) void client.invalidateQueries({ queryKey: teamQuery.queryKey });
  });
  const change = useMutation({
    mutationFn: (away: boolean) => calls.setWork(me.id, { away }),
    onMutate: (away) => {
      const before = client.getQueryData<Team>(teamQuery.queryKey);
      if (before) client.setQueryData<Team>(teamQuery.queryKey, withAway(before, me.id, away));
      return { before };
    },
    onError: (error, _away, context) => {
      if (context?.before) client.setQueryData(teamQuery.queryKey, context.before);
      failed(error);
    },
    onSuccess: (now) => client.setQueryData(teamQuery.queryKey, now),
  });
  const mine = team?.items.find((one) => one.id === me.id);
  if (!team || !mine) return <div className="work" />;
  // This page is open: offline is what it was until the first word reaches the server.
  const away = mine.availability === "away";
  return (
    <div className="work">
      <button
        type="button"
        className="btn quiet"
        aria-pressed={away}
        title={away ? words.goAvailable : words.goAway}
        onClick={() => change.mutate(!away)}
        data-testid="my-work"
      >
        <span className={away ? "there not" : "there"} aria-hidden="true" />
        <span className="grow">{away ? words.away : words.available}</span>
        <span className="num" title={words.loadTitle(mine.open, mine.capacity)}>
          {words.load(mine.open, mine.capacity)}
        </span>
      </button>
      {team.waiting.count > 0 ? <p>{words.waiting(team.waiting.count)}</p> : null}
    </div>
  );
}

function withAway(team: Team, id: string, away: boolean): Team {
  const items = team.items.map((one) =>
    one.id === id ? { ...one, availability: away ? ("away" as const) : ("available" as const) } : one,
  );
  return { ...team, items };
}
