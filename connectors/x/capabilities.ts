/** What can be done on X, per kind of place. */
import type { Capabilities } from "../connector.ts";
import { DM_LIMIT, measureDm, measurePost, POST_LIMIT } from "./measure.ts";

const MIMES = ["image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4"];
const MAX_BYTES = 512 * 1024 * 1024;

export const capabilities: Capabilities = {
  direct: {
    operations: ["message", "delete"],
    textLimit: DM_LIMIT,
    captionLimit: DM_LIMIT,
    measure: measureDm,
    media: { maxCount: 1, maxBytes: MAX_BYTES, mimes: MIMES },
    reactions: [],
  },
  public: {
    operations: ["reply", "delete", "hide"],
    textLimit: POST_LIMIT,
    captionLimit: POST_LIMIT,
    measure: measurePost,
    chainsParts: true,
    media: { maxCount: 4, maxBytes: MAX_BYTES, mimes: MIMES },
    reactions: [],
  },
  neverReports: ["deletions", "reactions", "edits-of-direct-messages"],
};
