/** Words that belong to no brand: what impostors put around a name, and what is left when it is taken out. */
import { skeleton } from "../poses.ts";

const LATIN =
  "wallet wallets pay app apps coin coins crypto token tokens exchange finance support supports help helpdesk desk service services customer customers client care team official officially real true original genuine verified admin admins mod mods moderator news info information announcement announcements cn hk tw en us uk jp kr sg zh eu global intl international asia china chinese english airdrop airdrops bonus gift gifts giveaway promo event events claim claims recovery recover restore verify verification validate security secure safe safety live chat bot online hq inc ltd io me my the get go contact contacts center centre community group channel agent agents assistant assist tech technical staff refund refunds unlock login signin update updates upgrade web site website mail email fix ticket tickets report helper helpers answer answers ask user users dm vip pro plus new now here you your for of and by at on is ai labs org com net daily hotline";
const HAN =
  "客服 官方 官网 中文 英文 公告 支持 帮助 社区 钱包 在线 服务 服务台 中心 人工 专员 技术 安全 认证 找回 空投 活动 群 频道 助手 电报 用户 唯一 正版 真 热线 工单 验证";

const WORDS: ReadonlySet<string> = new Set(LATIN.split(" ").map(skeleton));
/** Those that may stand against another word without a sign between; shorter ones stand in too many others. */
const JOINED = [...WORDS].filter((word) => word.length >= 4).sort((one, other) => other.length - one.length);
const HAN_WORDS = HAN.split(" ").sort((one, other) => other.length - one.length);
const AT_ENDS = [...JOINED, ...HAN_WORDS];

export interface Core {
  /** What is left, as it looks. */
  word: string;
  /** Whether a word or digits were taken away. */
  had: boolean;
}

/** What of a name is its own, in the two ways that digits can be read: as digits beside it (`bobo24`), and as letters within (`b0b0`). */
export function coresOf(name: string): Core[] {
  return [core(name, true), core(name, false)];
}

function core(name: string, dropDigits: boolean): Core {
  let had = false;
  let word = "";
  if (dropDigits && /\d/.test(name)) had = true;
  for (const part of partsOf(dropDigits ? name.replaceAll(/\d+/g, " ") : name)) {
    let rest = skeleton(part);
    if (WORDS.has(rest)) {
      had = true;
      continue;
    }
    for (let found = true; found;) {
      const next = AT_ENDS.find((one) => rest.startsWith(one) || rest.endsWith(one));
      found = next !== undefined && next.length < rest.length;
      if (next === undefined || !found) break;
      rest = rest.startsWith(next) ? rest.slice(next.length) : rest.slice(0, -next.length);
      had = true;
    }
    if (WORDS.has(rest) || HAN_WORDS.includes(rest)) had = true;
    else word += rest;
  }
  return { word, had };
}

/** At signs, and where a small letter is followed by a capital. */
function partsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}
