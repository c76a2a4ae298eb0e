/** Settings: how new conversations are given out, to whom for each account, and how much everybody carries. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { accountsQuery } from "../client/queries.ts";
import type { AccountView } from "../client/types.ts";
import { useLiveChanges } from "../live/live.tsx";
import { DraftForm } from "../settings/kit/draft-form.tsx";
import { useDraft } from "../settings/kit/draft.ts";
import { Check, Choice, Field } from "../settings/kit/fields.tsx";
import { LoadFailed, Page, Part } from "../settings/kit/page.tsx";
import { PlatformCode } from "../ui/bits.tsx";
import { useFailure } from "../ui/toast.tsx";
import { type Assignment, assignmentQuery, calls, teamQuery, type Worker } from "./calls.ts";
import { useTogetherWords } from "./words.ts";
import "../styles/together.css";

export function AssignmentScreen() {
  const words = useTogetherWords();
  const client = useQueryClient();
  const rule = useQuery(assignmentQuery);
  const team = useQuery(teamQuery);
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  useLiveChanges((plan) => {
    if (plan.people || plan.counts || plan.everything) void client.invalidateQueries({ queryKey: teamQuery.queryKey });
  });
  const error = rule.error ?? team.error;
  const used = accounts.filter((one) => one.state !== "removed");
  return (
    <Page title={words.assignment} lead={words.assignmentLead}>
      {error === null ? null : (
        <LoadFailed
          error={error}
          onRetry={() => {
            void rule.refetch();
            void team.refetch();
          }}
        />
      )}
      {rule.data && team.data ? (
        <>
          {team.data.waiting.count > 0 ? <p role="status">{words.waiting(team.data.waiting.count)}</p> : null}
          <Rule saved={rule.data} team={team.data.items} accounts={used} />
          <People team={team.data.items} usual={rule.data.capacity} />
        </>
      ) : null}
    </Page>
  );
}

interface Typed extends Omit<Assignment, "capacity" | "offlineMinutes"> {
  /** As typed. */
  capacity: string;
  offlineMinutes: string;
}

function Rule({ saved, team, accounts }: { saved: Assignment; team: Worker[]; accounts: AccountView[] }) {
  const words = useTogetherWords();
  const client = useQueryClient();
  const typed: Typed = { ...saved, capacity: String(saved.capacity), offlineMinutes: String(saved.offlineMinutes) };
  const draft = useDraft("assignment", typed, async (value) => {
    const now = await calls.setAssignment({
      ...value,
      capacity: Number(value.capacity.trim() || Number.NaN),
      offlineMinutes: Number(value.offlineMinutes.trim() || Number.NaN),
    });
    client.setQueryData(assignmentQuery.queryKey, now);
    await client.invalidateQueries({ queryKey: teamQuery.queryKey });
  });
  const { value, change, errorOf } = draft;
  const partOf = (accountId: string) => value.accounts.find((one) => one.accountId === accountId)?.agentIds ?? [];
  const setPart = (accountId: string, agentIds: string[]) =>
    change({
      accounts: [
        ...value.accounts.filter((one) => one.accountId !== accountId),
        ...(agentIds.length > 0 ? [{ accountId, agentIds }] : []),
      ].toSorted((a, b) => a.accountId.localeCompare(b.accountId)),
    });
  return (
    <DraftForm draft={draft}>
      <Part>
        <Choice
          name="mode"
          legend={words.mode}
          value={value.mode}
          options={[
            { value: "off", label: words.modeOff, hint: words.modeOffHint },
            { value: "roundRobin", label: words.modeTurn, hint: words.modeTurnHint },
          ]}
          onChange={(mode) =>
            change(
              // Whoever switches it on for the first time begins with everybody.
              mode === "roundRobin" && value.accounts.length === 0
                ? {
                    mode,
                    accounts: accounts
                      .map(({ id }) => ({ accountId: id, agentIds: team.map((one) => one.id) }))
                      .toSorted((a, b) => a.accountId.localeCompare(b.accountId)),
                  }
                : { mode },
            )
          }
        />
        <Field
          name="capacity"
          label={words.usual}
          hint={words.usualHint}
          inputMode="numeric"
          value={value.capacity}
          error={errorOf("capacity") === undefined ? undefined : words.notANumber}
          onChange={({ target }) => change({ capacity: target.value })}
        />
        <Field
          name="offlineMinutes"
          label={words.minutes}
          hint={words.minutesHint}
          inputMode="numeric"
          value={value.offlineMinutes}
          error={errorOf("offlineMinutes") === undefined ? undefined : words.notMinutes}
          onChange={({ target }) => change({ offlineMinutes: target.value })}
        />
      </Part>
      {value.mode === "off" ? null : (
        <Part title={words.perAccount} hint={words.perAccountHint}>
          {accounts.length === 0 ? <p className="empty-list">{words.noAccounts}</p> : null}
          {accounts.map((account) => {
            const chosen = partOf(account.id);
            const all = team.every((one) => chosen.includes(one.id));
            return (
              <fieldset key={account.id} className="choice">
                <legend>
                  <PlatformCode platform={account.platform} /> {account.name}
                </legend>
                <button
                  type="button"
                  className="btn quiet"
                  onClick={() => setPart(account.id, all ? [] : team.map((one) => one.id))}
                >
                  {all ? words.nobody : words.everyone}
                </button>
                {team.map((one) => (
                  <Check
                    key={one.id}
                    name={`${account.id} ${one.id}`}
                    label={one.name}
                    checked={chosen.includes(one.id)}
                    onChange={(on) =>
                      setPart(account.id, on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                    }
                  />
                ))}
              </fieldset>
            );
          })}
        </Part>
      )}
    </DraftForm>
  );
}

function People({ team, usual }: { team: Worker[]; usual: number }) {
  const words = useTogetherWords();
  return (
    <Part title={words.people}>
      <ul className="items" aria-label={words.people}>
        {team.map((one) => (
          <li key={one.id}>
            <Person person={one} usual={usual} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Person({ person, usual }: { person: Worker; usual: number }) {
  const words = useTogetherWords();
  const client = useQueryClient();
  const failed = useFailure();
  const { id, name, availability, open, ownCapacity } = person;
  const set = async (change: { away?: boolean; capacity?: number | null }) =>
    client.setQueryData(teamQuery.queryKey, await calls.setWork(id, change));
  const draft = useDraft(`capacity ${id}`, { capacity: ownCapacity === null ? "" : String(ownCapacity) }, (value) => {
    const given = value.capacity.trim();
    return set({ capacity: given === "" ? null : Number(given) });
  });
  return (
    <form
      className="worker"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      <span className="grow">
        <span className="name">{name}</span>
        <span className="hint">
          <span className={availability === "available" ? "there" : "there not"} aria-hidden="true" />{" "}
          {words[availability]} · {words.openNow(open)}
        </span>
      </span>
      <Field
        name="capacity"
        label={words.own(name)}
        inputMode="numeric"
        placeholder={words.ownPlaceholder(usual)}
        value={draft.value.capacity}
        error={draft.fault === null ? undefined : words.notANumber}
        onChange={({ target }) => draft.change({ capacity: target.value })}
        onBlur={() => {
          if (draft.dirty) void draft.save();
        }}
      />
      <button type="button" className="btn" onClick={() => void set({ away: availability !== "away" }).catch(failed)}>
        {availability === "away" ? words.setBack : words.setAway}
      </button>
    </form>
  );
}
