/** The rail: where to look, what needs a person, which accounts; below, who I am, the language and the theme. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, Suspense } from "react";
import {
  ChartColumn,
  AtSign,
  Bookmark,
  BookOpen,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  Contrast,
  Hourglass,
  Inbox,
  Layers,
  OctagonX,
  Settings,
  TriangleAlert,
  User,
  Users,
  X,
  type LucideIcon,
} from "lucide-react";
import { accountsQuery, countsQuery } from "../client/queries.ts";
import type { Counts, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { viewsQuery } from "../list/calls.ts";
import { countOfView } from "../list/counts.ts";
import { type InboxSearch, searchOf, STATUSES, type View, viewOf } from "../list/views.ts";
import { Bell, MyWork } from "../together/parts.ts";
import { Avatar, Handle, PlatformCode } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { AccountTrouble } from "./account-trouble.tsx";
import { InboxLink } from "./inbox-link.tsx";
import { SearchBox } from "./search-box.tsx";
import { toggleTheme } from "./theme.ts";

const MAIN: [View, LucideIcon][] = [
  ["open", Inbox],
  ["mine", User],
  ["unassigned", Users],
  ["mentions", AtSign],
  ["pending", Hourglass],
  ["snoozed", Clock],
  ["closed", CircleCheck],
  ["spam", OctagonX],
  ["all", Layers],
];

interface Props {
  me: Me;
  search: InboxSearch;
  openId: string | null;
  onPalette: () => void;
  /** In a drawer: how to close it, also after a choice. */
  onClose?: () => void;
}

export function Rail({ me, search, openId, onPalette, onClose }: Props) {
  const { t, language, setLanguage } = useT();
  const counts = useQuery(countsQuery).data;
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const currentView = (search.account && !search.view) || search.saved || search.status ? null : viewOf(search);
  const view = (name: View, icon: LucideIcon) => {
    const count = counts ? countOfView(counts, name, me.id) : null;
    const needs = (name === "attention" || name === "mentions") && count !== null && count > 0;
    return (
      <li key={name}>
        <InboxLink
          search={{ view: name === "open" ? undefined : name, sort: search.sort }}
          aria-current={currentView === name ? "page" : undefined}
          className={needs ? "needs" : undefined}
          onClick={() => onClose?.()}
        >
          <Icon of={icon} />
          <span>{t.view[name]}</span>
          {count === null ? null : <Count n={count} />}
        </InboxLink>
      </li>
    );
  };
  const isAccount = (id: string) => search.account === id && !search.saved;
  return (
    <aside className="rail" aria-label={t.views}>
      <div className="brand">
        <span className="mark" aria-hidden="true">
          P
        </span>
        <span className="grow">Parley</span>
        <Suspense fallback={<span className="btn sq" />}>
          <Bell />
        </Suspense>
        {onClose ? (
          <button type="button" className="btn quiet sq" onClick={onClose}>
            <Icon of={X} />
            <span className="vh">{t.close}</span>
          </button>
        ) : null}
      </div>
      <SearchBox search={search} openId={openId} onPalette={onPalette} />
      <nav aria-label={t.views}>
        <ul>{MAIN.map(([name, icon]) => view(name, icon))}</ul>
        <SavedViews search={search} onClose={onClose} />
        <h2>{t.needsPerson}</h2>
        <ul>{view("attention", CircleQuestionMark)}</ul>
        {accounts.length === 0 ? null : <h2>{t.accounts}</h2>}
        <ul>
          {accounts
            .filter((account) => account.state !== "removed")
            .map((account) => (
              <li key={account.id}>
                <InboxLink
                  className="acct"
                  search={{ account: account.id }}
                  aria-current={isAccount(account.id) && !search.view && !search.status ? "page" : undefined}
                  onClick={() => onClose?.()}
                  title={account.name}
                >
                  <PlatformCode platform={account.platform} />
                  <span>
                    {account.platform === "x" && account.handle ? (
                      <Handle platform="x" handle={account.handle} />
                    ) : (
                      account.name
                    )}
                  </span>
                  <Count n={counts?.byAccount[account.id] ?? 0} />
                </InboxLink>
                <AccountTrouble account={account} />
                {isAccount(account.id) ? (
                  <AccountStatuses
                    id={account.id}
                    current={search.status}
                    counts={counts?.accountStatus[account.id]}
                    onClose={onClose}
                  />
                ) : null}
              </li>
            ))}
        </ul>
        <ul className="apart">
          <li>
            <Link to="/publications">
              <Icon of={BookOpen} />
              <span>{t.publicAnswers}</span>
            </Link>
          </li>
          <li>
            <Link to="/reports">
              <Icon of={ChartColumn} />
              <span>{t.reports}</span>
            </Link>
          </li>
          <li>
            <Link to="/settings">
              <Icon of={Settings} />
              <span>{t.settings}</span>
            </Link>
          </li>
        </ul>
      </nav>
      <Suspense fallback={<div className="work" />}>
        <MyWork me={me} />
      </Suspense>
      <div className="foot">
        <Link className="me" to="/settings/$" params={{ _splat: "me" }} title={t.myAccount}>
          <Avatar name={me.name} />
          <span className="overflow-hidden text-ellipsis">{me.name}</span>
        </Link>
        <span className="seg" role="radiogroup" aria-label={t.language}>
          <label lang="zh-CN">
            <input
              type="radio"
              name="language"
              aria-label="中文"
              checked={language === "zh-CN"}
              onChange={() => setLanguage("zh-CN")}
            />
            中
          </label>
          <label lang="en">
            <input
              type="radio"
              name="language"
              aria-label="English"
              checked={language === "en"}
              onChange={() => setLanguage("en")}
            />
            EN
          </label>
        </span>
        <button type="button" className="btn quiet sq" onClick={toggleTheme} title={t.toggleTheme}>
          <Icon of={Contrast} />
          <span className="vh">{t.toggleTheme}</span>
        </button>
      </div>
    </aside>
  );
}

