/** A brand's contacts, as the demo's directory has them, for asking about. */
import type { Contact } from "../../src/domain/official/contact.ts";

const contact = (given: Pick<Contact, "kind" | "handle" | "name"> & Partial<Contact>): Contact => ({
  url: null,
  remoteId: null,
  endedAt: null,
  ...given,
});

export const CONTACTS: Contact[] = [
  contact({
    kind: "x",
    handle: "BoboWallet",
    name: "波宝 Bobo Wallet",
    url: "https://x.com/BoboWallet",
    remoteId: "1100000001",
  }),
  contact({ kind: "x", handle: "BoboWalletCN", name: "波宝中文" }),
  contact({ kind: "telegram", handle: "BoboSupportDesk", name: "波宝客服" }),
  contact({ kind: "telegram", handle: "BoboNews", name: "波宝公告", url: "https://t.me/BoboNews" }),
  contact({
    kind: "discord",
    handle: "discord.gg/bobo-example",
    name: "波宝社区",
    url: "https://discord.gg/bobo-example",
  }),
  contact({ kind: "email", handle: "help@bobo.example", name: "客服邮箱", url: "mailto:help@bobo.example" }),
  contact({ kind: "website", handle: "bobo.example", name: "波宝官网", url: "https://bobo.example/" }),
  contact({ kind: "website", handle: "*.bobowallet.example", name: "波宝钱包" }),
  contact({ kind: "phone", handle: "+86 400 123 4567", name: "客服热线" }),
  contact({ kind: "web-chat", handle: "chat.bobo.example", name: "在线客服", url: "https://chat.bobo.example/start" }),
  contact({ kind: "x", handle: "BoboPayHK", name: "波宝香港", endedAt: Date.UTC(2025, 4, 1) }),
];
