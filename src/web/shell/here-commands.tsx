/** What the palette offers for the conversation that is open. */
import { useQuery } from "@tanstack/react-query";
import { macrosQuery } from "../answers/calls.ts";
import { requestMacro } from "../answers/requests.ts";
import { Ban, BookOpen, Check, Clock, Forward, Mail, RotateCcw, User, Zap } from "lucide-react";
import { conversationQuery } from "../client/queries.ts";
import type { Me } from "../client/types.ts";
import { SNOOZE_CHOICES, snoozePatch, snoozeUntil } from "../conversation/snooze.ts";
import { useConversationPatch } from "../conversation/use-actions.ts";
import { useZone } from "../conversation/use-zone.ts";
import { useT } from "../i18n/language.tsx";
import { openTogether } from "../together/open.ts";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import type { Command } from "./palette.tsx";

export function useHereCommands(openId: string | null, me: Me): Command[] {
  const { t } = useT();
  const open = useQuery({ ...conversationQuery(openId ?? ""), enabled: openId !== null }).data;
  const patch = useConversationPatch(openId ?? "");
  const macros = useQuery({ ...macrosQuery, enabled: openId !== null }).data?.items ?? [];
  const zone = useZone();
  const now = dateOfMinute(useMinute());
  if (!open) return [];
  const ended = open.status === "closed" || open.status === "spam";
  const mine = open.assigneeId === me.id;
  return [
    {
      key: "close",
      group: "here",
      icon: ended ? RotateCcw : Check,
      word: ended ? t.reopen : t.closeConversation,
      shortcut: "E",
      run: () => patch({ status: ended ? "open" : "closed" }),
    },
    {
      key: "assign",
      group: "here",
      icon: User,
      word: mine ? t.unassign : t.assign,
      shortcut: "A",
      run: () => patch({ assigneeId: mine ? null : me.id }),
    },
    {
      key: "hand over",
      group: "here",
      icon: Forward,
      word: t.handOver,
      shortcut: "H",
      run: () => openTogether({ kind: "handOver", conversationId: open.id }),
    },
    {
      key: "publish",
      group: "here",
      icon: BookOpen,
      word: t.publishAnswer,
      shortcut: "P",
      run: () => openTogether({ kind: "publish", conversationId: open.id }),
    },
    ...SNOOZE_CHOICES.flatMap((choice): Command[] => {
      const until = snoozeUntil(choice, now, zone);
      if (until === undefined) return [];
      const word = `${t.snooze} · ${t.snoozeFor[choice]}`;
      return [{ key: `snooze ${choice}`, group: "here", icon: Clock, word, run: () => patch(snoozePatch(until)) }];
    }),
    ...macros.map(({ id, name, key }): Command => ({
      key: id,
      group: "here",
      icon: Zap,
      word: name,
      ...(key === null ? {} : { shortcut: `M ${key.toUpperCase()}` }),
      run: () => requestMacro(id),
    })),
    { key: "unread", group: "here", icon: Mail, word: t.markUnread, shortcut: "U", run: () => patch({ unread: true }) },
    { key: "spam", group: "here", icon: Ban, word: t.spam, run: () => patch({ status: "spam" }) },
  ];
}
