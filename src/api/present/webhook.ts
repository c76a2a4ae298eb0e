/** What an outgoing webhook says: the event, and the thing it is about as it stands when it is sent, so that nothing masked or erased since leaves with it. */
import { z } from "zod";
import { formatId } from "../../domain/ids.ts";
import { accountView } from "../../inbox/accounts/view.ts";
import { conversationRows } from "../../inbox/views/conversation-rows.ts";
import { viewMessage } from "../../inbox/views/messages.ts";
import { findPublication } from "../../qa/publications/rows.ts";
import type { Store } from "../../store/db.ts";
import type { event } from "../../store/schema.ts";
import { presentConversation } from "./conversation.ts";
import { presentEvent } from "./event.ts";
import { presentMessage } from "./message.ts";
import { publicPath } from "./publication.ts";

const Named = z.object({ publicationId: z.number().optional().catch(undefined) });

/** `message` and `conversation`, `publication`, or `account`, where the event names them and they are still there. */
export function renderWebhook(store: Store, row: typeof event.$inferSelect): Record<string, unknown> {
  const account = row.accountId === null ? undefined : store.q.accountById.get({ id: row.accountId });
  const message = row.messageId === null ? undefined : store.q.messageById.get({ id: row.messageId });
  const [conversation] = row.conversationId === null ? [] : conversationRows(store, [row.conversationId]);
  return {
    ...presentEvent(row),
    id: formatId("event", row.seq),
    ...(message && account ? { message: presentMessage(viewMessage(store, message), account) } : {}),
    ...(conversation ? { conversation: presentConversation(conversation) } : {}),
    ...publicationOf(store, row),
    ...(account && !message && !conversation ? { account: accountView(store, account.id) } : {}),
  };
}

/** What the team calls it, and where the public finds it; not who asked. */
function publicationOf(store: Store, { data }: typeof event.$inferSelect): Record<string, unknown> {
  const { publicationId } = Named.parse(JSON.parse(data));
  const row = publicationId === undefined ? null : findPublication(store, publicationId);
  if (row === null) return {};
  const { id, kind, form, state, language, title, version } = row;
  return {
    publication: {
      id: formatId("publication", id),
      kind,
      form,
      state,
      language,
      title,
      version,
      path: publicPath(row),
    },
  };
}
