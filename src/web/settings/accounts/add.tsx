/** Connecting an account step by step: the platform, what to do there, which permissions, then its credentials. */
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { accountsQuery } from "../../client/queries.ts";
import { ApiError } from "../../client/problem.ts";
import type { AccountView } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { PlatformCode } from "../../ui/bits.tsx";
import { useDraft } from "../kit/draft.ts";
import { Choice, Field } from "../kit/fields.tsx";
import { Page, Part } from "../kit/page.tsx";
import { SaveBar } from "../kit/save-bar.tsx";
import { calls, useAccountChanged } from "./calls.ts";
import { useAccountFault } from "./faults.ts";
import { credentialsOf, fieldsOf, NO_SECRETS, SecretFields, type Secrets } from "./secrets.tsx";
import { useAccountWords } from "./words.ts";

type PlatformName = AccountView["platform"];
const NAMES: PlatformName[] = ["x", "telegram", "discord"];

export function AddAccount({ platform }: { platform: string | undefined }) {
  const chosen = NAMES.find((name) => name === platform);
  return chosen ? <Steps key={chosen} platform={chosen} /> : <Pick />;
}

function Pick() {
  const words = useAccountWords();
  const { t } = useT();
  return (
    <Page title={words.add} lead={words.pick}>
      <ul className="picks">
        {NAMES.map((name) => (
          <li key={name}>
            <Link to="/settings/$" params={{ _splat: `accounts/add/${name}` }}>
              <span className="name">
                <PlatformCode platform={name} />
                {t.platform[name]}
              </span>
              <span className="hint">{words.pickHint[name]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

interface NewOne extends Secrets {
  name: string;
  mode: "poll" | "webhook";
  apiUrl: string;
}

const NOTHING: NewOne = { ...NO_SECRETS, name: "", mode: "poll", apiUrl: "" };

function Steps({ platform }: { platform: PlatformName }) {
  const words = useAccountWords();
  const { t } = useT();
  const router = useRouter();
  const changed = useAccountChanged();
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const [taken, setTaken] = useState<string | null>(null);
  const explain = useAccountFault(platform, fieldsOf(platform, "oauth1")[0]?.name ?? "token");
  const connect = async (value: NewOne, replace: boolean) => {
    setTaken(null);
    const { name, mode, apiUrl } = value;
    const { account, webhook } = await calls.add({
      platform,
      credentials: credentialsOf(platform, value),
      settings: {
        ...(platform === "discord" ? {} : { mode }),
        ...(apiUrl.trim() === "" ? {} : { apiUrl: apiUrl.trim() }),
      },
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      ...(replace ? { replace } : {}),
    });
    await changed(account.id, webhook);
    return account.id;
  };
  const [replacing, setReplacing] = useState(false);
  const draft = useDraft<NewOne>(
    `account:new:${platform}`,
    NOTHING,
    async (value) => {
      const id = await connect(value, replacing);
      // Once the draft is gone: nothing is left that leaving would lose.
      setTimeout(() => router.history.push(`/settings/accounts/${id}/new`), 0);
    },
    (error) => {
      if (error instanceof ApiError && error.code === "conflict" && typeof error.problem?.["accountId"] === "string") {
        const known = accounts.find((one) => one.id === error.problem?.["accountId"]);
        setTaken(known?.name ?? "");
        return { field: null, message: words.already(known?.name ?? "") };
      }
      if (error instanceof ApiError && error.code === "conflict") return { field: null, message: words.paused };
      return explain(error);
    },
  );
  const { value, change, errorOf } = draft;
  return (
    <Page
      title={words.addTitle(t.platform[platform])}
      actions={
        <Link className="btn" to="/settings/$" params={{ _splat: "accounts/add" }}>
          {words.otherPlatform}
        </Link>
      }
    >
      <Part title={words.step1}>
        <ol className="steps">
          {words.steps[platform].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Part>
      <Part title={words.step2}>
        <ScopeTable platform={platform} />
      </Part>
      <Part title={words.step3} hint={words.secretsHint}>
        <form
          noValidate
          className="fields"
          onSubmit={(event) => {
            event.preventDefault();
            void draft.save();
          }}
        >
          <SecretFields platform={platform} draft={draft} />
          <Field
            name="name"
            maxLength={100}
            label={words.name}
            hint={words.nameHint}
            value={value.name}
            error={errorOf("name")}
            onChange={({ target }) => change({ name: target.value })}
          />
          {platform === "discord" ? null : <ModeChoice value={value.mode} onChange={(mode) => change({ mode })} />}
          <details open={value.apiUrl !== ""}>
            <summary>{words.advanced}</summary>
            <Field
              name="apiUrl"
              type="url"
              label={words.apiUrl}
              hint={words.apiUrlHint}
              value={value.apiUrl}
              error={errorOf("apiUrl")}
              onChange={({ target }) => change({ apiUrl: target.value })}
            />
          </details>
          {taken === null ? null : (
            <label className="check">
              <input type="checkbox" checked={replacing} onChange={({ target }) => setReplacing(target.checked)} />
              {words.alreadyUse}
            </label>
          )}
          <SaveBar draft={draft} label={words.connect} busyLabel={words.connecting} always />
        </form>
      </Part>
    </Page>
  );
}

/** How it is read, where the platform leaves the choice. */
export function ModeChoice({
  value,
  onChange,
}: {
  value: "poll" | "webhook";
  onChange: (mode: "poll" | "webhook") => void;
}) {
  const words = useAccountWords();
  const option = (mode: "poll" | "webhook") => ({
    value: mode,
    label: words.mode[mode] ?? mode,
    hint: words.modeHint[mode],
  });
  return (
    <Choice
      name="mode"
      legend={words.reading}
      value={value}
      options={[option("poll"), option("webhook")]}
      onChange={onChange}
    />
  );
}

function ScopeTable({ platform }: { platform: PlatformName }) {
  const words = useAccountWords();
  const rows = words.scopes[platform] ?? [];
  if (rows.length === 0) return <p className="hint">{words.noScopes}</p>;
  return (
    <dl className="scopes-table">
      {rows.map(([id, name, why]) => (
        <div key={id}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{why}</dd>
        </div>
      ))}
    </dl>
  );
}
