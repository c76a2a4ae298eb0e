/** Finds ways to reach somebody that are no links: mail written around the @, handles without it, numbers of messengers. In folded text. */
import type { RemovalKind } from "../../domain/publications.ts";
import type { Range } from "./reading.ts";

export interface ContactFind extends Range {
  kind: Extract<RemovalKind, "email" | "handle" | "link">;
}

const AT = String.raw`(?:\s?@\s?|\s?[\[({<]\s?(?:at|艾特|圈a|@)\s?[\])}>]\s?|\s+at\s+|\s?(?:艾特|#|＃|※|★)\s?)`;
const DOT = String.raw`(?:\s?\.\s?|\s?[\[({<]\s?(?:dot|点|\.)\s?[\])}>]\s?|\s+dot\s+|\s?点\s?)`;
const LOCAL = String.raw`(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}(?:(?:\s+dot\s+|点|\(\.\))[a-z0-9]{1,30}){0,2}`;
const PROVIDERS =
  "gmail|googlemail|qq|163|126|139|189|outlook|hotmail|live|msn|yahoo|icloud|proton|protonmail|foxmail|sina|sohu|aliyun|yeah|mail|gmx|yandex|web|pm|tutanota|zoho";
const ENDINGS = "com|net|org|cn|me|io|co|de|ru|uk|fr|jp|tw|hk|vn|id|br|info|edu|xyz|app|example";

const VALUE = String.raw`[a-z][a-z0-9_.-]{2,31}(?<![._-])`;
const TELLING = String.raw`(?=[a-z0-9_.-]*[\d_])(?:[a-z][a-z0-9_.-]{3,31}|\d[a-z0-9_-]{4,31})(?<![._-])`;
const MESSENGERS =
  "wechat|we chat|weixin|wx|vx|whatsapp|telegram|tele|tg|discord|dc|twitter|x|qq|q|line|skype|instagram|ins|ig|facebook|fb|tiktok|weibo|snapchat|signal|kakao|kakaotalk|viber|github|reddit|kik|imo|threads";
const CHINESE = "v信|微 ?信|威信|薇信|薇|徽信|卫星|绿泡泡|电报|纸飞机|飞机|小飞机|推特|扣扣|企鹅|脸书|抖音|小红书|微博";
const MESSENGER = `(?:(?<![a-z0-9])(?:${MESSENGERS})(?![a-z0-9])|${CHINESE})`;
const IDS = String.raw`(?:号|账号|账户|群|群号|id|handle|user ?name|name|account|名字|昵称|用户名)`;