/** Large numbers short: "95k". */
function Count({ n }: { n: number }) {
  const { language } = useT();
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  return (
    <span className="num" title={n < 10_000 ? undefined : n.toLocaleString(language)}>
      {n < 10_000 ? n : short.format(n)}
    </span>
  );
}

function SavedViews({ search, onClose }: { search: InboxSearch; onClose: (() => void) | undefined }) {
  const { t } = useT();
  const views = useQuery(viewsQuery).data?.items ?? [];
  return ([false, true] as const).map((shared) => {
    const of = views.filter((view) => view.shared === shared);
    return of.length === 0 ? null : (
      <Fragment key={String(shared)}>
        <h2>{shared ? t.teamViews : t.myViews}</h2>
        <ul>
          {of.map((view) => (
            <li key={view.id}>
              <InboxLink
                search={searchOf(view)}
                aria-current={search.saved === view.id ? "page" : undefined}
                title={view.name}
                onClick={() => onClose?.()}
              >
                <Icon of={view.gone.length > 0 ? TriangleAlert : Bookmark} />
                <span>{view.name}</span>
              </InboxLink>
            </li>
          ))}
        </ul>
      </Fragment>
    );
  });
}

/** The other statuses of the account that is shown. */
function AccountStatuses({
  id,
  current,
  counts,
  onClose,
}: {
  id: string;
  current: string | undefined;
  counts: Counts["accountStatus"][string] | undefined;
  onClose: (() => void) | undefined;
}) {
  const { t } = useT();
  return (
    <ul className="under">
      {STATUSES.filter((status) => status !== "open").map((status) => (
        <li key={status}>
          <InboxLink
            search={{ account: id, status }}
            aria-current={current === status ? "page" : undefined}
            onClick={() => onClose?.()}
          >
            <span>{t.status[status]}</span>
            <Count n={counts?.[status] ?? 0} />
          </InboxLink>
        </li>
      ))}
    </ul>
  );
}
