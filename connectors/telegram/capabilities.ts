/** What Telegram can do, by kind of place. */
import type { Capabilities, Place, PlaceCapabilities } from "../connector.ts";
import { parsePlaceId } from "./ids.ts";
import { CAPTION_LIMIT, measure, TEXT_LIMIT } from "./measure.ts";

/** https://core.telegram.org/bots/api#reactiontypeemoji */
const REACTIONS =
  "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡";

const place: Omit<PlaceCapabilities, "operations"> = {
  textLimit: TEXT_LIMIT,
  captionLimit: CAPTION_LIMIT,
  measure,
  // Whatever is no picture, video or sound goes as a document.
  media: { maxCount: 10, maxBytes: 50 * 1024 * 1024, mimes: ["*/*"] },
  reactions: REACTIONS.split(" "),
  oneReaction: true,
};

export const capabilities: Capabilities = {
  direct: { ...place, operations: ["reply", "message", "edit", "delete", "react"] },
  public: { ...place, operations: ["reply", "edit", "delete", "react", "createThread"] },
  posts: { laterParts: "reply", removal: "parts", edits: true },
  // Only business accounts report deletions.
  neverReports: ["deletions", "receipts"],
};

/** setMessageReaction takes no business connection: in a business account's chats nothing but a person can react. */
const businessChat: PlaceCapabilities = { ...place, operations: ["reply", "message", "edit", "delete"], reactions: [] };

export function capabilitiesAt({ id, kind }: Pick<Place, "id" | "kind">): PlaceCapabilities {
  return parsePlaceId(id).connectionId === null ? capabilities[kind] : businessChat;
}
