/** 简体中文：会话旁边推荐的回答。 */
export const zh = {
  heading: "可以引用的回答",
  kinds: { faq: "常见问题", thread: "公开问答", answer: "快捷回复" },
  insert: (title: string) => `插入回答：${title}`,
  insertLink: (title: string) => `插入链接：${title}`,
  open: (title: string) => `打开页面：${title}`,
  other: { zh: "中文", en: "英文" },
  pickLink: "按数字插入链接",
  link: "链接",
  failed: "没能读取推荐的回答",
  again: "重试",
};
