/** The command palette: actions on the open conversation, places to go, and conversations by what is typed. */
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import {
  Bookmark,
  BookOpen,
  ChartColumn,
  Contrast,
  Inbox,
  Languages,
  Lock,
  Megaphone,
  Search,
  type LucideIcon,
} from "lucide-react";
import { useDeferredValue, useState, type KeyboardEvent } from "react";
import { api } from "../client/client.ts";
import { conversationQuery, meQuery } from "../client/queries.ts";
import type { ConversationItem, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { viewsQuery } from "../list/calls.ts";
import { searchOf, VIEWS } from "../list/views.ts";
import { useSettingsCommands } from "../settings/commands.ts";
import { PlatformCode, ShortTime } from "../ui/bits.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { inboxHref } from "./address.ts";
import { useHereCommands } from "./here-commands.tsx";
import { setTheme } from "./theme.ts";

export interface Command {
  key: string;
  group: "here" | "go" | "conversations";
  icon: LucideIcon | null;
  word: string;
  shortcut?: string;
  item?: ConversationItem;
  run: () => void;
}

const MOST_FOUND = 6;

export function Palette({ me, openId, onClose }: { me: Me; openId: string | null; onClose: () => void }) {
  const { t, language, setLanguage } = useT();
  const router = useRouter();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const q = useDeferredValue(text.trim());
  const open = useQuery({ ...conversationQuery(openId ?? ""), enabled: openId !== null }).data;
  const found = useQuery({
    queryKey: ["palette", q],
    queryFn: ({ signal }) => api.conversations({ q }, null, MOST_FOUND, signal),
    enabled: q !== "",
    placeholderData: (before) => before,
  }).data;
  const here = useHereCommands(openId, me);
  const views = useQuery(viewsQuery).data?.items ?? [];
  const settings = useSettingsCommands(useQuery(meQuery).data);

  const go: Command[] = [
    ...VIEWS.map((view): Command => ({
      key: view,
      group: "go",
      icon: Inbox,
      word: t.view[view],
      run: () => router.history.push(inboxHref(null, { view: view === "open" ? undefined : view })),
    })),
    {
      key: "publications",
      group: "go",
      icon: BookOpen,
      word: t.publicAnswers,
      run: () => router.history.push("/publications"),
    },
    {
      key: "reports",
      group: "go",
      icon: ChartColumn,
      word: t.reports,
      run: () => router.history.push("/reports"),
    },
    ...views.map((view): Command => ({
      key: view.id,
      group: "go",
      icon: Bookmark,
      word: view.name,
      run: () => router.history.push(inboxHref(null, searchOf(view))),
    })),
    ...settings,
    ...(["light", "dark", "system"] as const).map((theme): Command => ({
      key: theme,
      group: "go",
      icon: Contrast,
      word: t.theme[theme],
      run: () => setTheme(theme),
    })),
    {
      key: "language",
      group: "go",
      icon: Languages,
      word: language === "en" ? "中文" : "English",
      run: () => setLanguage(language === "en" ? "zh-CN" : "en"),
    },
  ];
  const matches = (command: Command) => command.word.toLowerCase().includes(q.toLowerCase());
  const commands = [...here, ...go].filter(matches).concat(
    q === ""
      ? []
      : (found?.items ?? []).map((item): Command => ({
          key: item.id,
          group: "conversations",
          icon: null,
          word: `${item.requester.name} — ${item.excerpt}`,
          item,
          run: () => router.history.push(inboxHref(item.id, {})),
        })),
    q === ""
      ? []
      : [
          {
            key: "search",
            group: "conversations",
            icon: Search,
            word: t.searchFor(q),
            run: () => router.history.push(inboxHref(null, { q })),
          },
        ],
  );
  const index = Math.min(chosen, commands.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((index + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(commands[index]);
    }
  };
  const heading = { here: t.paletteHere, go: t.paletteGo, conversations: t.paletteConversations };
  return (
    <Dialog label={t.keyHelp.palette} className="pal" onClose={onClose}>
      <div className="q">
        <Icon of={Search} />
        {open ? <span className="scope">{`${open.requester.name} · ${t.thisOne}`}</span> : null}
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={commands[index] ? `command-${index}` : undefined}
          aria-label={t.command}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div id="palette-list" className="options" role="listbox" aria-label={t.command}>
        {commands.map((command, place) => (
          <Option
            key={`${command.group} ${command.key}`}
            command={command}
            place={place}
            selected={place === index}
            heading={commands[place - 1]?.group === command.group ? null : heading[command.group]}
            onRun={() => run(command)}
          />
        ))}
      </div>
      {commands.length === 0 ? <p className="nothing">{t.paletteNothing}</p> : null}
      <footer>
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd>
          {t.paletteSelect}
        </span>
        <span>
          <kbd>↵</kbd>
          {t.paletteRun}
        </span>
        <span style={{ marginInlineStart: "auto" }}>
          {t.allKeys}
          <kbd>?</kbd>
        </span>
      </footer>
    </Dialog>
  );
}

function Option({
  command,
  place,
  selected,
  heading,
  onRun,
}: {
  command: Command;
  place: number;
  selected: boolean;
  heading: string | null;
  onRun: () => void;
}) {
  const now = dateOfMinute(useMinute());
  const { item } = command;
  return (
    <>
      {heading === null ? null : <h3 role="presentation">{heading}</h3>}
      {/* The keys are the input's: the focus stays there. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        className="option"
        role="option"
        id={`command-${place}`}
        aria-selected={selected ? true : undefined}
        tabIndex={-1}
        onClick={onRun}
        ref={(element) => {
          if (selected) element?.scrollIntoView({ block: "nearest" });
        }}
      >
        {item ? <PlatformCode platform={item.platform} /> : command.icon ? <Icon of={command.icon} /> : null}
        <span>{command.word}</span>
        <span className="end">
          {item ? (
            <>
              <Icon of={item.kind === "public" ? Megaphone : Lock} small />
              <ShortTime at={item.lastMessageAt} now={now} />
            </>
          ) : command.shortcut ? (
            <kbd>{command.shortcut}</kbd>
          ) : null}
        </span>
      </div>
    </>
  );
}
