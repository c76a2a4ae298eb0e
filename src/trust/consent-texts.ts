/** How we ask whether what somebody wrote in private may help others: fixed words, never theirs. */
const TEXTS = {
  en: (link: string) =>
    `This is an automatic message. We would like to publish your question together with our answer, so that others find it. Your name, your handle and your details will not appear. Please read it and decide here: ${link} You can change your mind on the same page at any time.`,
  zh: (link: string) =>
    `这是一条自动消息。我们想把您的问题和我们的回答公开，帮助遇到同样问题的人。页面上不会出现您的名字、账号和个人资料。请在这里查看并决定： ${link} 以后随时可以在同一页面改变决定。`,
} as const;

/** Chinese for Chinese, English for any other language, both where it is not known. `language` is ISO 639-1. */
export function consentTextFor(language: string | null, link: string): string {
  if (language === null) return `${TEXTS.en(link)}\n\n${TEXTS.zh(link)}`;
  return language === "zh" ? TEXTS.zh(link) : TEXTS.en(link);
}

/** What stands behind `/consent/` in a link. */
const TOKEN = /(?<=\/consent\/)[\w-]{32}(?![\w-])/g;

/** The text with such links made of no use, of the same length: whoever has one answers for the person, so nobody of the team sees it. */
export function withoutConsentToken(text: string): string {
  return text.replaceAll(TOKEN, (token) => "•".repeat(token.length));
}
