/** 简体中文：平台上的帖子和帖子下的评论。 */
import type { CommentState, PostState } from "../../../domain/publications.ts";
import type { Widen } from "../../i18n/words.ts";
import type { PostPart, PostPlace } from "./calls.ts";

const state: Record<PostState, string> = {
  posting: "正在发布",
  posted: "已发布",
  partial: "有部分没发好",
  failed: "没有发出",
  removing: "正在删除",
  removed: "已删除",
};
const part: Record<PostPart["state"], string> = {
  waiting: "排队中",
  sending: "发送中",
  doubtful: "不知道有没有发出去",
  failed: "没有发出",
  cancelled: "已取消，没有发出",
  sent: "已发出",
  changing: "正在更新",
  "change-doubtful": "不知道有没有更新",
  "change-failed": "没有更新成",
  removing: "正在删除",
  "removal-doubtful": "不知道有没有删掉",
  "removal-failed": "没有删掉",
  "by-hand": "要在平台上手动删除",
  removed: "已删除",
  lost: "平台上没有了，不是我们删的",
};
const comment: Record<CommentState, string> = { pending: "待处理", shown: "显示中", hidden: "已隐藏" };
const kind: Record<PostPlace["kind"], string> = {
  timeline: "自己的主页",
  channel: "频道",
  forum: "论坛，可带标签",
  "text-channel": "文字频道，会开一个子区",
};
/** 平台不让发的原因，按代码。 */
const refusals: Readonly<Record<string, string>> = {
  "place-gone": "这个地方不在了，或者机器人看不到它。",
  "not-a-post-place": "这里不能发帖。",
  "not-admin": "机器人不是这个频道的管理员，先在平台上给它发帖的权限。",
  "missing-permission": "机器人在这里缺少发帖的权限，先在平台上给它。",
  "unknown-tag": "这个论坛没有这样的标签。",
  "tag-required": "这个论坛要求至少一个标签。",
  "too-many-tags": "标签太多了。",
  "outside-link": "内容里有外链白名单以外的链接、账号或号码。把它加进白名单，或者从页面里去掉。",
  "reply-refused": "内容像是在索要机密，不能发出去。先改好这一页。",
  "post-refused": "会分成太多条。先把回答写短些。",
};

export const zh = {
  title: "平台上的帖子",
  none: "这一页还没有发到任何平台。",
  make: "发到平台",
  post: "发布",
  account: "用哪个官方账号",
  chooseAccount: "选择账号",
  asking: "正在问平台",
  noPlaces: "这个账号没有可以发帖的地方。在账号设置里填上频道，或者给机器人权限。",
  place: "发到哪里",
  tags: (most: number) => `标签，最多 ${most} 个`,
  tagsRequired: (most: number) => `标签，至少一个，最多 ${most} 个`,
  preview: "会发出的内容",
  parts: (n: number) => (n === 1 ? "作为一条发出" : `会分成 ${n} 条，按顺序发出`),
  kind,
  refused: (code: string): string | null => refusals[code] ?? null,
  state,
  part,
  outdated: (version: number) => `帖子还是第 ${version} 版`,
  resume: "继续没发好的",
  update: "更新到现在的内容",
  remove: "删除帖子",
  removeTitle: "从平台上删除这个帖子？",
  removeHint: "帖子的每一条都会删除，公开页面还在。删掉的帖子不能恢复。",
  look: "在平台上看",
  there: "平台上有",
  notThere: "平台上没有",
  commentStates: "评论的状态",
  comment,
  noComments: "没有评论。",
  original: "原话",
  under: "写在",
  show: "显示",
  hide: "隐藏",
};

export type PostWords = Widen<typeof zh>;
