/** The bench's own words, in Chinese and English. People's names and messages are theirs in either language. */

const WORDS = {
  name: ["Parley 沙盒", "Parley sandbox"],
  local: ["全部在本机，不连任何平台", "All local, no platform is contacted"],
  language: ["语言", "Language"],
  theme: ["切换明暗", "Toggle theme"],
  title: ["三部手机都是你的", "These three phones are yours"],
  lead: [
    "你是用户。随便在哪部手机上找波宝，再换到收件箱，以客服身份回答自己。",
    "You are a user. Write to Bobo Wallet on any phone, then go to the inbox and answer yourself.",
  ],
  step1: ["写一条。", "Write"],
  step1more: ["任选一部，不分先后", " on any of the phones"],
  step2: ["去回答。", "Answer"],
  step2more: ["它已经在收件箱里了", " it: it is in the inbox"],
  step3: ["回来看。", "Come back"],
  step3more: ["回答在你提问的地方", ": the answer is where you asked"],
  step4: ["剪线试试。", "Cut a cable"],
  step4more: ["看看会不会重复发", " and see that nothing is sent twice"],
  openInbox: ["打开收件箱", "Open the inbox"],
  notLinked: [
    "界面是自绘的仿制品，与 X、Telegram、Discord 无关，不用它们的标志。",
    "Look-alikes drawn for this demo. Not made by or linked to X, Telegram or Discord.",
  ],
  sockets: ["收件箱插口", "Inbox sockets"],
  ledger: ["平台收到的写入", "Writes that reached the platforms"],
  ledgerEmpty: [
    "还没有。收件箱发到平台上的每一次写入都会记在这里。",
    "Nothing yet. Each write that the inbox makes on a platform is recorded here.",
  ],
  whichPlatform: ["平台", "Platform"],
  nextSend: ["的下一次发送", "next send"],
  faultNone: ["正常", "normal"],
  faultCut: ["断在写入之后", "cut after the write"],
  faultRefuse: ["限流 429", "rate limited, 429"],
  faultBefore: ["断在写入之前", "cut before the write"],
  faultError: ["写入之后报 502", "502 after the write"],
  cut: ["{platform} 剪断了，下一条结果未知", "{platform} is cut: next outcome unknown"],
  offline: ["连不上 {platform} 沙盒，正在重连", "The {platform} sandbox is not reachable, reconnecting"],
  public: ["公开", "public"],
  private: ["私信", "private"],
  place: ["在哪里写", "Where to write"],
  you: ["你", "you"],
  youAre: ["你是", "You are"],
  person: ["以谁的身份写", "Who you are"],
  addPerson: ["加一个人", "Add a person"],
  personName: ["名字", "Name"],
  personHandle: ["用户名（4–15 个字母、数字或下划线）", "Handle (4–15 letters, digits or _)"],
  add: ["加上", "Add"],
  cancel: ["取消", "Cancel"],
  block: ["拉黑波宝", "Block Bobo"],
  unblock: ["解除拉黑", "Unblock Bobo"],
  square: ["广场", "The square"],
  writeFirst: ["还没有消息，写第一条吧。", "No messages yet. Write the first one."],
  hint: ["点一条消息：编辑、删除、回应", "Select a message to edit, delete or react"],
  edit: ["编辑", "Edit"],
  remove: ["删除", "Delete"],
  reply: ["回复", "Reply"],
  react: ["回应", "React"],
  scam: ["扮骗子回一条", "Reply as a scammer"],
  scamText: ["亲，点我头像链接验证一下钱包", "Dear user, kindly verify your wallet at the link in my bio"],
  back: ["返回", "Back"],
  editing: ["正在编辑：{text}", "Editing: {text}"],
  replying: ["回复 {name}：{text}", "Replying to {name}: {text}"],
  picture: ["图片", "Picture"],
  attach: ["附一张图片", "Attach a picture"],
  tooBig: ["图片太大了，最大 4 MB。", "The picture is too large, 4 MB at most."],
  message: ["消息", "Message"],
  post: ["发帖", "Post"],
  posts: ["论坛里的帖子", "Posts in the forum"],
  send: ["发送", "Send"],
  save: ["保存", "Save"],
  edited: ["已编辑", "edited"],
  deleted: ["已删除", "Deleted"],
  hidden: ["已被隐藏", "Hidden"],
  answered: ["{name} 回答了：{text}", "{name} answered: {text}"],
  answerIn: ["私信有回答", "New DM"],
  newBelow: ["有新消息", "New messages"],
  unknownPerson: ["不认识的人", "Somebody"],
  wrote: ["发了一条", "Message"],
  opened: ["开了讨论串", "Thread begun"],
  changed: ["修改了消息", "Message edited"],
  removed: ["删除了消息", "Message deleted"],
  reacted: ["回应", "Reaction"],
  hid: ["隐藏了回复", "Reply hidden"],
  refused: ["没有写入", "Nothing written"],
  other: ["写入", "Write"],
  once: ["已写入 1 次", "written once"],
  times: ["同样的写了 {count} 次", "same write, {count} times"],
  unsure: ["写入了，对方不知道", "written, sender not told"],
  status: ["已拒绝 {status}", "refused, {status}"],
  lineCut: ["断线", "line cut"],
};

/** @type {"zh" | "en"} */
let language = "zh";

export const currentLanguage = () => language;

/** Sets the language of the page and of every element that carries `data-t` or `data-t-label`. */
export function useLanguage(next) {
  language = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  document.title = t("name");
  for (const node of document.querySelectorAll("[data-t]")) {
    node.textContent = t(node.dataset.t);
    node.lang = document.documentElement.lang;
  }
  for (const node of document.querySelectorAll("[data-t-label]"))
    node.setAttribute("aria-label", t(node.dataset.tLabel));
}

/** The word in the language of the page; `{name}` is replaced from `values`. */
export function t(key, values = {}) {
  const [zh, en] = WORDS[key];
  return (language === "zh" ? zh : en).replaceAll(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The language that punctuation and line breaks of somebody's text follow. */
export const languageOf = (text) => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");
