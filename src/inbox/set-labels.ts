/** Puts exactly these labels on a conversation; new ones come into being by use. */
import { demand } from "../domain/permissions.ts";
import { and, eq, inArray } from "drizzle-orm";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { conversationLabel, label } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";

/** Names are trimmed and NFC; empty ones are passed over. Throws ProblemError `not-found`. */
export function setLabels(ctx: Context, conversationId: number, names: string[]): void {
  demand(ctx, "conversation.manage");
  const { store } = ctx;
  store.transaction((now) => {
    const { accountId } = requireConversation(ctx, conversationId);
    const wanted = new Set(
      names
        .map((name) => name.normalize("NFC").trim())
        .filter(Boolean)
        .map((name) => labelId(store, name)),
    );
    const rows = store.db
      .select({ id: conversationLabel.labelId })
      .from(conversationLabel)
      .where(eq(conversationLabel.conversationId, conversationId))
      .all();
    const had = new Set(rows.map((row) => row.id));
    const added = [...wanted].filter((id) => !had.has(id));
    const removed = [...had].filter((id) => !wanted.has(id));
    if (added.length === 0 && removed.length === 0) return;
    if (removed.length > 0)
      store.db
        .delete(conversationLabel)
        .where(and(eq(conversationLabel.conversationId, conversationId), inArray(conversationLabel.labelId, removed)))
        .run();
    for (const id of added) store.db.insert(conversationLabel).values({ conversationId, labelId: id }).run();
    record(ctx, now, {
      type: "conversation.labelled",
      accountId,
      conversationId,
      data: { added: added.join(","), removed: removed.join(",") },
    });
  });
}

function labelId(store: Store, name: string): number {
  const known = store.db.select().from(label).where(eq(label.name, name)).get();
  return known?.id ?? store.db.insert(label).values({ name }).returning().get().id;
}
