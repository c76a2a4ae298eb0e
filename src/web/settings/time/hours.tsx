/** When the team works: the brand's hours, and those of accounts that have their own. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { BusinessHours } from "../../../domain/hours/hours.ts";
import { minutesOf } from "../../../domain/hours/week.ts";
import { DraftForm } from "../kit/draft-form.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import { AccountOverrides } from "./accounts.tsx";
import { timeCalls, timeKeys } from "./calls.ts";
import { HoursForm } from "./hours-form.tsx";
import { useTimeWords } from "./words.ts";
import "../../styles/time.css";

type Answer = Awaited<ReturnType<typeof timeCalls.hours>>;

export function HoursScreen() {
  const { hours: words } = useTimeWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: timeKeys.hours, queryFn: timeCalls.hours });
  const kept = (answer: Answer) => client.setQueryData(timeKeys.hours, answer);
  return (
    <Page title={words.title} lead={words.lead}>
      {error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Loaded data={data} onKept={kept} /> : null}
    </Page>
  );
}

function Loaded({ data, onKept }: { data: Answer; onKept: (answer: Answer) => void }) {
  const words = useTimeWords();
  const draft = useDraft("hours", { hours: data.hours }, async ({ hours }) => onKept(await timeCalls.setHours(hours)));
  const summary = (hours: BusinessHours) =>
    hours.kind === "always" ? words.hours.always : words.hours.summary(hoursAWeek(hours), hours.timeZone);
  return (
    <>
      <Part title={words.brand}>
        <DraftForm draft={draft}>
          <HoursForm value={draft.value.hours} onChange={(hours) => draft.change({ hours })} errorOf={draft.errorOf} />
        </DraftForm>
      </Part>
      <AccountOverrides
        own={data.accounts.map(({ accountId, hours }) => ({ accountId, value: hours }))}
        summaryOf={summary}
        onReset={async (id) => onKept(await timeCalls.setAccountHours(id, null))}
      >
        {(id, name, value, onClose) => (
          <AccountHours key={id} id={id} name={name} saved={value ?? data.hours} onKept={onKept} onClose={onClose} />
        )}
      </AccountOverrides>
    </>
  );
}

interface AccountProps {
  id: string;
  name: string;
  saved: BusinessHours;
  onKept: (answer: Answer) => void;
  onClose: () => void;
}

function AccountHours({ id, name, saved, onKept, onClose }: AccountProps) {
  const words = useTimeWords();
  const draft = useDraft(`hours/${id}`, { hours: saved }, async ({ hours }) =>
    onKept(await timeCalls.setAccountHours(id, hours)),
  );
  return (
    <Editor title={`${words.hours.title} · ${name}`} draft={draft} onClose={onClose}>
      <HoursForm value={draft.value.hours} onChange={(hours) => draft.change({ hours })} errorOf={draft.errorOf} />
    </Editor>
  );
}

function hoursAWeek({ week }: Extract<BusinessHours, { kind: "week" }>): number {
  const minutes = Object.values(week)
    .flat()
    .map((span) => minutesOf(span))
    .reduce((sum, { from, to }) => sum + to - from, 0);
  return Math.round((minutes / 60) * 10) / 10;
}
