/** English: posts on platforms and the comments under them; the same keys as Chinese, by type. */
import type { CommentState, PostState } from "../../../domain/publications.ts";
import type { PostPart, PostPlace } from "./calls.ts";
import type { PostWords } from "./words-zh.ts";

const state: Record<PostState, string> = {
  posting: "On its way",
  posted: "Posted",
  partial: "Partly posted",
  failed: "Not posted",
  removing: "Being removed",
  removed: "Removed",
};
const part: Record<PostPart["state"], string> = {
  waiting: "Waiting",
  sending: "Sending",
  doubtful: "We don’t know whether it is there",
  failed: "Not sent",
  cancelled: "Cancelled, not sent",
  sent: "Sent",
  changing: "Being updated",
  "change-doubtful": "We don’t know whether it was updated",
  "change-failed": "Not updated",
  removing: "Being removed",
  "removal-doubtful": "We don’t know whether it is gone",
  "removal-failed": "Not removed",
  "by-hand": "Remove it by hand on the platform",
  removed: "Removed",
  lost: "Gone from the platform, and not by us",
};
const comment: Record<CommentState, string> = { pending: "Waiting", shown: "Shown", hidden: "Hidden" };
const kind: Record<PostPlace["kind"], string> = {
  timeline: "The account’s own page",
  channel: "Channel",
  forum: "Forum, with tags",
  "text-channel": "Text channel: begins a thread",
};
/** Why a platform takes no post, by code. */
const refusals: Readonly<Record<string, string>> = {
  "place-gone": "This place is gone, or the bot can’t see it.",
  "not-a-post-place": "Nothing can be posted here.",
  "not-admin": "The bot is not an admin of this channel. Give it the right to post on the platform first.",
  "missing-permission": "The bot lacks the permission to post here. Give it on the platform first.",
  "unknown-tag": "This forum has no such tag.",
  "tag-required": "This forum wants at least one tag.",
  "too-many-tags": "Too many tags.",
  "outside-link":
    "It names a link, handle or number that is not on the list of allowed ones. Put it on the list, or take it off the page.",
  "reply-refused": "It asks for what nobody may ask for, so it can’t leave. Change the page first.",
  "post-refused": "It would take too many parts. Make the answer shorter first.",
};

export const en: PostWords = {
  title: "On platforms",
  none: "This page is on no platform yet.",
  make: "Post on a platform",
  post: "Post",
  account: "From which account",
  chooseAccount: "Choose an account",
  asking: "Asking the platform",
  noPlaces: "This account can’t post anywhere. Name a channel in its settings, or give its bot the rights.",
  place: "Where",
  tags: (most) => `Tags, at most ${most}`,
  tagsRequired: (most) => `Tags, one at least and ${most} at most`,
  preview: "What will be posted",
  parts: (n) => (n === 1 ? "It leaves as one post" : `It leaves as ${n} parts, in order`),
  kind,
  refused: (code) => refusals[code] ?? null,
  state,
  part,
  outdated: (version) => `still says version ${version}`,
  resume: "Go on with what is missing",
  update: "Bring up to date",
  remove: "Remove the post",
  removeTitle: "Remove this post from the platform?",
  removeHint: "Every part of it is deleted; the public page stays. A post that is gone does not come back.",
  look: "Look at it there",
  there: "It is there",
  notThere: "It is not there",
  commentStates: "State of the comments",
  comment,
  noComments: "No comments.",
  original: "As it was written",
  under: "Under",
  show: "Show",
  hide: "Hide",
};
