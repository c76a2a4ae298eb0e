/** What a person must know of an account: that it does not work, what is set wrong, where messages may be missing. */
import type { AccountView } from "../client/types.ts";
import { clockTime, shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";

/** Older gaps are history. */
const GAP_SHOWN_MS = 24 * 60 * 60_000;

export function AccountTrouble({ account }: { account: AccountView }) {
  const { t, language } = useT();
  const now = dateOfMinute(useMinute());
  const reason = (code: string) => t.reason(code, t.platform[account.platform]);
  if (account.state === "auth" || account.state === "paused") {
    return <span className={account.state === "auth" ? "sub bad" : "sub"}>{t.accountState[account.state]}</span>;
  }
  if (account.problem !== null) {
    return (
      <span className="sub" title={account.problemDetail ?? undefined}>
        {reason(account.problem)}
      </span>
    );
  }
  const gap = account.gaps.findLast((one) => now.getTime() - Date.parse(one.until) < GAP_SHOWN_MS);
  if (gap) {
    return (
      <span className="sub" title={gap.detail ?? reason(gap.code)}>
        {t.gap(shortTime(language, gap.since, now), clockTime(language, gap.until))}
      </span>
    );
  }
  const wrong = [...account.warnings.map(reason), ...account.missingScopes];
  return wrong.length === 0 ? null : (
    <span className="sub quiet" title={wrong.join("\n")}>
      {t.checkSettings(wrong.length)}
    </span>
  );
}
