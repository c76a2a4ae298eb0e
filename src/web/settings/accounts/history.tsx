/** Importing history: since when, how much and what it costs, then its progress; cancel, and go on after a stop. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../client/problem.ts";
import type { AccountView } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { useLiveChanges } from "../../live/live.tsx";
import { useFaultWords } from "../../people/form.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { Field } from "../kit/fields.tsx";
import { Part } from "../kit/page.tsx";
import { calls, type Job, jobsQuery } from "./calls.ts";
import { dollars } from "./money.ts";
import { useAccountWords } from "./words.ts";

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

interface Size {
  since: string;
  messages: number | null;
  priceUsd: number | null;
}

export function History({ account }: { account: AccountView }) {
  const words = useAccountWords();
  const client = useQueryClient();
  const jobs = useQuery(jobsQuery).data?.items ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: jobsQuery.queryKey });
  useLiveChanges((plan) => {
    if (plan.kinds.has("job") || plan.everything) void refresh();
  });
  // Newest first.
  const newest = jobs.find((one) => one.kind === "import" && one.accountId === account.id);
  const runs = newest?.state === "queued" || newest?.state === "running";
  return (
    <Part title={words.history.title} hint={words.history.hint}>
      {newest ? <Progress job={newest} rests={account.state !== "active"} onChange={refresh} /> : null}
      {runs ? null : <Order account={account} onStart={refresh} />}
    </Part>
  );
}

function Order({ account, onStart }: { account: AccountView; onStart: () => Promise<void> }) {
  const words = useAccountWords();
  const { language } = useT();
  const explain = useFaultWords();
  const [day, setDay] = useState(() => new Date(Date.now() - USUAL_DAYS * DAY_MS).toISOString().slice(0, 10));
  const [size, setSize] = useState<Size | null>(null);
  const [fault, setFault] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const run = async (confirm: boolean) => {
    const since = new Date(`${day}T00:00`);
    if (Number.isNaN(since.getTime()) || since.getTime() > Date.now()) return setFault(words.history.future);
    setBusy(true);
    setFault(undefined);
    try {
      const answer = await calls.importHistory(account.id, since.toISOString(), confirm);
      setSize(confirm ? null : { since: day, ...answer });
      if (confirm) await onStart();
    } catch (error) {
      setFault(
        error instanceof ApiError && error.code === "not-supported"
          ? words.history.notSupported
          : explain(error).message,
      );
    } finally {
      setBusy(false);
    }
  };
  const known = size !== null && size.since === day ? size : null;
  return (
    <form
      noValidate
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void run(known !== null);
      }}
    >
      <Field
        name="since"
        type="date"
        label={words.history.since}
        value={day}
        error={fault}
        onChange={({ target }) => setDay(target.value)}
      />
      {known === null ? null : (
        <p role="status">
          {known.messages === null ? words.history.unknownSize : words.history.messages(known.messages)}
          {" · "}
          {known.priceUsd === null || known.priceUsd === 0
            ? words.history.free
            : words.history.price(dollars(language, known.priceUsd))}
        </p>
      )}
      <p>
        <button type="submit" className={known === null ? "btn" : "btn solid"} aria-disabled={busy}>
          {known === null ? words.history.size : words.history.start}
        </button>
      </p>
    </form>
  );
}

function Progress({ job, rests, onChange }: { job: Job; rests: boolean; onChange: () => Promise<void> }) {
  const words = useAccountWords();
  const { t } = useT();
  const failed = useFailure();
  const { id, state, done, total, error } = job;
  const runs = state === "queued" || state === "running";
  const act = (work: Promise<unknown>) => void work.catch(failed).finally(() => void onChange());
  return (
    <div className="progress">
      <p role="status">
        <b>{words.history.state[state]}</b>
        {" · "}
        {total === null ? words.history.done(done) : words.history.doneOf(done, total)}
        {error === null ? null : ` · ${t.reason(error, "")}`}
        {runs && rests ? ` · ${words.history.waits}` : null}
      </p>
      {runs ? (
        <>
          {total === null ? (
            <progress aria-label={words.history.title} />
          ) : (
            <progress aria-label={words.history.title} max={Math.max(total, done, 1)} value={done} />
          )}
          <button type="button" className="btn" onClick={() => act(calls.cancelJob(id))}>
            {words.history.cancel}
          </button>
        </>
      ) : null}
      {state === "failed" || state === "cancelled" ? (
        <button type="button" className="btn" onClick={() => act(calls.retryJob(id))}>
          {words.history.goOn}
        </button>
      ) : null}
    </div>
  );
}
