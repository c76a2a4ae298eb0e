/** What is said where a person decides about their own question. */
import type { SiteLanguage } from "../domain/publications.ts";
import type { ConsentPage } from "../qa/publications/consent.ts";

interface ConsentWords {
  title: string;
  states: Record<ConsentPage["state"], string>;
  give: string;
  refuse: string;
  withdraw: string;
}

export const CONSENT_WORDS: Record<SiteLanguage, ConsentWords> = {
  zh: {
    title: "可以公开您的这个问题吗？",
    states: {
      open: "下面是将要公开的内容，没有您的名字、账号和个人资料。发布前我们可能还会修改文字。不同意也不影响我们为您服务。",
      given: "您已同意公开。随时可以收回，页面会立即撤下。",
      refused: "您没有同意，我们不会公开。",
      withdrawn: "您已收回同意，页面已经撤下。",
      expired: "这个链接已经过期，我们不会公开。",
    },
    give: "同意公开",
    refuse: "不同意",
    withdraw: "收回同意",
  },
  en: {
    title: "May we publish your question?",
    states: {
      open: "This is what would be public, without your name, handle or details. We may still reword it before that. If you say no, nothing changes in how we help you.",
      given: "You agreed to have it published. You can take that back at any time: the page goes at once.",
      refused: "You said no. We will not publish it.",
      withdrawn: "You took your consent back. The page is gone.",
      expired: "This link is too old. We will not publish it.",
    },
    give: "Yes, publish it",
    refuse: "No",
    withdraw: "Take my consent back",
  },
};
