/** What can be done in Discord's direct and public places. */
import type { Capabilities, PlaceCapabilities } from "../connector.ts";
import { DISCORD_TEXT_LIMIT, measureDiscord } from "./measure.ts";

/** Any file type; 10 files of 10 MiB without boosts (docs: Message resource, "Uploading Files"). */
const media = { maxCount: 10, maxBytes: 10 * 1_024 * 1_024, mimes: ["*/*"] };

const shared: Omit<PlaceCapabilities, "operations"> = {
  textLimit: DISCORD_TEXT_LIMIT,
  captionLimit: DISCORD_TEXT_LIMIT,
  measure: measureDiscord,
  media,
  reactions: null,
};

export const capabilities: Capabilities = {
  direct: { ...shared, operations: ["reply", "message", "edit", "delete", "react"] },
  public: { ...shared, operations: ["reply", "edit", "delete", "react", "createThread"] },
  posts: { laterParts: "message", removal: "thread", edits: true },
  neverReports: ["receipts", "blocks"],
};
