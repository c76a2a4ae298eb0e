/** 简体中文：消息之间发生的事、跳转、备注和图片。 */
import type { ConversationItem } from "../client/types.ts";

type Status = ConversationItem["status"];
const statusOf: Record<Status, string> = {
  open: "重新打开了会话",
  pending: "标为等对方",
  snoozed: "延后了会话",
  closed: "关闭了会话",
  spam: "标为垃圾信息",
};
const targetOf: Record<string, string> = { firstResponse: "首次回复", nextResponse: "回复", resolution: "解决" };

export const zh = {
  program: "系统",
  somebody: "同事",
  status: (by: string, to: Status, until: string | null) =>
    until === null ? `${by}${statusOf[to]}` : `${by}延后到 ${until}`,
  cameBack: "对方来信，会话重新打开",
  woke: "延后的时间到了",
  took: (by: string) => `${by}接手了`,
  assigned: (by: string, to: string) => `${by}分配给${to}`,
  unassigned: (by: string) => `${by}取消了分配`,
  labelled: (by: string, added: readonly string[], removed: readonly string[]) =>
    `${by}${[
      ...(added.length > 0 ? [`添加标签“${added.join("、")}”`] : []),
      ...(removed.length > 0 ? [`移除标签“${removed.join("、")}”`] : []),
    ].join("，")}`,
  priority: (by: string, to: string) => `${by}把优先级改为${to}`,
  missed: (target: string) => `错过了${targetOf[target] ?? ""}时限`,
  warned: (target: string) => `${targetOf[target] ?? ""}时限快到了`,
  topic: (by: string) => `${by}改了主题`,
  masked: "一处机密在保存前后被遮住",
  revealed: (by: string) => `${by}查看了一处封存的内容`,
  ratingAsked: "已请对方评价",
  rated: "对方给了评价",
  happenedMore: (n: number) => `还有 ${n} 项变动`,
  newHere: "新消息",
  seeking: "正在找那条消息",
  notReached: "那条消息不在这个会话已有的内容里，或者太早了。",
  toQuoted: (name: string) => `跳到被回复的消息：${name}`,
  quotedGone: "被回复的消息已删除，或不在这里",
  windowLeft: (time: string) => `还有 ${time}可以回复`,
  windowOver: "回复时限已过",
  editNote: "修改备注",
  deleteNote: "删除备注",
  deleteNoteSure: "确定删除，不能恢复",
  noteDeleted: (name: string) => `${name}删除了一条备注`,
  viewer: "图片和视频",
  previous: "上一个",
  next: "下一个",
  zoomIn: "放大",
  zoomOut: "缩小",
  download: "下载",
  ofMany: (at: number, of: number) => `第 ${at} 个，共 ${of} 个`,
};
