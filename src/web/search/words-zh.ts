/** 简体中文：搜索框的提示。 */
import type { Widen } from "../i18n/words.ts";

export const zh = {
  suggestions: "搜索条件",
  hint: {
    from: "谁写的：名字或用户名",
    is: "会话的状态",
    in: "平台或官方账号",
    label: "标签",
    before: "这一天之前",
    after: "从这一天起",
    has: "带有什么",
  },
  days: { today: "今天", yesterday: "昨天", week: "最近 7 天", month: "最近 30 天" },
  noValue: (operator: string) => `${operator}后面还没有写`,
  unknownValue: (operator: string, value: string) => `${operator}不认识“${value}”`,
  misspelt: (word: string, operator: string) => `没有“${word}:”这个条件。要写${operator}吗？给文字加引号就按原文搜索`,
  tooMany: "条件太多，最多 32 个",
  allowed: (values: string) => `可以写：${values}`,
  someDay: "2026-11-22、2026-11、今天、7d",
  someName: "名字或用户名",
  somePlatform: "X、Telegram、Discord 或官方账号的名字",
  someLabel: "已有的标签",
  matches: (at: number, of: number) => `第 ${at} 处，共 ${of} 处`,
  noMatches: "这个会话的文字里没有这些词",
  previousMatch: "上一处（更早）",
  nextMatch: "下一处（更新）",
};

export type SearchWords = Widen<typeof zh>;
