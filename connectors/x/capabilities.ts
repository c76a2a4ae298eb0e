/** What can be done on X, per kind of place. */
import type { Capabilities, MediaLimits } from "../connector.ts";
import { DM_LIMIT, measureDm, measurePost, POST_LIMIT } from "./measure.ts";

const MIMES = ["image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4"];
const MB = 1024 * 1024;
/** https://docs.x.com/x-api/media/quickstart/best-practices: four photos, or one moving picture, or one video. */
const limits: Omit<MediaLimits, "maxCount"> = {
  mimes: MIMES,
  maxBytes: 512 * MB,
  maxBytesOf: { "image/jpeg": 5 * MB, "image/png": 5 * MB, "image/webp": 5 * MB, "image/gif": 15 * MB },
  alone: ["image/gif", "video/mp4"],
};

export const capabilities: Capabilities = {
  direct: {
    operations: ["message", "delete"],
    textLimit: DM_LIMIT,
    captionLimit: DM_LIMIT,
    measure: measureDm,
    media: { ...limits, maxCount: 1 },
    reactions: [],
  },
  public: {
    operations: ["reply", "delete", "hide", "createThread"],
    textLimit: POST_LIMIT,
    captionLimit: POST_LIMIT,
    measure: measurePost,
    chainsParts: true,
    media: { ...limits, maxCount: 4 },
    reactions: [],
  },
  posts: { laterParts: "reply", removal: "parts", edits: false },
  neverReports: ["deletions", "reactions", "edits-of-direct-messages"],
  looksUp: ["public"],
};
