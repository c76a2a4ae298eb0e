/** Which conversations are chosen for an action on several. Pure; the hook keeps it for as long as the list is the same. */
import { useCallback, useMemo, useState } from "react";
import type { ConversationItem } from "../client/types.ts";

type Items = ReadonlyMap<string, ConversationItem>;

export interface Selection {
  chosen: Items;
  /** Where a range begins. */
  anchor: string | null;
  /** True also while nothing is chosen yet: a tap chooses. */
  picking: boolean;
}

export const NOTHING: Selection = { chosen: new Map(), anchor: null, picking: false };

export function toggled(now: Selection, item: ConversationItem): Selection {
  const chosen = new Map(now.chosen);
  if (!chosen.delete(item.id)) chosen.set(item.id, item);
  return { chosen, anchor: item.id, picking: chosen.size > 0 };
}

/** Everything between the anchor and the row as well; without an anchor the row alone. */
export function extended(now: Selection, rows: readonly ConversationItem[], to: ConversationItem): Selection {
  const from = rows.findIndex((row) => row.id === now.anchor);
  const end = rows.findIndex((row) => row.id === to.id);
  if (from < 0 || end < 0) return { ...toggled({ ...now, chosen: new Map() }, to) };
  const between = rows.slice(Math.min(from, end), Math.max(from, end) + 1);
  return { ...now, chosen: withAll(now.chosen, between), picking: true };
}

export function withAll(chosen: Items, items: readonly ConversationItem[]): Items {
  return new Map([...chosen, ...items.map((item) => [item.id, item] as const)]);
}

export interface UseSelection extends Selection {
  toggle: (item: ConversationItem) => void;
  extend: (to: ConversationItem) => void;
  choose: (items: readonly ConversationItem[]) => void;
  startPicking: () => void;
  clear: () => void;
}

/** Another list begins with nothing chosen. */
export function useSelection(list: unknown, rows: readonly ConversationItem[]): UseSelection {
  const [kept, setKept] = useState({ list, selection: NOTHING });
  const selection = kept.list === list ? kept.selection : NOTHING;
  const change = useCallback(
    (next: (now: Selection) => Selection) =>
      setKept((before) => ({ list, selection: next(before.list === list ? before.selection : NOTHING) })),
    [list],
  );
  const toggle = useCallback((item: ConversationItem) => change((now) => toggled(now, item)), [change]);
  const extend = useCallback((to: ConversationItem) => change((now) => extended(now, rows, to)), [change, rows]);
  return useMemo(
    () => ({
      ...selection,
      toggle,
      extend,
      choose: (items) => change((now) => ({ ...now, chosen: withAll(now.chosen, items), picking: true })),
      startPicking: () => change((now) => ({ ...now, picking: true })),
      clear: () => change(() => NOTHING),
    }),
    [selection, toggle, extend, change],
  );
}
