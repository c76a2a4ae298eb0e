/** Longer work: what runs, how far it is, and how to stop it or go on. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { accountsQuery } from "../../client/queries.ts";
import { fullTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { useLiveChanges } from "../../live/live.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { calls, type Job, jobsQuery } from "../accounts/calls.ts";
import { Confirm } from "../kit/confirm.tsx";
import { Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { useDeskWords } from "./words.ts";

export function JobsScreen({ me }: SectionProps) {
  const { jobs: words } = useDeskWords();
  const client = useQueryClient();
  const jobs = useQuery(jobsQuery);
  const refresh = () => client.invalidateQueries({ queryKey: jobsQuery.queryKey });
  useLiveChanges((plan) => {
    if (plan.kinds.has("job") || plan.everything) void refresh();
  });
  return (
    <Page title={words.title} lead={words.lead}>
      {jobs.isError ? <LoadFailed error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.data ? (
        <Items label={words.title} items={jobs.data.items} keyOf={(one) => one.id} empty={words.none}>
          {(one) => (
            <Row
              job={one}
              mayStop={me.permissions.includes("job.run")}
              mayGoOn={me.permissions.includes("account.manage")}
              onChange={refresh}
            />
          )}
        </Items>
      ) : null}
    </Page>
  );
}

interface RowProps {
  job: Job;
  mayStop: boolean;
  mayGoOn: boolean;
  onChange: () => Promise<void>;
}

const TONES: Record<Job["state"], string> = { queued: "", running: "", done: "ok", failed: "bad", cancelled: "" };

function Row({ job, mayStop, mayGoOn, onChange }: RowProps) {
  const { jobs: words } = useDeskWords();
  const { t, language } = useT();
  const failed = useFailure();
  const [asking, setAsking] = useState(false);
  const account = useQuery(accountsQuery).data?.items.find((one) => one.id === job.accountId);
  const { id, kind, state, done, total, error, createdAt, finishedAt } = job;
  const runs = state === "queued" || state === "running";
  const facts = [
    ...(account ? [account.name] : []),
    total === null ? words.done(done) : words.of(done, total),
    finishedAt === null ? words.began(fullTime(language, createdAt)) : words.ended(fullTime(language, finishedAt)),
    ...(error === null ? [] : [t.reason(error, account ? t.platform[account.platform] : "")]),
    ...(runs && kind === "import" && account && account.state !== "active" ? [words.resting] : []),
  ];
  return (
    <>
      <div className="grow">
        <div className="name">
          {words.kinds[kind] ?? kind}
          <span className={`tag ${TONES[state]}`}>{words.state[state]}</span>
        </div>
        <div className="hint">{facts.join(" · ")}</div>
        {state === "running" && total !== null ? (
          <progress aria-label={words.kinds[kind] ?? kind} max={Math.max(total, done, 1)} value={done} />
        ) : null}
      </div>
      {runs && mayStop ? (
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          {words.cancel}
        </button>
      ) : null}
      {kind === "import" && mayGoOn && (state === "failed" || state === "cancelled") ? (
        <button
          type="button"
          className="btn"
          onClick={() =>
            void calls
              .retryJob(id)
              .catch(failed)
              .finally(() => void onChange())
          }
        >
          {words.goOn}
        </button>
      ) : null}
      {asking ? (
        <Confirm
          title={words.cancelTitle}
          action={words.cancel}
          cancel={t.back}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await calls.cancelJob(id);
            setAsking(false);
            await onChange();
          }}
        >
          {words.cancelHint}
        </Confirm>
      ) : null}
    </>
  );
}
