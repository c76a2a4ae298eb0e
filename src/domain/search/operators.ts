/** The operators of a search and the values they know, in every spelling that people type. */

export const OPERATORS = ["from", "is", "in", "label", "before", "after", "has"] as const;
export type Operator = (typeof OPERATORS)[number];

export const IS_VALUES = [
  "open",
  "pending",
  "snoozed",
  "closed",
  "spam",
  "unread",
  "waiting",
  "unassigned",
  "mine",
  "public",
  "private",
  "trouble",
] as const;
export type IsValue = (typeof IS_VALUES)[number];

export const HAS_VALUES = ["file", "image", "video", "audio", "link", "note"] as const;
export type HasValue = (typeof HAS_VALUES)[number];

/** The first spelling of each language is the one that is suggested. */
export const OPERATOR_SPELLINGS: Record<Operator, { en: string[]; zh: string[] }> = {
  from: { en: ["from"], zh: ["来自", "來自"] },
  is: { en: ["is"], zh: ["状态", "狀態"] },
  in: { en: ["in"], zh: ["账号", "帐号", "帳號", "平台"] },
  label: { en: ["label"], zh: ["标签", "標籤"] },
  before: { en: ["before"], zh: ["早于", "早於"] },
  after: { en: ["after"], zh: ["晚于", "晚於"] },
  has: { en: ["has"], zh: ["包含"] },
};

export const IS_SPELLINGS: Record<IsValue, { en: string[]; zh: string[] }> = {
  open: { en: ["open"], zh: ["待回复", "待回覆", "打开"] },
  pending: { en: ["pending"], zh: ["等对方", "等對方"] },
  snoozed: { en: ["snoozed"], zh: ["已延后", "已延後", "延后"] },
  closed: { en: ["closed"], zh: ["已关闭", "已關閉", "关闭"] },
  spam: { en: ["spam"], zh: ["垃圾信息", "垃圾"] },
  unread: { en: ["unread"], zh: ["未读", "未讀"] },
  waiting: { en: ["waiting"], zh: ["在等待", "等待中"] },
  unassigned: { en: ["unassigned"], zh: ["未分配"] },
  mine: { en: ["mine", "me"], zh: ["我的"] },
  public: { en: ["public"], zh: ["公开", "公開"] },
  private: { en: ["private", "direct", "dm"], zh: ["私信", "私密"] },
  trouble: { en: ["trouble"], zh: ["发送待处理", "发送问题"] },
};

export const HAS_SPELLINGS: Record<HasValue, { en: string[]; zh: string[] }> = {
  file: { en: ["file", "attachment", "media"], zh: ["附件", "文件"] },
  image: { en: ["image", "photo", "picture"], zh: ["图片", "圖片", "照片"] },
  video: { en: ["video"], zh: ["视频", "視頻"] },
  audio: { en: ["audio", "voice"], zh: ["语音", "語音", "音频"] },
  link: { en: ["link", "url"], zh: ["链接", "連結", "鏈接"] },
  note: { en: ["note"], zh: ["备注", "備註"] },
};

/** Spellings of the platforms; the rest of what `in:` takes are names of accounts. */
export const PLATFORM_SPELLINGS: Record<"x" | "telegram" | "discord", string[]> = {
  x: ["x", "twitter", "推特"],
  telegram: ["telegram", "tg", "电报", "電報"],
  discord: ["discord", "dc"],
};

function byWord<T extends string>(table: Record<T, { en: string[]; zh: string[] }>): ReadonlyMap<string, T> {
  const entries = Object.entries(table) as [T, { en: string[]; zh: string[] }][];
  return new Map(entries.flatMap(([value, { en, zh }]) => [...en, ...zh].map((word) => [word, value] as const)));
}

export const operatorByWord = byWord(OPERATOR_SPELLINGS);
export const isByWord = byWord(IS_SPELLINGS);
export const hasByWord = byWord(HAS_SPELLINGS);
