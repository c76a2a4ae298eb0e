/** Finds the names of those who take part, and names that people give of themselves. */
import { plainName } from "../../domain/visible.ts";
import type { Around } from "./around.ts";
import type { Range } from "./reading.ts";

const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤尤葛樊殷庄詹鲁左齐梅";
const COMPOUND = "欧阳|司马|上官|诸葛|司徒|皇甫|慕容|令狐|端木|公孙";
const SURNAME = `(?:${COMPOUND}|[${SURNAMES}])`;
const END = String.raw`(?=$|[\s\p{P}\p{S}]|的|，|。|也|都|说|在|用|来|跟|于|想|有)`;
/** What follows `我是` and begins like a surname, and is no name. */
const NO_NAMES =
  /^(?:谢谢|安卓|高手|高级|老手|白名单|白户|万分|于是|何时|何况|方便|任何|金牌|金额|马上|向您|向你|常用|常常|严重|莫名|武汉|江苏|江西|石头|夏天|叶子|周一|周二|周三|周四|周五|周六|周日|周末|毛病|余额|付款|付费|曾经|程序|程序员|白嫖|龙头|田径|林业|万一|任务)/;
const CALLED_ZH = new RegExp(
  `(?:我叫做?|我的名字(?:是|叫)|本人(?:叫|姓名)?|名字(?:是|叫|[:：])|姓名(?:是|为|[:：])?|真名(?:是|叫|[:：])?|户名(?:是|为|[:：])?|收款人(?:是|为|[:：])?|实名(?:是|为|[:：])?|开户人(?:是|为|[:：])?|我是|署名[:：]?|(?:朋友|同事|老婆|老公|妻子|丈夫|妈妈|爸爸|哥哥|姐姐|弟弟|妹妹|儿子|女儿)叫?)\\s?(${SURNAME}\\p{Script=Han}{1,2}?)${END}`,
  "gu",
);
const TITLED_ZH = new RegExp(
  `(?:^|[\\s\\p{P}]|您好|你好|尊敬的|亲爱的|感谢|谢谢|给|是|找|由|让)(${SURNAME}\\p{Script=Han}{0,2}?)(?=先生|女士|小姐|老师|师傅|阿姨|同学)`,
  "gu",
);
const LATIN_NAME = String.raw`\p{Lu}[\p{Ll}'’]+(?:(?:-|\s(?:(?:de|del|la|da|dos|van|von|der|den|bin|al|el)\s){0,2})\p{Lu}[\p{Ll}'’]+|\s\p{Lu}\.){0,3}`;
const CALLED_EN = new RegExp(
  `(?:[Mm]y (?:full |real |legal )?name(?: is|'s|’s)|[Nn]ame ?[:：]|[Tt]he name(?: is|'s|’s)|[Cc]all me|[Ss]igned,?|[Rr]egards,|[Cc]heers,|[Ss]incerely,|[Yy]ours,|[Aa]ccount holder(?: is|[:：])?|[Bb]eneficiary(?: is|[:：])?|[Mm](?:r|rs|s|iss|x)\\.?)\\s+(${LATIN_NAME})`,
  "gu",
);
const SELF_EN = new RegExp(
  `(?:I am|I'm|I’m|[Tt]his is|[Ii]t's|[Ii]t’s)\\s+(${LATIN_NAME})(?=\\s+(?:from|here|speaking|again|writing)|[,.!]?\\s*$)`,
  "gu",
);
const SELF_NAMED_EN = new RegExp(
  `(?:(?:^|[,.!?\\n]\\s*)(?=${LATIN_NAME}\\s+here(?!\\p{L}))|I am |I'm |I’m (?=${LATIN_NAME},))(${LATIN_NAME})(?=\\s+here(?!\\p{L})|,)`,
  "gmu",
);
const RELATED_EN = new RegExp(
  `[Mm]y (?:friend|wife|husband|brother|sister|son|daughter|colleague|mother|father|mom|dad|partner|boss|girlfriend|boyfriend),?\\s+(${LATIN_NAME})`,
  "gu",
);
const GREETED_EN = new RegExp(
  `(?:^|[\\n.!?]\\s?)(?:Hi|Hello|Hey|Dear|Thanks|Thank you|Good (?:morning|evening|afternoon)),?\\s+(${LATIN_NAME})(?=\\s?[,!.:\\n–—-]|$)`,
  "gu",
);
/** Capitalised where a name might be, and none. */
const NOBODY =
  /^(?:There|Team|Support|All|Everyone|Everybody|Guys|Folks|Friends?|Sir|Madam|Admin|Admins|Agent|Customer|User|Users|Community|Mods?|Telegram|Discord|Twitter|Bitcoin|Ethereum|Tron|Solana|Android|Apple|Google|Again|In|For|Please|And|The|My|I|It|No|Yes|Sorry|Just|Any|Can|Is|How|What|Why|When|Where|We|Your?|Wallet|Same|Right|New|Click|Look|Over|Out|Up|Down|See|Press|Tap|Nobody|Somebody|Still|Check|Go|Come|Write|Also|Not|Only|Read|Enter|Paste|Chinese|German|American|British|French|Indian|Using|Happy|Sure|Afraid|Nothing|But|So|Then|Everything|Is|Are)\b/;

