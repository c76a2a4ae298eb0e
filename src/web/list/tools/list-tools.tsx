/** The menu of a list: its order, what narrows it, and keeping it under a name. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { ChevronRight, ListFilter } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState, type ReactNode } from "react";
import { accountsQuery, agentsQuery, labelsQuery } from "../../client/queries.ts";
import type { Me } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { inboxHref } from "../../shell/address.ts";
import { Icon } from "../../ui/icon.tsx";
import { useDone, useFailure } from "../../ui/toast.tsx";
import { listCalls, type SavedView, viewsQuery } from "../calls.ts";
import { type InboxSearch, savedFilterOf, searchOf, SORTS, STATUSES } from "../views.ts";
import { ViewDialog } from "./view-dialog.tsx";
import { useToolWords } from "./words.ts";
import "../../styles/list-tools.css";

interface Props {
  me: Me;
  search: InboxSearch;
}

export function ListTools({ me, search }: Props) {
  const words = useToolWords();
  const router = useRouter();
  const [naming, setNaming] = useState<"new" | "edit" | null>(null);
  const views = useQuery(viewsQuery).data?.items ?? [];
  const saved = views.find(({ id }) => id === search.saved);
  const mayChange = saved !== undefined && (!saved.shared || me.role !== "agent");
  const go = (change: InboxSearch) => router.history.push(inboxHref(null, { ...search, ...change }));
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="btn quiet sq" title={words.tools}>
          <Icon of={ListFilter} />
          <span className="vh">{words.tools}</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
            <h3>{words.sort}</h3>
            <DropdownMenu.RadioGroup
              value={search.sort ?? "newest"}
              onValueChange={(value) => go({ sort: SORTS.find((one) => one === value) })}
            >
              {(["newest", ...SORTS] as const).map((sort) => (
                <DropdownMenu.RadioItem key={sort} value={sort} disabled={sort !== "newest" && search.q !== undefined}>
                  {words.sorts[sort]}
                  <DropdownMenu.ItemIndicator className="end">✓</DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
            {search.q === undefined ? null : <p className="nothing">{words.notSearched}</p>}
            <hr />
            <Filters search={search} go={go} />
            <hr />
            <DropdownMenu.Item onSelect={() => setNaming("new")}>{words.saveAs}</DropdownMenu.Item>
            {saved && mayChange ? (
              <SavedItems view={saved} views={views} search={search} onEdit={() => setNaming("edit")} />
            ) : null}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {naming === null ? null : (
        <ViewDialog
          me={me}
          search={search}
          view={naming === "edit" ? saved : undefined}
          title={naming === "edit" ? words.editTitle : words.title}
          onClose={() => setNaming(null)}
          onSaved={(view) => {
            setNaming(null);
            if (naming === "new") router.history.push(inboxHref(null, searchOf(view)));
          }}
        />
      )}
    </>
  );
}

function Filters({ search, go }: { search: InboxSearch; go: (change: InboxSearch) => void }) {
  const { t } = useT();
  const words = useToolWords();
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const agents = useQuery(agentsQuery).data?.items ?? [];
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const statuses = savedFilterOf(search).status ?? [];
  const toggleStatus = (status: (typeof STATUSES)[number]) => {
    const next = STATUSES.filter((one) => (one === status) !== statuses.includes(one));
    const view = search.view === "mentions" || search.view === "attention" ? search.view : undefined;
    go({ status: next.length === 0 ? undefined : next.join(","), view: next.length === 0 ? (view ?? "all") : view });
  };
  return (
    <>
      <Sub word={words.status}>
        {STATUSES.map((status) => (
          <DropdownMenu.CheckboxItem
            key={status}
            checked={statuses.includes(status)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={() => toggleStatus(status)}
          >
            {t.status[status]}
            <DropdownMenu.ItemIndicator className="end">✓</DropdownMenu.ItemIndicator>
          </DropdownMenu.CheckboxItem>
        ))}
      </Sub>
      <Choice
        word={words.owner}
        chosen={search.assignee}
        options={[
          ["me", words.me],
          ["none", words.nobody],
          ...agents.filter(({ active }) => active).map(({ id, name }) => [id, name] as const),
        ]}
        onChoose={(assignee) => go({ assignee })}
      />
      <Choice
        word={words.label}
        chosen={search.label}
        options={labels.map(({ name }) => [name, name])}
        onChoose={(label) => go({ label })}
      />
      <Choice
        word={words.account}
        chosen={search.account}
        options={accounts.filter(({ state }) => state !== "removed").map(({ id, name }) => [id, name])}
        onChoose={(account) => go({ account })}
      />
      <Choice
        word={words.platform}
        chosen={search.platform}
        options={(["x", "telegram", "discord"] as const).map((one) => [one, t.platform[one]])}
        onChoose={(platform) => go({ platform })}
      />
      <Choice
        word={words.kind}
        chosen={search.kind}
        options={(["public", "direct"] as const).map((one) => [one, words.kinds[one]])}
        onChoose={(kind) => go({ kind })}
      />
    </>
  );
}

function SavedItems({
  view,
  views,
  search,
  onEdit,
}: {
  view: SavedView;
  views: readonly SavedView[];
  search: InboxSearch;
  onEdit: () => void;
}) {
  const words = useToolWords();
  const client = useQueryClient();
  const router = useRouter();
  const done = useDone();
  const failed = useFailure();
  const [confirming, setConfirming] = useState(false);
  const siblings = views.filter(({ shared }) => shared === view.shared);
  const place = siblings.indexOf(view);
  const run = async (act: () => Promise<unknown>, text?: string) => {
    try {
      await act();
      if (text !== undefined) done({ text });
    } catch (error) {
      failed(error);
    }
    await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
  };
  const move = (position: number) => void run(() => listCalls.changeView(view.id, { position }));
  return (
    <>
      <DropdownMenu.Item
        onSelect={() =>
          void run(() => listCalls.changeView(view.id, { filter: savedFilterOf(search) }), words.saved(view.name))
        }
      >
        {words.saveChange(view.name)}
      </DropdownMenu.Item>
      <DropdownMenu.Item onSelect={onEdit}>{words.edit}</DropdownMenu.Item>
      {place > 0 ? <DropdownMenu.Item onSelect={() => move(place - 1)}>{words.up}</DropdownMenu.Item> : null}
      {place < siblings.length - 1 ? (
        <DropdownMenu.Item onSelect={() => move(place + 1)}>{words.down}</DropdownMenu.Item>
      ) : null}
      <DropdownMenu.Item
        onSelect={(event) => {
          if (!confirming) {
            event.preventDefault();
            setConfirming(true);
            return;
          }
          router.history.push(inboxHref(null, {}));
          void run(() => listCalls.removeView(view.id), words.removed(view.name));
        }}
      >
        {confirming ? words.removeSure : words.remove}
      </DropdownMenu.Item>
    </>
  );
}

function Choice<T extends string>({
  word,
  chosen,
  options,
  onChoose,
}: {
  word: string;
  chosen: T | undefined;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T | undefined) => void;
}) {
  const words = useToolWords();
  return (
    <Sub word={word}>
      <DropdownMenu.RadioGroup
        value={chosen ?? ""}
        onValueChange={(value) => onChoose(options.find(([one]) => one === value)?.[0])}
      >
        <DropdownMenu.RadioItem value="">
          {words.any}
          <DropdownMenu.ItemIndicator className="end">✓</DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
        {options.map(([value, name]) => (
          <DropdownMenu.RadioItem key={value} value={value}>
            {name}
            <DropdownMenu.ItemIndicator className="end">✓</DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </Sub>
  );
}

function Sub({ word, children }: { word: string; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger>
        {word}
        <span className="end">
          <Icon of={ChevronRight} small />
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu">{children}</DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
