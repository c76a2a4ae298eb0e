/** The settings: sections on the left, the open one on the right; on a phone the list, then the page. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Suspense, useEffect, useRef, type KeyboardEvent } from "react";
import { keys, meQuery } from "../client/queries.ts";
import { useT } from "../i18n/language.tsx";
import { useLiveChanges } from "../live/live.tsx";
import { ScreenOverlays } from "../shell/screen-overlays.tsx";
import { Icon } from "../ui/icon.tsx";
import { forgetDrafts } from "./kit/draft.ts";
import { Page } from "./kit/page.tsx";
import { useNarrow } from "./narrow.ts";
import { GROUPS, nameOf, SECTIONS, sees, type Group, type Section, type Self } from "./registry.ts";
import { useSettingsWords } from "./words.ts";
import "../styles/people.css";
import "../styles/settings.css";

export function SettingsShell() {
  const me = useQuery(meQuery).data;
  return me ? <Frame me={me} /> : null;
}

let lastHere: string | null = null;

function Frame({ me }: { me: Self }) {
  const words = useSettingsWords();
  const { language } = useT();
  const client = useQueryClient();
  const splat = useParams({ strict: false, select: (params) => params._splat ?? "" });
  const [path = "", ...rest] = splat.split("/").filter((part) => part !== "");
  const section = SECTIONS.find((one) => one.path === path);
  const narrow = useNarrow();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (lastHere !== null && lastHere !== me.id) forgetDrafts();
    lastHere = me.id;
  }, [me.id]);
  useLiveChanges((plan) => {
    if (plan.accounts || plan.everything) void client.invalidateQueries({ queryKey: keys.accounts });
  });
  useEffect(() => {
    document.title = `${section ? nameOf(section, language) : words.settings} · Parley`;
    // The list of sections went away: whoever uses a keyboard or a screen reader goes on at the page.
    if (narrow && path !== "") main.current?.focus();
  }, [section, language, words, narrow, path]);
  if (path === "" && !narrow) {
    const first = SECTIONS.find((one) => one.group !== "you" && sees(me, one)) ?? SECTIONS[0];
    if (first) return <Navigate to="/settings/$" params={{ _splat: first.path }} replace />;
  }
  return (
    <div className="settings-frame" data-open={path !== ""}>
      <Sections me={me} current={path} />
      <main ref={main} className="settings people" tabIndex={-1}>
        <Link to="/settings" className="btn quiet only-m to-sections">
          <Icon of={ArrowLeft} />
          {words.backToSections}
        </Link>
        {path === "" ? null : (
          <Suspense>{section ? <Open me={me} section={section} rest={rest} /> : <Missing />}</Suspense>
        )}
      </main>
      <ScreenOverlays me={me} />
    </div>
  );
}

function Open({ me, section, rest }: { me: Self; section: Section; rest: string[] }) {
  const words = useSettingsWords();
  const { language } = useT();
  if (sees(me, section)) return <section.Screen key={section.path} me={me} rest={rest} />;
  const holder = section.permission !== null && LEADS.has(section.permission) ? "lead" : "admin";
  return (
    <Page title={nameOf(section, language)}>
      <h2>{words.noRight}</h2>
      <p>{words.noRightHint(section.permission ?? "", words.role[holder])}</p>
    </Page>
  );
}

// The lowest role that has it; everything else takes an admin.
const LEADS = new Set<string>([
  "settings.change",
  "reply.approve",
  "report.read",
  "job.run",
  "poison.read",
  "publication.manage",
]);

function Missing() {
  const words = useSettingsWords();
  return (
    <Page title={words.missing}>
      <p>{words.missingHint}</p>
    </Page>
  );
}

function Sections({ me, current }: { me: Self; current: string }) {
  const words = useSettingsWords();
  const { language } = useT();
  const shown = SECTIONS.filter((one) => sees(me, one));
  // Arrow keys walk the list; Tab leaves it.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a")];
    const at = links.findIndex((one) => one === document.activeElement);
    links.at((at + step + links.length) % links.length)?.focus();
  };
  const groups = (Object.keys(GROUPS) as Group[]).filter((group) => shown.some((one) => one.group === group));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav className="sections" aria-label={words.sections} onKeyDown={onKeyDown}>
      <Link to="/inbox" className="home">
        <Icon of={ArrowLeft} />
        {words.back}
      </Link>
      <h1>{words.settings}</h1>
      {groups.map((group) => (
        <div key={group}>
          <h2>{nameOf(GROUPS[group], language)}</h2>
          <ul>
            {shown
              .filter((one) => one.group === group)
              .map((one) => (
                <li key={one.path}>
                  <Link
                    to="/settings/$"
                    params={{ _splat: one.path }}
                    aria-current={one.path === current ? "page" : undefined}
                  >
                    <Icon of={one.icon} />
                    {nameOf(one, language)}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
