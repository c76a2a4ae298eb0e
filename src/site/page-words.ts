/** What the pages themselves say around questions and answers, in both languages. */
import type { PlatformName } from "../domain/platform.ts";
import type { SiteLanguage } from "../domain/publications.ts";

interface PageWords {
  answer: string;
  faqPage: string;
  asked: string;
  from: string;
  fromPost(platform: string): string;
  fromPrivate: string;
  firstAnswer: string;
  after(minutes: number): string;
  reviewed: string;
  version: string;
  versionOf(n: number, note: string): string;
  appliesTo: string;
  topic: string;
  someUser(name: string): string;
  withConsent: string;
  seePost(platform: string): string;
  official: string;
  updated: string;
  support(name: string): string;
  never: string;
  checkAccount: string;
  same: string;
  sameSaid(n: number): string;
  helped: string;
  unhelped: string;
  counted(helped: number, unhelped: number): string;
  /** Leads to the official accounts, and is counted. */
  ask: string;
  thanks: string;
  comments: string;
  commentsNote(n: number): string;
  member: string;
  team: string;
  someone: string;
  hidden: string;
  related: string;
  notFoundHere: string;
  print: string;
  plain: string;
  otherLanguage: string;
  topics: string;
  newest: string;
  common: string;
  all: string;
  qTitle: string;
  qLead: string;
  faqTitle: string;
  faqLead: string;
  nothingYet: string;
  older: string;
  newerFirst: string;
  searchTitle: string;
  searchFor(query: string): string;
  searchHint: string;
  found(n: number, more: boolean): string;
  nothingFound: string;
  askUs: string;
  tooMany: string;
  more: string;
  answers(n: number, more: boolean): string;
  homeSearch: string;
  feedTitle(name: string): string;
}

