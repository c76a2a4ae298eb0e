/** What the page of official accounts says, in both languages. */
import type { ContactKind, SiteLanguage } from "../../domain/publications.ts";

interface OfficialWords {
  title: string;
  lead: string;
  description(name: string): string;
  label: string;
  check: string;
  example: string;
  result: string;
  kinds: Record<ContactKind, string>;
  on(kind: string): string;
  since(text: string): string;
  yes: string;
  yesAnywhereElse(kinds: string): string;
  neverAsks: string;
  yesPhone: string;
  yesEmail: string;
  yesPage: string;
  trap: string;
  ours: string;
  theirs: string;
  nothing: string;
  replaced(at: number, theirs: string, ours: string): string;
  extra(at: number, theirs: string): string;
  missing(ours: string): string;
  differences(count: number): string;
  whyInvisible: string;
  whyAdded: string;
  whyElsewhere(ours: string): string;
  whyOtherHost(ours: string): string;
  whyUnlisted(ours: string): string;
  whyName: string;
  dont: string;
  gave: string;
  doThis: string;
  report: string;
  no: string;
  noMore(name: string): string;
  was: string;
  wasMore(when: string): string;
  unproven: string;
  unprovenName: string;
  unprovenPost: string;
  tooLong: string;
  tooLongMore: string;
  tooMany: string;
  tooManyMore: string;
  all: string;
  count(count: number, day: string): string;
  columns: { account: string; name: string; purpose: string; since: string; first: string };
  firstShort: string;
  never: string;
  repliesOnly: string;
  doesNotWrite: string;
  none: string;
  signed: string;
  atOnce: string;
  atOnceSteps(name: string): string[];
  reportTitle: string;
  reportSteps: string[];
  tellUs: string;
  capital(letter: string): string;
  small(letter: string): string;
  digit(letter: string): string;
  script(script: "cyrillic" | "greek" | "other", letter: string): string;
  sign(letter: string): string;
  invisible(code: string): string;
}

