/** Within what working time people get an answer and an end: for the brand, and for accounts that have their own. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Targets } from "../../../domain/targets.ts";
import { DraftForm } from "../kit/draft-form.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import { AccountOverrides } from "./accounts.tsx";
import { timeCalls, timeKeys } from "./calls.ts";
import { TargetsForm } from "./targets-form.tsx";
import { useTimeWords } from "./words.ts";
import "../../styles/time.css";

type Answer = Awaited<ReturnType<typeof timeCalls.targets>>;

export function TargetsScreen() {
  const { targets: words } = useTimeWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: timeKeys.targets, queryFn: timeCalls.targets });
  const kept = (answer: Answer) => client.setQueryData(timeKeys.targets, answer);
  return (
    <Page title={words.title} lead={words.lead}>
      {error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Loaded data={data} onKept={kept} /> : null}
    </Page>
  );
}

function Loaded({ data, onKept }: { data: Answer; onKept: (answer: Answer) => void }) {
  const words = useTimeWords();
  const draft = useDraft("targets", { targets: data.targets }, async ({ targets }) =>
    onKept(await timeCalls.setTargets(targets)),
  );
  const summary = (targets: Targets) => {
    const n = countOf(targets);
    return n === 0 ? words.targets.none : words.targets.some(n);
  };
  return (
    <>
      <Part title={words.brand} hint={words.targets.rules}>
        <DraftForm draft={draft}>
          <TargetsForm
            value={draft.value.targets}
            onChange={(targets) => draft.change({ targets })}
            errorOf={draft.errorOf}
          />
        </DraftForm>
      </Part>
      <AccountOverrides
        own={data.accounts.map(({ accountId, targets }) => ({ accountId, value: targets }))}
        summaryOf={summary}
        onReset={async (id) => onKept(await timeCalls.setAccountTargets(id, null))}
      >
        {(id, name, value, onClose) => (
          <AccountTargets
            key={id}
            id={id}
            name={name}
            saved={value ?? data.targets}
            onKept={onKept}
            onClose={onClose}
          />
        )}
      </AccountOverrides>
    </>
  );
}

interface AccountProps {
  id: string;
  name: string;
  saved: Targets;
  onKept: (answer: Answer) => void;
  onClose: () => void;
}

function AccountTargets({ id, name, saved, onKept, onClose }: AccountProps) {
  const words = useTimeWords();
  const draft = useDraft(`targets/${id}`, { targets: saved }, async ({ targets }) =>
    onKept(await timeCalls.setAccountTargets(id, targets)),
  );
  return (
    <Editor title={`${words.targets.title} · ${name}`} draft={draft} onClose={onClose}>
      <TargetsForm
        value={draft.value.targets}
        onChange={(targets) => draft.change({ targets })}
        errorOf={draft.errorOf}
      />
    </Editor>
  );
}

function countOf({ byPriority }: Targets): number {
  return Object.values(byPriority)
    .flatMap((set) => [set.firstResponse, set.nextResponse, set.resolution])
    .filter((minutes) => minutes !== null).length;
}