export const PAGE_WORDS: Record<SiteLanguage, PageWords> = {
  zh: {
    answer: "问答",
    faqPage: "常见问题",
    asked: "提问",
    from: "来自",
    fromPost: (platform) => `${platform} 上的公开提问`,
    fromPrivate: "一次私下的提问",
    firstAnswer: "首次回答",
    after: (minutes) =>
      minutes < 60
        ? `${Math.max(1, minutes)} 分钟后`
        : minutes < 2_880
          ? `${Math.round(minutes / 60)} 小时后`
          : `${Math.round(minutes / 1_440)} 天后`,
    reviewed: "审核",
    version: "版本",
    versionOf: (n, note) => (note === "" ? `第 ${n} 版` : `第 ${n} 版，${note}`),
    appliesTo: "适用",
    topic: "主题",
    someUser: (name) => `一位${name}用户`,
    withConsent: "，经本人同意发布",
    seePost: (platform) => `在 ${platform} 上查看原帖`,
    official: "官方回答",
    updated: "更新于",
    support: (name) => `${name}客服`,
    never: "处理这类问题不需要助记词。任何人以此为由索要，都不是我们。",
    checkAccount: "核对官方账号",
    same: "我也遇到了",
    sameSaid: (n) => `${n} 人也遇到了`,
    helped: "有帮助",
    unhelped: "没有解决",
    counted: (helped, unhelped) => `${helped} 人觉得有帮助，${unhelped} 人没有解决`,
    ask: "还是要问客服",
    thanks: "谢谢，已经记下了。",
    comments: "社区补充",
    commentsNote: (n) => `${n} 条，先审核后显示`,
    member: "社区成员",
    team: "官方",
    someone: "一位用户",
    hidden: "已隐藏",
    related: "相关问答",
    notFoundHere: "没找到答案？在任意官方账号上问我们，回答会发到您提问的地方。",
    print: "打印或存为 PDF",
    plain: "纯文本版",
    otherLanguage: "English version",
    topics: "按主题看",
    newest: "最近的问答",
    common: "常见问题",
    all: "全部",
    qTitle: "公开问答",
    qLead: "用户提过的问题，和官方团队的回答。都经过审核，去掉了能认出提问人的内容。",
    faqTitle: "常见问题",
    faqLead: "每个钱包用户迟早会遇到的问题，由客服团队写成，随时更新。",
    nothingYet: "这里还没有内容。",
    older: "更早的",
    newerFirst: "回到最新",
    searchTitle: "搜索",
    searchFor: (query) => `搜索“${query}”`,
    searchHint: "描述您遇到的问题，例如：转账待确认",
    found: (n, more) => (more ? `前 ${n} 篇` : `${n} 篇`),
    nothingFound: "没有找到这样的回答。换个说法试试，或者在任意官方账号上问我们。",
    askUs: "官方账号",
    tooMany: "搜索太频繁了。等一分钟再试。",
    more: "更多结果",
    answers: (n, more) => (more ? `搜索 ${n} 多篇回答` : `搜索 ${n} 篇回答`),
    homeSearch: "您遇到了什么问题？",
    feedTitle: (name) => `${name} · 公开问答`,
  },
  en: {
    answer: "Answer",
    faqPage: "FAQ",
    asked: "Asked",
    from: "From",
    fromPost: (platform) => `a public post on ${platform}`,
    fromPrivate: "a private question",
    firstAnswer: "First answer",
    after: (minutes) =>
      minutes < 60
        ? `${Math.max(1, minutes)} min later`
        : minutes < 2_880
          ? `${Math.round(minutes / 60)} h later`
          : `${Math.round(minutes / 1_440)} days later`,
    reviewed: "Reviewed by",
    version: "Version",
    versionOf: (n, note) => (note === "" ? String(n) : `${n}, ${note}`),
    appliesTo: "Applies to",
    topic: "Topic",
    someUser: (name) => `A ${name} user`,
    withConsent: ", published with consent",
    seePost: (platform) => `See the post on ${platform}`,
    official: "Official answer",
    updated: "Updated",
    support: (name) => `${name} support`,
    never: "No one needs your seed phrase for this. Whoever asks for it is not us.",
    checkAccount: "Check an account",
    same: "I have this problem too",
    sameSaid: (n) => (n === 1 ? "1 person has it too" : `${n} people have it too`),
    helped: "This helped",
    unhelped: "It didn’t",
    counted: (helped, unhelped) => `Helped ${helped}, not ${unhelped}`,
    ask: "Ask the team anyway",
    thanks: "Noted, thank you.",
    comments: "From the community",
    commentsNote: (n) => (n === 1 ? "1 comment, shown after review" : `${n} comments, shown after review`),
    member: "Community",
    team: "Official",
    someone: "Someone",
    hidden: "hidden",
    related: "Related answers",
    notFoundHere: "No answer here? Ask any official account; we reply where you asked.",
    print: "Print or save as PDF",
    plain: "Plain text",
    otherLanguage: "中文版",
    topics: "By topic",
    newest: "Latest answers",
    common: "Frequently asked",
    all: "All",
    qTitle: "Public Q&A",
    qLead: "What people asked, and what our team answered. All reviewed, with nothing left that tells who asked.",
    faqTitle: "Frequently asked questions",
    faqLead: "What every wallet owner meets sooner or later, written by our support team and kept up to date.",
    nothingYet: "There is nothing here yet.",
    older: "Older",
    newerFirst: "Back to the newest",
    searchTitle: "Search",
    searchFor: (query) => `Search: ${query}`,
    searchHint: "Say what happened, like: transfer pending",
    found: (n, more) => (more ? `First ${n} answers` : n === 1 ? "1 answer" : `${n} answers`),
    nothingFound: "No answer like that. Try other words, or ask us on any official account.",
    askUs: "Official accounts",
    tooMany: "Too many searches. Wait a minute, then try again.",
    more: "More results",
    answers: (n, more) => `Search ${n}${more ? "+" : ""} answers`,
    homeSearch: "What happened?",
    feedTitle: (name) => `${name} · Public Q&A`,
  },
};

export const PLATFORM_WORDS: Record<PlatformName, string> = { x: "X", telegram: "Telegram", discord: "Discord" };
