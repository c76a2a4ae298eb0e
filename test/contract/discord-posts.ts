/** A forum with tags, and what a bot may lack there. */
import type { PostFacts, Stage } from "./driver.ts";

const TAG = "安全 security";
const named = ({ sandbox }: Stage, title: string) =>
  sandbox.side.places().find((place) => place.title === title)?.id ?? "";
const lacking = (stage: Stage, place: string, lacks: string[]) =>
  void stage.sandbox.side.special("permissions", { channel: place, lacks });

export const discordPosts: PostFacts = {
  path: "/threads",
  findSentWhenAbsent: "absent",
  arrange: (stage) => ({ place: named(stage, "support-forum"), tags: [TAG] }),
  comment({ sandbox, person }, _, postId) {
    const place = postId.split(":")[0] ?? "";
    return sandbox.side.send({ from: person.id, place, text: "me too", media: [], options: {} }).id;
  },
  refused: [
    { name: "a channel that nobody knows", arrange: () => ({ place: "1", tags: [] }), code: "place-gone" },
    {
      name: "a thread takes no threads",
      arrange(stage) {
        const { sandbox, person } = stage;
        const said = { from: person.id, place: named(stage, "support-forum"), text: "help", media: [], options: {} };
        return { place: sandbox.side.send(said).placeId, tags: [] };
      },
      code: "not-a-post-place",
    },
    {
      name: "a channel that the bot cannot see",
      arrange(stage, wish) {
        stage.sandbox.side.special("permissions", { channel: wish.place, read: false });
        return wish;
      },
      code: "missing-permission",
    },
    {
      name: "a forum where the bot may not post",
      arrange(stage, wish) {
        stage.sandbox.side.special("permissions", { channel: wish.place, write: false });
        return wish;
      },
      code: "missing-permission",
    },
    {
      name: "a forum where the bot could not remove the post again",
      arrange: (stage, wish) => (lacking(stage, wish.place, ["MANAGE_THREADS"]), wish),
      code: "missing-permission",
    },
    {
      name: "a text channel where the bot may not begin threads",
      arrange(stage) {
        const place = named(stage, "general");
        lacking(stage, place, ["CREATE_PUBLIC_THREADS"]);
        return { place, tags: [] };
      },
      code: "missing-permission",
    },
    {
      name: "a forum that wants a tag",
      arrange(stage, { place }) {
        stage.sandbox.side.special("forum", { channel: place, requiresTag: true });
        return { place, tags: [] };
      },
      code: "tag-required",
    },
    {
      name: "more tags than a post takes",
      arrange(stage, { place }) {
        const tags = ["a", "b", "c", "d", "e", "f"];
        stage.sandbox.side.special("forum", { channel: place, requiresTag: false, tags });
        return { place, tags };
      },
      code: "too-many-tags",
    },
  ],
};