const FORMS: readonly (readonly [ContactFind["kind"], RegExp])[] = [
  [
    "email",
    new RegExp(`${LOCAL}${AT}[a-z0-9-]{1,40}(?:${DOT}[a-z0-9-]{1,20}){0,2}${DOT}(?:${ENDINGS})(?![a-z0-9])`, "gu"),
  ],
  ["email", new RegExp(`${LOCAL}\\s?(?:@|[\\[(]at[\\])]|艾特)\\s?(?:${PROVIDERS})(?![a-z0-9])`, "gu")],
  [
    "email",
    new RegExp(
      `(?:(?:${PROVIDERS})\\s?(?:邮箱|mail)|邮箱|e-?mail|mail)(?:账号|address)?(?:\\s?(?:是|为|:|is)){1,2}\\s?(?<value>${TELLING}|\\d{5,12})(?![a-z0-9@])`,
      "gu",
    ),
  ],
  ["handle", /(?<![\p{L}\p{N}_./#&-])(?<value>[a-z0-9_.]{2,32}#\d{4})(?!\d)/gu],
  ["handle", /<@!?(?<value>\d{15,20})>/gu],
  ["handle", /(?<![a-z0-9._@/%+*-])(?<value>@[a-z0-9_](?:[a-z0-9_.]{0,31}[a-z0-9_])?)(?![a-z0-9@])/gu],
  ["handle", /(?<![a-z0-9._@/%+*-])(?<value>@\s(?=[a-z0-9_]*[\d_])[a-z][a-z0-9_]{3,31})(?![a-z0-9@])/gu],
  [
    "handle",
    /(?<![\p{L}\p{N}._@/%+*-])(?<value>@(?!客服|官方|所有人|全体|大家|管理员|你们|波宝)\p{Script=Han}{2,4})/gu,
  ],
  // A messenger, a word or sign that says a name follows, and the name.
  [
    "handle",
    new RegExp(
      `${MESSENGER}\\s?${IDS}(?:\\s?(?:是|为|is|:|=|叫)){0,2}\\s?(?<value>${TELLING}|${VALUE}|\\d{5,12})(?![a-z0-9])`,
      "gu",
    ),
  ],
  [
    "handle",
    new RegExp(
      `${MESSENGER}\\s?[^\\p{L}\\p{N}\\s.!?,;。]{0,3}\\s?(?:是|为|is|加|找|搜|搜索|关注|me|联系)?\\s?:?\\s?(?<value>${TELLING})(?![a-z0-9]|\\.\\d)`,
      "gu",
    ),
  ],
  [
    "handle",
    new RegExp(
      `(?:加(?:我|v|微|薇|q|群|扣)+|\\+v|\\+wx|私我|找我|add me|dm me|text me|message me|contact me|reach me|find me|ping me|inbox me|write me)(?:\\s?(?:on|at|in|@|:|=|号|信|微信|here|via|是|[^\\p{L}\\p{N}\\s])){0,4}\\s?${MESSENGER}?\\s?[:@]?\\s?(?<value>${TELLING}|\\d{6,12})(?![a-z0-9])`,
      "gu",
    ),
  ],
  [
    "handle",
    new RegExp(
      `(?:(?:user ?name|handle|nick ?name|screen ?name|login|用户名|昵称|网名|账号名|推特号|tg号|qq号|qq群|群号)(?:\\s?(?:是|为|is|:|=|叫))+)\\s?(?<value>${VALUE}|\\d{5,12})(?![a-z0-9])`,
      "gu",
    ),
  ],
  ["handle", new RegExp(`${MESSENGER}\\s?:\\s?(?<value>[a-z][a-z0-9]*\\.[a-z0-9_.]*[a-z0-9_])(?![a-z0-9/])`, "gu")],
  [
    "handle",
    /(?:加|搜|找|关注|联系|私聊|(?<![a-z])(?:follow|contact|message|dm|msg|ping|text|ask|add))\s?(?<value>[a-z][a-z0-9]*_[a-z0-9_]{2,28}(?<!_))(?![a-z0-9])/gu,
  ],
  ["handle", /(?<![\p{L}\p{N}])u\/(?<value>[a-z0-9_-]{3,20})(?![a-z0-9])/gu],
  [
    "link",
    /(?<![a-z0-9])(?<value>(?:t|telegram|discord|wa|x|twitter|bit)\s?[.点]\s?(?:me|gg|ly|com)\s?[/\\]\s?[a-z0-9_+-]{2,40})(?![a-z0-9])/gu,
  ],
  ["link", /(?<![a-z0-9])(?<value>hxxps?:?\/{0,2}[^\s\p{Script=Han}]{3,200})/gu],
  [
    "link",
    /(?<![a-z0-9@])(?<value>[a-z0-9-]{2,40}\s?(?:\[\.\]|\(\.\)|点|\(点\)|\[点\]|\s\.\s|\. | \.|\(dot\)|\[dot\]|\s+dot\s+)\s?(?:com|net|org|io|cc|xyz|vip|top|app|cn)(?:\/\S{0,80})?)(?![a-z0-9])/gu,
  ],
];

const PLAIN =
  /^(?:link|account|wallet|address|support|official|group|channel|user|bot|name|app|web|html|version|node\.js|next\.js)$/;

export function contactsIn(text: string): ContactFind[] {
  return FORMS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = match.groups?.["value"] ?? match[0];
      if (PLAIN.test(value)) return [];
      const start = match.index + match[0].lastIndexOf(value);
      return { kind, start, end: start + value.length };
    }),
  );
}
