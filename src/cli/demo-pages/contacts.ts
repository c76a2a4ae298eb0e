/** The demo brand's official contacts beside its connected accounts. */
import { addContact } from "../../qa/official/contacts.ts";
import type { Context } from "../../store/context.ts";

const CONTACTS = [
  ["discord", "discord.gg/bobo-example", "波宝社区", "在 #help 提问", "Ask in #help", "2022-01"],
  ["website", "*.bobowallet.example", "波宝官网", "产品、下载与公告", "Product, downloads and news", "2018"],
  ["email", "help@bobowallet.example", "客服邮箱", "工单与隐私请求", "Tickets and privacy requests", "2018-09"],
  ["phone", "+86 400 555 0123", "客服热线", "每天 9:00–21:00", "Daily 9:00–21:00, UTC+8", "2021-06"],
  ["web-chat", "bobowallet.example/chat", "在线客服", "登录后可用", "After signing in", "2023-04"],
] as const;

export function seedContacts(ctx: Context): void {
  for (const [kind, handle, name, zh, en, since] of CONTACTS)
    addContact(ctx, { kind, handle, name, purposes: { zh, en }, since });
}
