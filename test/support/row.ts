/** A row of the list, as the browser holds it. */
import type { ConversationItem } from "../../src/web/client/types.ts";

export function row(id: string, change: Partial<ConversationItem> = {}): ConversationItem {
  return {
    id,
    accountId: "acc_1",
    platform: "telegram",
    kind: "direct",
    status: "open",
    priority: "normal",
    requester: {
      id: "idn_1",
      contactId: "ctc_1",
      name: "林晓",
      handle: null,
      avatarUrl: null,
      url: null,
      state: "active",
    },
    place: { title: null, url: null },
    excerpt: "你好",
    excerptDirection: "inbound",
    labels: [],
    assigneeId: null,
    unread: 1,
    waitingSince: null,
    snoozedUntil: null,
    due: null,
    lastMessageAt: "2026-11-22T08:00:00.000Z",
    needsAttention: false,
    ...change,
  };
}
