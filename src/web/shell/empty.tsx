/** What stands where a conversation would: that all is answered, or how to open one. */
import { useQuery } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import { accountsQuery, countsQuery } from "../client/queries.ts";
import { clockTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { InboxLink } from "./inbox-link.tsx";

export function Empty() {
  const { t, language } = useT();
  const counts = useQuery(countsQuery).data;
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const done = counts?.status.open === 0;
  const lastRead = accounts
    .flatMap((account) => account.lastPulledAt ?? account.lastEventAt ?? [])
    .sort()
    .at(-1);
  return (
    <main className="empty" aria-label={t.conversation} id="conversation">
      <div className="blank">
        <h2>{done ? t.allDone : t.pickOne}</h2>
        <p>{done ? t.allDoneHint : t.pickOneHint}</p>
        {counts ? (
          <table className="num">
            <tbody>
              <tr>
                <td>{t.stillOpen}</td>
                <td>{counts.status.open}</td>
              </tr>
              <tr>
                <td>{t.view.pending}</td>
                <td>{counts.status.pending}</td>
              </tr>
              <tr>
                <td>{t.view.attention}</td>
                <td>{counts.attention}</td>
              </tr>
              {lastRead === undefined ? null : (
                <tr>
                  <td>{t.lastRead}</td>
                  <td>{clockTime(language, lastRead)}</td>
                </tr>
              )}
            </tbody>
          </table>
        ) : null}
        {counts && counts.status.snoozed > 0 ? (
          <p className="btns">
            <InboxLink className="btn" search={{ view: "snoozed" }}>
              <Icon of={Clock} small />
              {t.seeSnoozed(counts.status.snoozed)}
            </InboxLink>
          </p>
        ) : null}
      </div>
    </main>
  );
}
