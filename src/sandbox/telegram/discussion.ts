/** A channel's posts go by themselves into its discussion group, where people comment on them. */
import type { Message, SharedRoom } from "./model.ts";
import { tellMessage } from "./news.ts";
import type { World } from "./world.ts";

/** The automatic forward of a post. */
export function forwardOf(group: SharedRoom, channelId: number, postId: number): Message | null {
  const found = [...group.messages.values()].find(
    ({ forwardedFrom, deleted }) =>
      !deleted && forwardedFrom?.chatId === channelId && forwardedFrom.messageId === postId,
  );
  return found ?? null;
}

function discussionOf(world: World, { room }: Message): SharedRoom | null {
  return room.kind === "channel" && room.linkedChatId !== null ? world.shared(room.linkedChatId) : null;
}

/** Nothing happens for a message that is no post, or in a channel without a group. */
export function forwardToDiscussion(world: World, post: Message): void {
  const group = discussionOf(world, post);
  if (!group) return;
  const { sender, text, entities, attachment, groupId } = post;
  const forwardedFrom = { chatId: post.room.chatId, messageId: post.id, sentAt: post.sentAt };
  tellMessage(world, world.post({ room: group, sender, text, entities, attachment, groupId, forwardedFrom }), "new");
}

/** An edited post is edited in the group too. */
export function editForward(world: World, post: Message): void {
  const group = discussionOf(world, post);
  const forward = group ? forwardOf(group, post.room.chatId, post.id) : null;
  if (!forward) return;
  world.edit(forward, post.text, post.entities);
  tellMessage(world, forward, "edited");
}

/** A deleted post goes from the group too; bots hear of neither. */
export function removeForward(world: World, post: Message): void {
  const group = discussionOf(world, post);
  const forward = group ? forwardOf(group, post.room.chatId, post.id) : null;
  if (forward) world.remove(forward);
}