/** What people call themselves on platforms and everybody says all day. */
const EVERYDAY = new Set(
  "user users wallet crypto bitcoin support admin official team help the and for not you all new king hodl moon trader token coin coins bank money cash test tester anonymous unknown deleted account trust will mark may grace hope joy rich bill art win sun max ray rose june april guy chance frank dean grant miles guest customer client member friend 用户 钱包 客服 官方 管理员 游客 匿名 新手 小白 比特币 大家 朋友 已注销 帮助 交易 转账".split(
    " ",
  ),
);

/** Ranges of the text itself, which keeps its capitals. */
export function namesIn(text: string, { people, brand }: Around): Range[] {
  const ours = brand.flatMap((name) => [name, ...partsOf(name)]).map((name) => name.toLowerCase());
  const isOurs = (name: string) => ours.includes(name.toLowerCase());
  const found: Range[] = [];
  for (const { name } of people) {
    const whole = plainName(name).trim();
    if (isOurs(whole)) continue;
    if (isSomebody(whole)) found.push(...standing(text, whole, "gi"));
    for (const part of partsOf(whole)) if (isSomebody(part) && !isOurs(part)) found.push(...standing(text, part, "g"));
  }
  for (const pattern of [CALLED_ZH, TITLED_ZH, CALLED_EN, SELF_EN, SELF_NAMED_EN, RELATED_EN, GREETED_EN])
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? "";
      if (NO_NAMES.test(name) || NOBODY.test(name) || isOurs(name) || partsOf(name).some(isOurs)) continue;
      const start = match.index + match[0].lastIndexOf(name);
      found.push({ start, end: start + name.length });
    }
  return found;
}

/** First and last names, and a Chinese name beside a Latin one. */
function partsOf(name: string): string[] {
  const latin = name.match(/[\p{Script=Latin}\p{M}'’]{3,}/gu) ?? [];
  const han = name.match(/\p{Script=Han}{2,}/gu) ?? [];
  return [...latin, ...han, ...(name.match(/[\p{L}\p{M}]{3,}/gu) ?? [])].filter((part) => part !== name);
}

function isSomebody(name: string): boolean {
  const letters = name.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const fewest = /\p{Script=Han}/u.test(name) ? 2 : 3;
  return letters >= fewest && !EVERYDAY.has(name.toLowerCase());
}

/** A Latin name as a word of its own; a Chinese one may stand anywhere. A part of a name in its own capitals only. */
function standing(text: string, name: string, flags: "g" | "gi"): Range[] {
  const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
  const [open, shut] = [/^[\p{L}\p{N}]/u, /[\p{L}\p{N}]$/u].map(
    (edge) => edge.test(name) && !/\p{Script=Han}/u.test(name),
  );
  const pattern = new RegExp(
    `${open ? "(?<![\\p{Script=Latin}\\p{N}_])" : ""}${escaped}${shut ? "(?![\\p{Script=Latin}\\p{N}_])" : ""}`,
    `${flags}u`,
  );
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
}
