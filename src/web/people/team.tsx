/** The team, for admins: invite, change roles, reset, deactivate. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { agentsQuery, meQuery } from "../client/queries.ts";
import { ApiError } from "../client/problem.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { useLiveChanges } from "../live/live.tsx";
import { Page } from "../settings/kit/page.tsx";
import { useFailure } from "../ui/toast.tsx";
import { calls, type Role, type TeamMember } from "./calls.ts";
import { Field, Form } from "./form.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { usePeopleWords } from "./words.ts";

const ROLES: Role[] = ["agent", "lead", "admin"];
const PEOPLE = ["people"];
const INVITATIONS = ["invitations"];

interface Once {
  lead: string;
  url: string;
}

export function TeamScreen() {
  const words = usePeopleWords();
  const client = useQueryClient();
  const [once, setOnce] = useState<Once | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const failed = useFailure();
  const people = useQuery({ queryKey: PEOPLE, queryFn: calls.people }).data?.items ?? [];
  const refresh = () => {
    for (const queryKey of [PEOPLE, INVITATIONS, agentsQuery.queryKey]) void client.invalidateQueries({ queryKey });
  };
  useLiveChanges((plan) => {
    if (plan.people || plan.everything) refresh();
  });
  const run = async (work: () => Promise<unknown>) => {
    setFault(null);
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.code === "conflict") setFault(words.problem["last-admin"]);
      else failed(error);
    }
    refresh();
  };
  return (
    <Page title={words.people}>
      <Invite
        onMade={(url) => {
          setOnce({ lead: words.linkMade, url });
          refresh();
        }}
      />
      {once === null ? null : <ShownOnce key={once.url} lead={once.lead} text={once.url} />}
      {fault === null ? null : (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <ul className="cards" aria-label={words.people}>
        {people.map((person) => (
          <Member
            key={person.id}
            person={person}
            run={(work) => void run(work)}
            onLink={(url) => setOnce({ lead: words.resetDone(person.name), url })}
          />
        ))}
      </ul>
      <Invitations run={(work) => void run(work)} />
    </Page>
  );
}

function Invite({ onMade }: { onMade: (url: string) => void }) {
  const words = usePeopleWords();
  return (
    <section>
      <p className="hint">{words.inviteHint}</p>
      <Form
        submit={words.invite}
        onSubmit={async (value) => {
          const role = ROLES.find((one) => one === value("role")) ?? "agent";
          onMade((await calls.invite(value("email").trim(), role)).url);
        }}
      >
        {(errorOf) => (
          <>
            <Field name="email" type="email" label={words.email} autoComplete="off" error={errorOf("email")} />
            <fieldset className="roles">
              {ROLES.map((role) => (
                <label key={role}>
                  <input type="radio" name="role" value={role} defaultChecked={role === "agent"} />
                  {words.role[role]}
                </label>
              ))}
            </fieldset>
          </>
        )}
      </Form>
    </section>
  );
}

interface MemberProps {
  person: TeamMember;
  run: (work: () => Promise<unknown>) => void;
  onLink: (url: string) => void;
}

function Member({ person, run, onLink }: MemberProps) {
  const words = usePeopleWords();
  const { t } = useT();
  const { id, name, email, role, active, secondFactor } = person;
  const isMe = useQuery(meQuery).data?.id === id;
  const [asking, setAsking] = useState(false);
  const reset = (withFactor: boolean) => run(async () => onLink((await calls.reset(id, withFactor)).url));
  return (
    <li data-testid="member">
      <div className="grow">
        <b>{name}</b>
        {active ? null : <span className="tag">{words.left}</span>}
        <p className="hint">
          {email ?? words.noEmail}
          {email === null ? "" : ` · ${secondFactor ? words.withFactor : words.withoutFactor}`}
        </p>
      </div>
      {active ? (
        <>
          <select
            aria-label={words.roleOf(name)}
            value={role}
            onChange={({ target }) => {
              const next = ROLES.find((one) => one === target.value);
              if (next) run(() => calls.changePerson(id, { role: next }));
            }}
          >
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {words.role[one]}
              </option>
            ))}
          </select>
          {isMe ? null : (
            <details className="more">
              <summary aria-label={words.moreFor(name)}>⋯</summary>
              <div className="row">
                {email === null ? null : (
                  <>
                    <button type="button" className="btn" onClick={() => reset(false)}>
                      {words.resetFor}
                    </button>
                    {secondFactor ? (
                      <button type="button" className="btn" onClick={() => reset(true)}>
                        {words.resetFactorFor}
                      </button>
                    ) : null}
                  </>
                )}
                <button type="button" className="btn" onClick={() => run(() => calls.endSessionsOf(id))}>
                  {words.endTheirs}
                </button>
                <button type="button" className="btn danger" onClick={() => setAsking(true)}>
                  {words.deactivate}
                </button>
              </div>
              {asking ? (
                <div className="row" role="alertdialog" aria-label={words.deactivateSure(name)}>
                  <span className="grow">{words.deactivateSure(name)}</span>
                  <button type="button" className="btn" onClick={() => setAsking(false)}>
                    {t.cancel}
                  </button>
                  <button
                    type="button"
                    className="btn danger"
                    onClick={() => run(() => calls.changePerson(id, { active: false }))}
                  >
                    {words.deactivate}
                  </button>
                </div>
              ) : null}
            </details>
          )}
        </>
      ) : (
        <button type="button" className="btn" onClick={() => run(() => calls.changePerson(id, { active: true }))}>
          {words.restore}
        </button>
      )}
    </li>
  );
}

function Invitations({ run }: { run: (work: () => Promise<unknown>) => void }) {
  const now = dateOfMinute(useMinute());
  const words = usePeopleWords();
  const { language } = useT();
  const items = useQuery({ queryKey: INVITATIONS, queryFn: calls.invitations }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{words.invitations}</h2>
      <ul className="cards">
        {items.map(({ id, email, role, expiresAt }) => (
          <li key={id}>
            <div className="grow">
              <b>{email}</b>
              <p className="hint">
                {words.role[role]} · {words.until(shortTime(language, expiresAt, now))}
              </p>
            </div>
            <button type="button" className="btn" onClick={() => run(() => calls.takeBack(id))}>
              {words.takeBack}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
