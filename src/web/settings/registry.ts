/** Every section of the settings. A new one is one line here: address, group, icon, words, permission, screen. */
import {
  BadgeCheck,
  Bell,
  Clock,
  FileWarning,
  Globe,
  Link2,
  ListTodo,
  MessageSquareText,
  Radio,
  ScrollText,
  Send,
  Shapes,
  ShieldQuestionMark,
  Shuffle,
  Smile,
  Tags,
  Timer,
  User,
  Users,
  Webhook,
  Workflow,
  Zap,
  type LucideIcon,
} from "lucide-react";
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Permission } from "../../domain/permissions.ts";
import type { api } from "../client/client.ts";

export type Self = Awaited<ReturnType<typeof api.me>>;

/** What a screen is handed. */
export interface SectionProps {
  me: Self;
  /** What follows the section in the address: `["acc_1"]` of `/settings/accounts/acc_1`. */
  rest: string[];
}

export interface Section {
  /** First part of the address after `/settings/`. */
  path: string;
  group: Group;
  icon: LucideIcon;
  en: string;
  zh: string;
  /** Whoever lacks it does not see the section in the list, and reads why where the address leads to it. Null: everybody. */
  permission: Permission | null;
  Screen: LazyExoticComponent<ComponentType<SectionProps>>;
}

export const GROUPS = {
  you: { en: "You", zh: "个人" },
  channels: { en: "Channels", zh: "渠道" },
  site: { en: "In public", zh: "对外" },
  desk: { en: "Desk", zh: "工作台" },
  safety: { en: "Safety", zh: "安全" },
  team: { en: "People", zh: "人员" },
  system: { en: "System", zh: "系统" },
} as const;
export type Group = keyof typeof GROUPS;

const screen = (load: () => Promise<ComponentType<SectionProps>>) => lazy(async () => ({ default: await load() }));

/** In the order of the list, within their groups. */
// prettier-ignore
export const SECTIONS: Section[] = [
  { path: "me", group: "you", icon: User, en: "My account", zh: "我的账号", permission: null, Screen: screen(() => import("../people/account.tsx").then((file) => file.AccountScreen)) },
  { path: "sending", group: "you", icon: Send, en: "Sending", zh: "发送", permission: "reply.send", Screen: screen(() => import("./sending/sending.tsx").then((file) => file.SendingScreen)) },
  { path: "accounts", group: "channels", icon: Radio, en: "Accounts", zh: "官方账号", permission: "account.read", Screen: screen(() => import("./accounts/screen.tsx").then((file) => file.AccountsScreen)) },
  { path: "official", group: "site", icon: BadgeCheck, en: "Official contacts", zh: "官方名单", permission: "account.read", Screen: screen(() => import("./public/contacts.tsx").then((file) => file.ContactsScreen)) },
  { path: "site", group: "site", icon: Globe, en: "Public site", zh: "公开网站", permission: "account.read", Screen: screen(() => import("./public/site.tsx").then((file) => file.SiteScreen)) },
  { path: "approvals", group: "desk", icon: ShieldQuestionMark, en: "Approvals", zh: "待批准的回复", permission: "conversation.read", Screen: screen(() => import("./desk/approvals.tsx").then((file) => file.ApprovalsScreen)) },
  { path: "labels", group: "desk", icon: Tags, en: "Labels", zh: "标签", permission: "settings.change", Screen: screen(() => import("./playbook/labels.tsx").then((file) => file.LabelsScreen)) },
  { path: "answers", group: "desk", icon: MessageSquareText, en: "Canned answers", zh: "快捷回复", permission: "settings.change", Screen: screen(() => import("./playbook/answers.tsx").then((file) => file.AnswersScreen)) },
  { path: "macros", group: "desk", icon: Zap, en: "Macros", zh: "宏", permission: "settings.change", Screen: screen(() => import("./playbook/macros.tsx").then((file) => file.MacrosScreen)) },
  { path: "notices", group: "you", icon: Bell, en: "Notifications", zh: "通知", permission: null, Screen: screen(() => import("../together/notice-settings.tsx").then((file) => file.NoticeSettings)) },
  { path: "assignment", group: "desk", icon: Shuffle, en: "Assignment", zh: "自动分配", permission: "settings.change", Screen: screen(() => import("../together/assignment.tsx").then((file) => file.AssignmentScreen)) },
  { path: "rules", group: "desk", icon: Workflow, en: "Automation rules", zh: "自动化规则", permission: "settings.change", Screen: screen(() => import("./playbook/rules.tsx").then((file) => file.RulesScreen)) },
  { path: "hours", group: "desk", icon: Clock, en: "Business hours", zh: "营业时间", permission: "settings.change", Screen: screen(() => import("./time/hours.tsx").then((file) => file.HoursScreen)) },
  { path: "targets", group: "desk", icon: Timer, en: "Response targets", zh: "响应时限", permission: "settings.change", Screen: screen(() => import("./time/targets.tsx").then((file) => file.TargetsScreen)) },
  { path: "satisfaction", group: "desk", icon: Smile, en: "Satisfaction", zh: "满意度", permission: "settings.change", Screen: screen(() => import("./time/satisfaction.tsx").then((file) => file.SatisfactionScreen)) },
  { path: "topics", group: "desk", icon: Shapes, en: "Topics", zh: "主题", permission: "settings.change", Screen: screen(() => import("./time/topics.tsx").then((file) => file.TopicsScreen)) },
  { path: "links", group: "safety", icon: Link2, en: "Allowed links", zh: "外链白名单", permission: "account.read", Screen: screen(() => import("./desk/links.tsx").then((file) => file.LinksScreen)) },
  { path: "people", group: "team", icon: Users, en: "Team", zh: "团队", permission: "people.manage", Screen: screen(() => import("../people/team.tsx").then((file) => file.TeamScreen)) },
  { path: "webhooks", group: "system", icon: Webhook, en: "Webhooks", zh: "Webhook", permission: "webhook.manage", Screen: screen(() => import("./webhooks/screen.tsx").then((file) => file.WebhooksScreen)) },
  { path: "jobs", group: "system", icon: ListTodo, en: "Jobs", zh: "后台任务", permission: "job.read", Screen: screen(() => import("./desk/jobs.tsx").then((file) => file.JobsScreen)) },
  { path: "set-aside", group: "system", icon: FileWarning, en: "Set aside", zh: "搁置的输入", permission: "poison.read", Screen: screen(() => import("./desk/aside.tsx").then((file) => file.AsideScreen)) },
  { path: "audit", group: "system", icon: ScrollText, en: "Audit log", zh: "操作日志", permission: "audit.read", Screen: screen(() => import("./audit.tsx").then((file) => file.AuditScreen)) },
];

/** Whether somebody may see a section. */
export function sees(me: Self, { permission }: Section): boolean {
  return permission === null || me.permissions.includes(permission);
}

/** What a section is called in the reader's language. */
export function nameOf({ en, zh }: { en: string; zh: string }, language: "en" | "zh-CN"): string {
  return language === "en" ? en : zh;
}
