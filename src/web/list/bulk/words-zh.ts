/** 简体中文：多选与批量操作。 */
import type { Widen } from "../../i18n/words.ts";

export const zh = {
  chosen: (n: number) => `已选 ${n} 个`,
  none: "点一下要选的会话",
  allLoaded: (n: number) => `选中已加载的 ${n} 个`,
  allMatching: (most: number) => `选中全部符合的（最多 ${most} 个）`,
  finding: "正在查找",
  cancel: "取消选择",
  close: "关闭",
  reopen: "重新打开",
  assign: "分配",
  toMe: "给我",
  toNobody: "不分配",
  snooze: "延后",
  more: "更多操作",
  markRead: "标为已读",
  markUnread: "标为未读",
  pending: "等对方",
  spam: "标为垃圾信息",
  notSpam: "不是垃圾信息",
  priority: "优先级",
  addLabel: "添加标签",
  removeLabel: "移除标签",
  noLabels: "还没有标签",
  undoLost: "撤销没有成功",
  did: {
    closed: (n: number) => `已关闭 ${n} 个会话`,
    open: (n: number) => `已重新打开 ${n} 个会话`,
    pending: (n: number) => `${n} 个会话改为等对方`,
    snoozed: (n: number) => `${n} 个会话延后`,
    spam: (n: number) => `${n} 个会话标为垃圾信息`,
    changed: (n: number) => `已更改 ${n} 个会话`,
  },
  nothing: "没有需要更改的",
  undone: (n: number) => `已恢复 ${n} 个会话`,
  changedSince: "之后有人改过，保持现状",
  failed: (name: string, why: string) => `${name}：${why}`,
  unsent: (n: number, why: string) => `其余 ${n} 个没有更改：${why}`,
} as const;

export type BulkWords = Widen<typeof zh>;
