/** 简体中文：Webhook。 */
import type { Widen } from "../../i18n/words.ts";

export const zh = {
  title: "Webhook",
  lead: "收件箱里发生的事，随时通知你们自己的系统。按 Standard Webhooks 规范签名，收到任何 2xx 算送达，否则在三天内重试。",
  add: "添加 Webhook",
  none: "还没有 Webhook。",
  url: "地址",
  urlHint: "以 https:// 开头，能从公网访问。",
  urlWrong: "请填写 https:// 开头的完整地址，里面不要带用户名和密码。",
  events: "通知哪些事",
  all: "全部事件",
  some: "只要这些",
  none2: "至少选一种。",
  kinds: {
    conversation: "会话：状态、负责人、标签",
    message: "消息：新消息、修改、删除",
    delivery: "发送：已发出、失败、待批准",
    note: "内部备注",
    reaction: "表情回应",
    contact: "联系人：合并、删除",
    account: "账号：状态变化",
    satisfaction: "满意度",
    sla: "响应时限：预警与超时",
    job: "任务进度",
  } as Record<string, string>,
  others: "其他事件",
  othersHint: "一行一个，例如 conversation.status 或 person.*。",
  othersWrong: "事件名像 conversation.status 或 message.* 这样，一行一个。",
  secret: "签名密钥，只在这里显示这一次：",
  secretDone: "收好了",
  state: { active: "正常", disabled: "已停用" } as Record<string, string>,
  reason: {
    gone: "对方回答 410，表示地址已经不在",
    failing: "连续三天都没有送达",
    "by-person": "由同事停用",
  } as Record<string, string>,
  test: "发一条测试",
  testing: "正在等结果",
  tested: "对方收下了测试。",
  testFailed: (why: string) => `测试没有送达：${why}`,
  testLate: "30 秒内没有结果，看下面的记录。",
  pause: "停用",
  resume: "启用",
  replace: "更换密钥",
  replaceTitle: "更换签名密钥？",
  replaceHint: "新密钥马上生效。在重叠期内每次通知同时带新旧两个签名，接收方可以慢慢换；之后旧密钥作废。",
  overlap: "旧密钥再用多久",
  overlapHours: (n: number) => (n === 0 ? "马上作废（密钥泄露时）" : n % 24 === 0 ? `${n / 24} 天` : `${n} 小时`),
  overlapping: (time: string) => `旧密钥用到 ${time}`,
  removeTitle: (url: string) => `删除 ${url}？`,
  removeHint: "马上停止通知，还没送达的也不再送。",
  lastSent: (time: string) => `最近送达 ${time}`,
  neverSent: "还没有送达过",
  attempts: "最近的调用",
  noAttempts: "还没有调用过。",
  taken: "已送达",
  code: (code: string) =>
    code.startsWith("http-")
      ? `对方回答 ${code.slice(5)}`
      : code === "timeout"
        ? "对方 15 秒内没有回答"
        : code === "unreachable"
          ? "连不上这个地址"
          : code === "address-not-public"
            ? "地址不在公网上，出于安全不会调用"
            : code,
  nth: (n: number) => `第 ${n} 次`,
  ms: (n: number) => `${n} 毫秒`,
};

export type WebhookWords = Widen<typeof zh>;