export const OFFICIAL_WORDS: Record<SiteLanguage, OfficialWords> = {
  zh: {
    title: "这个账号真是你们的吗？",
    lead: "把账号名、链接、邮箱或电话贴进来。我们逐个字符和官方名单比对，不保存您查了什么。",
    description: (name) => `${name}的全部官方账号。贴入账号名、链接、邮箱或电话，看它是不是我们的。`,
    label: "账号、链接、邮箱或电话",
    check: "核对",
    example: "例如",
    result: "核对结果",
    kinds: {
      x: "X",
      telegram: "Telegram",
      discord: "Discord",
      website: "网站",
      email: "邮箱",
      phone: "电话",
      "web-chat": "在线客服",
    },
    on: (kind) => `${kind} 上的官方账号`,
    since: (text) => `${text}启用`,
    yes: "是我们的",
    yesAnywhereElse: (kinds) => `只有 ${kinds} 上的是我们的。别的平台上同名的账号不是。`,
    neverAsks: "它不会主动私信您，也不会索要助记词。",
    yesPhone: "来电显示可以伪造。接到自称是我们的电话，先挂断，再自己拨这个号码。",
    yesEmail: "发件人可以伪造。邮件里要您点链接或填助记词的，都不是我们。",
    yesPage: "打开后再看一眼地址栏：要和这里一字不差。",
    trap: "很像我们，但不是",
    ours: "官方",
    theirs: "这个",
    nothing: "空",
    replaced: (at, theirs, ours) => `第 ${at} 个字符是${theirs}，官方是${ours}。`,
    extra: (at, theirs) => `第 ${at} 个字符${theirs}是多出来的。`,
    missing: (ours) => `少了官方的${ours}。`,
    differences: (count) => `一共有 ${count} 处不同。`,
    whyInvisible: "中间夹着看不见的字符，肉眼分辨不出来。",
    whyAdded: "它在我们的名字旁边加了别的词或数字。",
    whyElsewhere: (ours) => `我们的是 ${ours}。这里的这个同名，但不在名单上。`,
    whyOtherHost: (ours) => `这个地址属于别人，只是带着我们的名字。我们的是 ${ours}。`,
    whyUnlisted: (ours) => `它挂在 ${ours} 下面，但不在名单上。没有列出的，请不要相信。`,
    whyName: "显示的名字谁都可以取。请改贴账号名（@ 开头）或链接再查。",
    dont: "不要点它的链接，不要回复。",
    gave: "已经给出助记词？",
    doThis: "马上这样做",
    report: "举报它",
    no: "不是我们的",
    noMore: (name) => `不在官方名单上，也不像我们的账号。它说的话与${name}无关。`,
    was: "以前是我们的，现在不是",
    wasMore: (when) => `我们用到 ${when} 为止。它现在说的话与我们无关。`,
    unproven: "光凭这个看不出来",
    unprovenName: "显示的名字谁都可以取，和我们同名也不说明什么。请贴账号名（@ 开头）或链接。",
    unprovenPost: "X 的帖子链接只认数字，前面的名字可以随便写。打开它，把作者的账号名贴过来再查。",
    tooLong: "太长了",
    tooLongMore: "请只贴账号名、链接、邮箱或电话本身。",
    tooMany: "查得太频繁了",
    tooManyMore: "请过一分钟再试。下面的名单随时可以看。",
    all: "全部官方账号",
    count: (count, day) => `共 ${count} 个，${day} 更新`,
    columns: { account: "平台与账号", name: "名称", purpose: "用途", since: "启用", first: "会主动私信吗" },
    firstShort: "主动私信：",
    never: "不会",
    repliesOnly: "只回复您的来信",
    doesNotWrite: "—",
    none: "名单还是空的。在它写好之前，请不要相信任何自称是我们的账号。",
    signed: "签名名单（供程序核对）",
    atOnce: "已经给出了助记词或私钥？马上这样做",
    atOnceSteps: (name) => [
      "现在就在官方应用里新建一个钱包，得到一组新的助记词。抄在纸上，不截图，不发给任何人。",
      "把旧钱包里的所有资产转到新钱包，先转最值钱的。快一分钟就少一分损失：对方随时可能转走。",
      "旧助记词从此作废，改密码没有用。不要再往旧地址存任何东西，也撤销它给过的授权。",
      "不要付钱给声称能追回资产的人，那是第二次骗局。",
      "留下聊天记录、账号链接和交易哈希，报警，并在下面任何一个官方账号上告诉我们。",
      `${name}的人不会向您要新的助记词。谁要，谁就是骗子。`,
    ],
    reportTitle: "怎样举报假冒账号",
    reportSteps: [
      "X：打开它的主页，点“…”，选“举报”，再选“冒充他人”。",
      "Telegram：打开它的资料，点“⋮”，选“举报”；也可以发给 @notoscam。",
      "Discord：右键它的消息，选“举报消息”；在我们的服务器里，请同时告诉管理员。",
      "假网站：向浏览器举报钓鱼网页，我们也会向域名商投诉。",
    ],
    tellUs: "然后告诉我们，我们会一起举报：",
    capital: (letter) => `大写 ${letter}`,
    small: (letter) => `小写 ${letter}`,
    digit: (letter) => `数字 ${letter}`,
    script: (script, letter) =>
      `${{ cyrillic: "西里尔字母", greek: "希腊字母", other: "别的文字里的" }[script]} ${letter}`,
    sign: (letter) => `符号 ${letter}`,
    invisible: (code) => `看不见的字符 ${code}`,
  },
  en: {
    title: "Is this account really yours?",
    lead: "Paste a handle, a link, an e-mail address or a phone number. We compare it letter by letter with our list and do not keep what you looked up.",
    description: (name) =>
      `Every official account of ${name}. Paste a handle, link, e-mail address or number to see whether it is ours.`,
    label: "Handle, link, e-mail or phone",
    check: "Check",
    example: "For example",
    result: "Result",
    kinds: {
      x: "X",
      telegram: "Telegram",
      discord: "Discord",
      website: "Website",
      email: "E-mail",
      phone: "Phone",
      "web-chat": "Web chat",
    },
    on: (kind) => `An official account of ours on ${kind}`,
    since: (text) => `since ${text}`,
    yes: "Yes, this is ours",
    yesAnywhereElse: (kinds) => `Only the one on ${kinds} is. An account of the same name elsewhere is not ours.`,
    neverAsks: "It never messages you first and never asks for a seed phrase.",
    yesPhone: "Callers can show any number. If somebody calls as us, hang up and dial this one yourself.",
    yesEmail: "Senders can be forged. A mail that asks you to follow a link or enter a seed phrase is not ours.",
    yesPage: "Look at the address bar once it has opened: it must read exactly like this.",
    trap: "Looks like ours, but isn’t",
    ours: "Ours",
    theirs: "This one",
    nothing: "nothing",
    replaced: (at, theirs, ours) => `Letter ${at} is ${theirs}; ours is ${ours}.`,
    extra: (at, theirs) => `Letter ${at}, ${theirs}, is one too many.`,
    missing: (ours) => `It lacks ${ours} that ours has.`,
    differences: (count) => `They differ in ${count} places.`,
    whyInvisible: "It holds characters that nobody can see.",
    whyAdded: "It puts other words or digits around our name.",
    whyElsewhere: (ours) => `Ours is ${ours}. This one has our name, but it is not on our list.`,
    whyOtherHost: (ours) => `This address belongs to somebody else and only carries our name. Ours is ${ours}.`,
    whyUnlisted: (ours) => `It stands under ${ours}, but not on our list. Don’t trust what we don’t list.`,
    whyName: "Anybody can choose a displayed name. Paste the handle, which begins with @, or a link.",
    dont: "Don’t follow its links and don’t reply.",
    gave: "Already gave it your seed phrase?",
    doThis: "Do this now",
    report: "Report it",
    no: "No, this isn’t ours",
    noMore: (name) => `It is not on our list and doesn’t resemble our accounts. It does not speak for ${name}.`,
    was: "It was ours, and is no more",
    wasMore: (when) => `We used it until ${when}. What it says now is not from us.`,
    unproven: "This alone proves nothing",
    unprovenName: "Anybody can choose a displayed name, ours too. Paste the handle, which begins with @, or a link.",
    unprovenPost:
      "X goes by the number in a link to a post; the name before it can be anything. Open it and paste its author’s handle.",
    tooLong: "That is too long",
    tooLongMore: "Paste the handle, link, e-mail address or number alone.",
    tooMany: "Too many checks",
    tooManyMore: "Try again in a minute. The list below is always there.",
    all: "All official accounts",
    count: (count, day) => `${count} in all, as of ${day}`,
    columns: { account: "Account", name: "Name", purpose: "What it is for", since: "Since", first: "Messages first?" },
    firstShort: "Messages first: ",
    never: "Never",
    repliesOnly: "Replies only",
    doesNotWrite: "—",
    none: "The list is still empty. Until it is written, trust no account that claims to be us.",
    signed: "Signed list, for programs",
    atOnce: "Already gave away your seed phrase or key? Do this now",
    atOnceSteps: (name) => [
      "Make a new wallet in the official app and get a new seed phrase. Write it on paper; no screenshot, and give it to nobody.",
      "Move everything from the old wallet to the new one, the most valuable first. Each minute counts: whoever has the phrase can take all of it at any time.",
      "The old phrase is spoilt for good; a new password changes nothing. Send nothing to the old addresses again, and revoke what they approved.",
      "Pay nobody who claims to bring assets back: that is the second scam.",
      "Keep the chat, the account’s link and the transaction hashes, go to the police, and tell us on any account of the list.",
      `Nobody at ${name} will ask for the new phrase. Whoever does is a scammer.`,
    ],
    reportTitle: "How to report an impostor",
    reportSteps: [
      "X: open its profile, choose “…”, then “Report” and “Impersonation”.",
      "Telegram: open its profile, choose “⋮”, then “Report”; or send it to @notoscam.",
      "Discord: right-click its message and choose “Report Message”; in our server, tell a moderator too.",
      "A false site: report it to your browser as phishing. We complain to its registrar as well.",
    ],
    tellUs: "Then tell us, and we report it with you:",
    capital: (letter) => `a capital ${letter}`,
    small: (letter) => `a small ${letter}`,
    digit: (letter) => `the digit ${letter}`,
    script: (script, letter) =>
      `${{ cyrillic: "the Cyrillic letter", greek: "the Greek letter", other: "a letter of another script:" }[script]} ${letter}`,
    sign: (letter) => `the sign ${letter}`,
    invisible: (code) => `an invisible character, ${code}`,
  },
};
