/** One's own account: second factor, password, where one is signed in, and keys for who may make them. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys, meQuery } from "../client/queries.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { useLiveChanges } from "../live/live.tsx";
import { Page } from "../settings/kit/page.tsx";
import { useFailure } from "../ui/toast.tsx";
import { calls } from "./calls.ts";
import { BackupCodes, Enrol } from "./enrol.tsx";
import { Field, Form } from "./form.tsx";
import { Keys } from "./keys.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { usePeopleWords } from "./words.ts";

export function AccountScreen() {
  const words = usePeopleWords();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  if (!me) return null;
  const refresh = () => void client.invalidateQueries({ queryKey: keys.me });
  return (
    <Page
      title={words.account}
      actions={
        <button
          type="button"
          className="btn"
          onClick={() => void calls.signOut().then(() => location.assign("/inbox"))}
        >
          {words.signOut}
        </button>
      }
    >
      <p>
        {me.name} · {me.email ?? words.noEmail} · {words.role[me.role]}
      </p>
      {me.secondFactor === "none" ? (
        <p className="hint">{words.byLink}</p>
      ) : (
        <>
          <SecondFactor on={me.secondFactor === "on"} onChange={refresh} />
          <PasswordForm />
        </>
      )}
      <Sessions />
      {me.permissions.includes("keys.manage") ? <Keys /> : null}
    </Page>
  );
}

function SecondFactor({ on, onChange }: { on: boolean; onChange: () => void }) {
  const words = usePeopleWords();
  const [codes, setCodes] = useState<string[] | null>(null);
  const password = (errorOf: (name: string) => string | undefined) => (
    <Field
      name="password"
      type="password"
      label={words.currentPassword}
      autoComplete="current-password"
      error={errorOf("password")}
    />
  );
  return (
    <section>
      <h2>{words.factor}</h2>
      <p>{on ? words.factorOn : words.factorOff}</p>
      {on ? (
        <>
          {codes === null ? null : <BackupCodes codes={codes} />}
          <details>
            <summary>{words.newCodes}</summary>
            <p className="hint">{words.newCodesHint}</p>
            <Form
              submit={words.newCodes}
              onSubmit={async (value) => setCodes((await calls.newCodes(value("password"))).backupCodes)}
            >
              {password}
            </Form>
          </details>
          <details>
            <summary>{words.remove}</summary>
            <p className="hint">{words.removeHint}</p>
            <Form
              submit={words.remove}
              onSubmit={async (value) => {
                await calls.dropFactor(value("password"));
                onChange();
              }}
            >
              {password}
            </Form>
          </details>
        </>
      ) : (
        <Enrol onDone={onChange} />
      )}
    </section>
  );
}

function PasswordForm() {
  const words = usePeopleWords();
  const [saved, setSaved] = useState(0);
  return (
    <section>
      <h2>{words.changePassword}</h2>
      <p className="hint">{words.changePasswordHint}</p>
      <Form
        key={saved}
        submit={words.changePassword}
        onSubmit={async (value) => {
          await calls.changePassword(value("current"), value("next"));
          setSaved(saved + 1);
        }}
      >
        {(errorOf) => (
          <>
            <Field
              name="current"
              type="password"
              label={words.currentPassword}
              autoComplete="current-password"
              error={errorOf("current")}
            />
            <Field
              name="next"
              type="password"
              label={words.newPassword}
              hint={words.passwordHint}
              autoComplete="new-password"
              error={errorOf("next")}
            />
          </>
        )}
      </Form>
      <p role="status">{saved > 0 ? words.saved : ""}</p>
    </section>
  );
}

const SESSIONS = ["me", "sessions"];

function Sessions() {
  const now = dateOfMinute(useMinute());
  const words = usePeopleWords();
  const { language } = useT();
  const client = useQueryClient();
  const failed = useFailure();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: calls.sessions }).data?.items ?? [];
  useLiveChanges((plan) => {
    if (plan.people || plan.everything) void client.invalidateQueries({ queryKey: SESSIONS });
  });
  const run = (work: Promise<unknown>) =>
    void work.catch(failed).finally(() => void client.invalidateQueries({ queryKey: SESSIONS }));
  const time = (at: string) => shortTime(language, at, now);
  return (
    <section>
      <h2>{words.sessions}</h2>
      <ul className="cards">
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="grow">
              <b>{browserOf(session.userAgent) ?? words.unknownBrowser}</b>
              {session.current ? <span className="tag">{words.thisOne}</span> : null}
              <p className="hint">
                {words.bySort[session.by]} · {words.started(time(session.startedAt))} ·{" "}
                {words.used(time(session.usedAt))}
              </p>
            </div>
            {session.current ? null : (
              <button type="button" className="btn" onClick={() => run(calls.endSession(session.id))}>
                {words.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <button type="button" className="btn" onClick={() => run(calls.endOtherSessions())}>
          {words.endOthers}
        </button>
      ) : null}
    </section>
  );
}

/** Enough to tell one's own apart: `Chrome · Windows`. */
function browserOf(userAgent: string | null): string | null {
  const first = (names: string[]) => names.find((name) => userAgent?.includes(name));
  const browser = first(["Edg", "Firefox", "Chrome", "Safari"])?.replace("Edg", "Edge");
  const system = first(["iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux"])?.replace("Mac OS", "macOS");
  return browser === undefined ? (userAgent?.slice(0, 40) ?? null) : [browser, system].filter(Boolean).join(" · ");
}
