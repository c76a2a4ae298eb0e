/** 简体中文：公开问答的报表。键与英文相同，由类型保证。 */
import type { Widen } from "../../i18n/words.ts";

export const zh = {
  lead: "按 UTC 的天计；不认人，所以每位访客只在一段时间内算一次。",
  failed: (why: string) => `没有读到：${why}`,
  language: "语言",
  everyLanguage: "全部语言",
  languages: { zh: "中文", en: "英文" },
  kind: "类型",
  everyKind: "全部类型",
  kinds: { thread: "问答", faq: "常见问题" },
  views: "浏览",
  helped: "有帮助",
  unhelped: "没帮上",
  same: "同样的问题",
  asked: "仍然来问",
  used: "被客服引用",
  helpedShare: "说有帮助",
  saidBoth: (helped: string, unhelped: string) => `${helped} 人说有帮助，${unhelped} 人说没帮上`,
  nobodySaid: "还没有人评价",
  sameSaid: (n: string) => `${n} 人有同样的问题`,
  ofViews: (share: string) => `占浏览的 ${share}`,
  usedHint: "回复里引用了页面或它的内容",
  course: "每天",
  courseHint: "页面被读的次数，和读完仍然来问的次数。",
  pages: "按页面",
  pagesHint: "点列名可以换排序。",
  page: "页面",
  shown: (n: string, all: string) => `显示前 ${n} 个，共 ${all} 个；CSV 里有更多。`,
  withdrawn: "已撤下",
  nothing: "这段时间里没有人看公开问答。",
  openPage: "在新窗口打开",
};

export type AnswersReportWords = Widen<typeof zh>;
