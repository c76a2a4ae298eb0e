/** One account: how it is and what to do about it, then all that can be set. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { accountsQuery, keys } from "../../client/queries.ts";
import type { AccountView } from "../../client/types.ts";
import { fullTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { Handle, PlatformCode } from "../../ui/bits.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { Confirm } from "../kit/confirm.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import { useSettingsWords } from "../words.ts";
import { Budget, Gaps } from "./budget.tsx";
import { calls, useAccountChanged } from "./calls.ts";
import { Health } from "./health.tsx";
import { History } from "./history.tsx";
import { ReplaceCredentials } from "./replace.tsx";
import { SafetyForm } from "./safety.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { StateTag } from "./state.tsx";
import { useAccountWords } from "./words.ts";

export function AccountDetail({ id, may, fresh }: { id: string; may: boolean; fresh: boolean }) {
  const words = useAccountWords();
  const common = useSettingsWords();
  const accounts = useQuery(accountsQuery);
  const account = accounts.data?.items.find((one) => one.id === id);
  if (accounts.isError) return <LoadFailed error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return null;
  if (!account)
    return (
      <Page title={common.missing}>
        <p>
          <Link className="btn" to="/settings/$" params={{ _splat: "accounts" }}>
            {words.title}
          </Link>
        </p>
      </Page>
    );
  return <Loaded account={account} may={may} fresh={fresh} />;
}

function Loaded({ account, may, fresh }: { account: AccountView; may: boolean; fresh: boolean }) {
  const words = useAccountWords();
  const { language } = useT();
  const { id, platform, handle, settings, state } = account;
  const mode = typeof settings["mode"] === "string" ? settings["mode"] : "";
  const facts: [string, string][] = [
    [words.lastEvent, account.lastEventAt === null ? words.neverEvent : fullTime(language, account.lastEventAt)],
    // A gateway stays open: nothing is polled.
    ...(mode === "gateway"
      ? []
      : ([
          [words.lastRead, account.lastPulledAt === null ? words.neverRead : fullTime(language, account.lastPulledAt)],
        ] as [string, string][])),
    [words.reading, words.mode[mode] ?? mode],
    [words.since, fullTime(language, account.createdAt)],
  ];
  return (
    <Page
      title={account.name}
      lead={
        <span className="name">
          <PlatformCode platform={platform} />
          <Handle platform={platform} handle={handle} />
          <StateTag account={account} />
        </span>
      }
      actions={may ? <Verbs account={account} /> : null}
    >
      {may ? null : <p className="hint">{words.readOnly}</p>}
      {fresh ? (
        <p className="good" role="status">
          {words.connectedNow(account.name)}
        </p>
      ) : null}
      <Part title={words.health}>
        <Health account={account} />
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Gaps account={account} />
      <Budget account={account} />
      {may ? (
        <>
          <History account={account} />
          <Part title={words.settings}>
            <SettingsForm account={account} />
          </Part>
          <Part title={words.safety}>
            <SafetyForm account={account} />
          </Part>
          <Part title={words.credentials} hint={words.credentialsHint}>
            <ReplaceCredentials key={state} account={account} />
          </Part>
          <Part title={words.remove} hint={words.removeHint}>
            <Remove id={id} name={account.name} />
          </Part>
        </>
      ) : null}
    </Page>
  );
}

function Verbs({ account: { id, name, state } }: { account: AccountView }) {
  const words = useAccountWords();
  const changed = useAccountChanged();
  const [asking, setAsking] = useState<"pause" | "resume" | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [checking, setChecking] = useState(false);
  const failed = useFailure();
  const check = async () => {
    if (checking) return;
    setChecking(true);
    setSaid(null);
    try {
      const { account, webhook } = await calls.check(id);
      await changed(id, webhook);
      const well = account.problem === null && account.missingScopes.length === 0 && webhook.state !== "failed";
      setSaid(well ? words.checked : words.checkedTrouble);
    } catch (error) {
      failed(error);
    } finally {
      setChecking(false);
    }
  };
  return (
    <>
      <span role="status" className="hint">
        {said}
      </span>
      <button type="button" className="btn" aria-disabled={checking} onClick={() => void check()}>
        {words.check}
      </button>
      {state === "active" ? (
        <button type="button" className="btn" onClick={() => setAsking("pause")}>
          {words.pause}
        </button>
      ) : (
        <button type="button" className="btn solid" onClick={() => setAsking("resume")}>
          {words.resume}
        </button>
      )}
      {asking === "pause" ? (
        <Confirm
          title={words.pauseTitle(name)}
          action={words.pause}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await calls.patch(id, { paused: true });
            await changed(id);
            setAsking(null);
          }}
        >
          {words.pauseHint}
        </Confirm>
      ) : null}
      {asking === "resume" ? (
        <Confirm
          title={`${words.resume} · ${name}`}
          action={words.resume}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            try {
              await calls.resume(id);
              setAsking(null);
            } finally {
              // Where the platform still refuses, the account says why.
              await changed(id);
            }
          }}
        />
      ) : null}
    </>
  );
}

function Remove({ id, name }: { id: string; name: string }) {
  const words = useAccountWords();
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p>
        <button type="button" className="btn danger" onClick={() => setAsking(true)}>
          {words.remove}
        </button>
      </p>
      {asking ? (
        <Confirm
          title={words.removeTitle(name)}
          action={words.remove}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await calls.remove(id);
            setAsking(false);
            router.history.push("/settings/accounts");
            // Nothing else of it is asked for: it is gone.
            await client.invalidateQueries({ queryKey: keys.accounts });
          }}
        >
          {words.removeHint}
        </Confirm>
      ) : null}
    </>
  );
}
