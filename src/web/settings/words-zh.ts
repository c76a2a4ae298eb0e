/** 简体中文：设置的框架与通用部件。 */
import type { Widen } from "../i18n/words.ts";

export const zh = {
  settings: "设置",
  back: "返回收件箱",
  sections: "设置分类",
  backToSections: "全部设置",
  missing: "没有这项设置",
  missingHint: "地址可能不完整，或者这项设置已经改名。",
  noRight: "你没有打开这一页的权限",
  noRightHint: (permission: string, role: string) =>
    `需要权限 ${permission}。请找${role}处理，或请管理员调整你的角色。`,
  role: { agent: "客服", lead: "主管", admin: "管理员" },
  loadFailed: (why: string) => `没有加载出来：${why}`,
  unsaved: "有未保存的修改",
  notSaved: (why: string) => `没有保存：${why}`,
  save: "保存",
  saving: "正在保存",
  saved: "已保存",
  discard: "放弃修改",
  leaveTitle: "不保存就离开？",
  leaveHint: "修改还没有保存，离开后会丢失。",
  leave: "不保存，离开",
  stay: "留在这里",
  add: "添加",
  edit: "修改",
  remove: "删除",
  audit: {
    title: "审计日志",
    actor: "谁",
    anybody: "所有人",
    program: "程序",
    type: "做了什么",
    subject: "对象",
    since: "从",
    until: "到",
    when: "时间",
    details: "细节",
    filter: "筛选",
    older: "更早的",
    nothing: "没有符合条件的记录",
  },
};

export type SettingsWords = Widen<typeof zh>;
