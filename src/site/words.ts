/** What the public site says around the pages, in both languages. */
import type { SiteLanguage } from "../domain/publications.ts";

interface ShellWords {
  skip: string;
  q: string;
  faq: string;
  official: string;
  search: string;
  searchAnswers: string;
  theme: string;
  language: string;
  neverFirst(name: string): string;
  reallyYours: string;
  notFoundTitle: string;
  notFound: string;
  goneTitle: string;
  gone: string;
  errorTitle: string;
  error: string;
  toHome: string;
  toSearch: string;
}

export const SHELL_WORDS: Record<SiteLanguage, ShellWords> = {
  zh: {
    skip: "跳到正文",
    q: "公开问答",
    faq: "常见问题",
    official: "官方账号",
    search: "搜索",
    searchAnswers: "搜索回答",
    theme: "切换明暗",
    language: "语言",
    neverFirst: (name) => `${name}不会主动私信用户`,
    reallyYours: "这个账号真是你们的吗？",
    notFoundTitle: "这个地址没有页面",
    notFound: "可能是链接不完整，或者多了一个字符。可以从首页搜索您的问题。",
    goneTitle: "这篇回答已撤下",
    gone: "它曾经公开过，现在不再提供。首页可以搜索其他回答，也可以在任意官方账号上直接问我们。",
    errorTitle: "这一页现在打不开",
    error: "问题在我们这边。过几分钟再试；着急的话，请到官方账号上找我们。",
    toHome: "回到首页",
    toSearch: "搜索回答",
  },
  en: {
    skip: "Skip to the text",
    q: "Public Q&A",
    faq: "FAQ",
    official: "Official accounts",
    search: "Search",
    searchAnswers: "Search answers",
    theme: "Toggle theme",
    language: "Language",
    neverFirst: (name) => `${name} never messages first`,
    reallyYours: "Is this account really yours?",
    notFoundTitle: "There is no page at this address",
    notFound: "The link may be cut off, or a letter too long. Search for your question on the first page.",
    goneTitle: "This answer was withdrawn",
    gone: "It was public once and is no longer offered. Search the other answers, or ask us on any official account.",
    errorTitle: "This page can’t be shown right now",
    error: "The fault is ours. Try again in a few minutes; if it is urgent, reach us on an official account.",
    toHome: "To the first page",
    toSearch: "Search answers",
  },
};
