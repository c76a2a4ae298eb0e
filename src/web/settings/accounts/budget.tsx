/** What reading costs and which limits hold, and the spans in which messages may be missing. */
import { useQuery } from "@tanstack/react-query";
import type { AccountView } from "../../client/types.ts";
import { clockTime, fullTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { Part } from "../kit/page.tsx";
import { budgetQuery } from "../../client/queries.ts";
import { dollars } from "./money.ts";
import { useAccountWords } from "./words.ts";

export function Gaps({ account: { gaps, platform } }: { account: AccountView }) {
  const words = useAccountWords();
  const { t, language } = useT();
  if (gaps.length === 0) return null;
  return (
    <Part title={words.gaps} hint={words.gapsHint}>
      <ul className="items">
        {gaps.map(({ id, since, until, code, detail }) => (
          <li key={id}>
            <div className="grow">
              <div className="name num">{words.gap(fullTime(language, since), fullTime(language, until))}</div>
              <div className="hint">{detail ?? t.reason(code, t.platform[platform])}</div>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Budget({ account: { id } }: { account: AccountView }) {
  const words = useAccountWords();
  const { language } = useT();
  const budget = useQuery(budgetQuery(id)).data;
  if (!budget || (budget.reading === null && budget.held.length === 0)) return null;
  const { reading, held } = budget;
  return (
    <Part title={words.budget}>
      {reading === null ? null : (
        <div>
          <p>
            {reading.limitUsd === null
              ? words.spent(dollars(language, reading.usd))
              : words.spentOf(dollars(language, reading.usd), dollars(language, reading.limitUsd))}
          </p>
          {reading.limitUsd === null ? (
            <p className="hint">{words.noLimit}</p>
          ) : (
            <meter min={0} max={reading.limitUsd} high={reading.limitUsd * 0.8} value={reading.usd} />
          )}
          <p className="hint">{words.spentHint(clockTime(language, reading.resetsAt))}</p>
        </div>
      )}
      {held.length === 0 ? (
        <p className="hint">{words.noHeld}</p>
      ) : (
        <ul>
          {held.map(({ scope, until }) => (
            <li key={scope} className="warn">
              {words.heldUntil(words.scope[scope] ?? scope, fullTime(language, until))}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
