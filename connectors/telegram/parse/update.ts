/** One raw update as events. What cannot be read becomes a poison event, so that nothing blocks. */
import { z } from "zod";
import type { EpochMs } from "../../../src/domain/time.ts";
import type { ConnectorEvent } from "../../connector.ts";
import { messageId, placeEnding, placeId } from "../ids.ts";
import { answeredMessage, forwardedPost, grown, placeOf, snapshotOf } from "./message.ts";
import { chatAsAuthor, person, type Us } from "./people.ts";
import { isService } from "./service.ts";
import { Update, type Message } from "./schema.ts";

/** `at` stands for times that the platform does not tell. */
export function parseUpdate(raw: unknown, us: Us, at: EpochMs): ConnectorEvent[] {
  const parsed = Update.safeParse(raw);
  if (!parsed.success) return [{ type: "poison", reason: z.prettifyError(parsed.error), raw: JSON.stringify(raw), at }];
  const update = parsed.data;
  const created = update.message ?? update.channel_post ?? update.business_message;
  if (created) return createdEvents(created, us, update.update_id);
  const edited = update.edited_message ?? update.edited_channel_post ?? update.edited_business_message;
  if (edited) {
    if (isService(edited)) return [];
    // An edit without a date of its own still comes after the message.
    const dated = { ...edited, edit_date: edited.edit_date ?? edited.date };
    return [
      ...answeredEvents(edited, us),
      { type: "message.edited", message: snapshotOf(dated, us, update.update_id) },
    ];
  }
  if (update.business_connection) return [grantEvent(update.business_connection, at)];
  if (update.deleted_business_messages) return deletedEvents(update.deleted_business_messages, at);
  if (update.message_reaction) return reactionEvents(update.message_reaction, us, update.update_id);
  if (update.my_chat_member) return membershipEvents(update.my_chat_member, us);
  return [];
}

function createdEvents(message: Message, us: Us, order: number): ConnectorEvent[] {
  const at = message.date * 1_000;
  const { migrate_to_chat_id: next, migrate_from_chat_id: former } = message;
  const moved = (from: number, to: number): ConnectorEvent => ({
    type: "place.changed",
    placeId: placeId({ chatId: from, topicId: null, connectionId: null }),
    closed: null,
    movedTo: placeId({ chatId: to, topicId: null, connectionId: null }),
    at,
  });
  if (next !== undefined) return [moved(message.chat.id, next)];
  if (former !== undefined) return [moved(former, message.chat.id)];
  if (isService(message)) return [];
  // A bot is not told of its own posts: their copies in the discussion group are how it sees that they are there.
  const post = forwardedPost(message);
  return [
    ...answeredEvents(message, us),
    ...(post ? [{ type: "message.created" as const, message: snapshotOf(post, us) }] : []),
    { type: "message.created", message: snapshotOf(message, us, order) },
  ];
}

/** The message that is answered comes along, so that its words are known where it was never reported itself. */
function answeredEvents(message: Message, us: Us): ConnectorEvent[] {
  const answered = answeredMessage(message);
  return answered && !isService(answered) ? [{ type: "message.created", message: snapshotOf(answered, us) }] : [];
}

/** The owner of a business account grants, changes or takes back what the bot may do in its chats. The date given is that of the first grant. */
function grantEvent(grant: NonNullable<Update["business_connection"]>, at: EpochMs): ConnectorEvent {
  const canReply = grant.rights?.can_reply ?? grant.can_reply ?? false;
  const closed = !grant.is_enabled ? "business-disconnected" : canReply ? null : "business-cannot-reply";
  return { type: "places.changed", ending: placeEnding(grant.id), closed, at };
}

function deletedEvents(deleted: NonNullable<Update["deleted_business_messages"]>, at: EpochMs): ConnectorEvent[] {
  const { chat, business_connection_id: connectionId } = deleted;
  return deleted.message_ids.map((id) => ({
    type: "message.deleted",
    messageId: messageId({ chatId: chat.id, messageId: id, connectionId }),
    at,
  }));
}

function reactionEvents(change: NonNullable<Update["message_reaction"]>, us: Us, updateId: number): ConnectorEvent[] {
  const { user, actor_chat: actor, chat } = change;
  const by = user ? person(user, us) : actor ? chatAsAuthor(actor, actor.id === chat.id) : null;
  if (!by) return [];
  const emojis = (list: typeof change.old_reaction) => list.flatMap((reaction) => reaction.emoji ?? []);
  const before = emojis(change.old_reaction);
  const after = emojis(change.new_reaction);
  const base = {
    messageId: messageId({ chatId: chat.id, messageId: change.message_id, connectionId: null }),
    by,
    at: change.date * 1_000,
    order: grown(change.date, updateId),
  };
  return [
    ...before
      .filter((emoji) => !after.includes(emoji))
      .map((emoji) => ({ type: "reaction.removed" as const, ...base, emoji })),
    ...after
      .filter((emoji) => !before.includes(emoji))
      .map((emoji) => ({ type: "reaction.added" as const, ...base, emoji })),
  ];
}

/** A person blocks the bot or comes back; a group throws it out or lets it in. */
function membershipEvents(change: NonNullable<Update["my_chat_member"]>, us: Us): ConnectorEvent[] {
  const { chat, from, new_chat_member: member } = change;
  if (member.user.id !== us.botId) return [];
  const gone = member.status === "kicked" || member.status === "left";
  const at = change.date * 1_000;
  const { id } = placeOf({ chat, message_id: 0, date: change.date });
  if (chat.type !== "private") {
    return [{ type: "place.changed", placeId: id, closed: gone ? "not-a-member" : null, at }];
  }
  const identity = { ...person(from, us), state: gone ? ("blockedUs" as const) : ("active" as const) };
  return [
    { type: "place.changed", placeId: id, closed: gone ? "blocked-by-user" : null, at },
    { type: "identity.changed", identity, at },
  ];
}
