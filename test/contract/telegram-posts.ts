/** A channel that the bot administers, with a group in which people comment. */
import type { PostFacts, Stage } from "./driver.ts";
import { BOT } from "./telegram-inbound.ts";

const NAME = "bobonews";

export function channelWithGroup({ sandbox: { side } }: Stage): { channel: string; group: string } {
  const channel = side.addPlace({ type: "channel", title: "Bobo news", members: [] }).id;
  const group = side.addPlace({ type: "supergroup", title: "Comments", parent: channel, members: [] }).id;
  side.special("username", { place: channel, username: NAME });
  for (const place of [channel, group]) side.special("admin", { place, person: BOT });
  return { channel, group };
}

const channelOf = ({ sandbox: { side } }: Stage) => side.places().find(({ type }) => type === "channel")?.id ?? "";

const asAdmin = (stage: Stage, more: object) =>
  void stage.sandbox.side.special("admin", { place: channelOf(stage), person: BOT, ...more });

export const telegramPosts: PostFacts = {
  path: "/sendMessage",
  findSentWhenAbsent: null,
  arrange(stage) {
    channelWithGroup(stage);
    return { place: `@${NAME}`, tags: [], settings: { channels: [`@${NAME}`] } };
  },
  comment({ sandbox, person }, { place }, postId) {
    const replyTo = postId.split(":")[1] ?? "";
    return sandbox.side.send({ from: person.id, place, text: "me too", replyTo, media: [], options: {} }).id;
  },
  refused: [
    { name: "a channel that nobody knows", arrange: () => ({ place: "@nobody_here", tags: [] }), code: "place-gone" },
    {
      name: "a group is no channel",
      arrange: ({ addresses }) => ({ place: addresses.public?.place ?? "", tags: [] }),
      code: "not-a-post-place",
    },
    {
      name: "the bot is no administrator",
      arrange: (stage, wish) => (asAdmin(stage, { admin: false }), wish),
      code: "not-admin",
    },
    {
      name: "the bot is not in the channel any more",
      arrange(stage, wish) {
        stage.sandbox.side.special("leave", { place: channelOf(stage), person: BOT });
        return wish;
      },
      code: "not-admin",
    },
    {
      name: "an administrator that may not post",
      arrange: (stage, wish) => (asAdmin(stage, { lacks: ["can_post_messages"] }), wish),
      code: "missing-permission",
    },
    {
      name: "an administrator that could not remove the post again",
      arrange: (stage, wish) => (asAdmin(stage, { lacks: ["can_delete_messages"] }), wish),
      code: "missing-permission",
    },
  ],
};
