/** What people would see of a store, to compare how different orders of the same events end. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { countAll, keptCounts } from "../../src/store/counters.ts";
import type { Store } from "../../src/store/db.ts";
import { verifyChain } from "../../src/store/events.ts";
import { searchMessages } from "../../src/store/search.ts";

/** Without the ids that depend on the order of arrival. */
export function finalState(store: Store): unknown {
  const messages = store.db.all(sql`
    select m.remote_id, m.direction, m.text, m.version, m.edited_at, m.deleted_at, p.remote_id as person, e.opened_at, e.first_response_at,
      e.first_response_due_at, e.resolution_due_at,
      (select group_concat(version || ':' || text, '|') from (select * from message_edit where message_id = m.id order by version)) as edits,
      (select group_concat(emoji || active || "order", '|') from (select * from reaction where message_remote_id = m.remote_id order by emoji)) as reactions
    from message m left join conversation c on c.id = m.conversation_id left join identity p on p.id = c.person_id
    left join episode e on e.id = m.episode_id order by m.remote_id`);
  const conversations = store.db.all(sql`
    select p.remote_id, c.status, c.unread, c.waiting_since, c.last_inbound_at, c.last_message_at, c.excerpt, c.excerpt_direction, c.attention,
      c.due_at, c.due_target, c.due_warn_at, c.alarm_at
    from conversation c join identity p on p.id = c.person_id order by 1`);
  const found = searchMessages(store, "text", null, 50).length;
  const kept = Object.fromEntries(keptCounts(store));
  expect(kept).toEqual(Object.fromEntries(countAll(store)));
  expect(verifyChain(store).broken).toBeNull();
  return { messages, conversations, found, kept };
}
