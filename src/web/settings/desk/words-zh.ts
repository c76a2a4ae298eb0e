/** 简体中文：审批、链接白名单、任务、搁置的输入。 */
import type { Widen } from "../../i18n/words.ts";

export const zh = {
  approvals: {
    title: "待批准的回复",
    lead: "这些回复被拦下，等主管决定。批准就原样发出；同一会话后面的回复也在等它。",
    none: "没有等待批准的回复。",
    keys: "J、K 上下移动，A 批准，X 驳回，O 打开会话。",
    readOnly: "批准和驳回需要主管权限（reply.approve）。你可以看有哪些在等。",
    by: (name: string) => `${name} 写的`,
    program: "程序",
    approve: "批准并发送",
    reject: "驳回",
    open: "打开会话",
    around: "前面的对话",
    us: "我们",
    publicTitle: "公开发出这条回复？",
    publicHint: "任何人都能看到。",
    marked: {
      link: "链接或地址不在白名单上",
      personal: "重复了对方私下告诉我们的信息",
      other: "规则会拦下这里",
    },
    passes: "按现在的白名单已经可以直接发出。",
    more: "显示更多",
  },
  links: {
    title: "外链白名单",
    lead: "回复里只有这些链接和账号可以直接发出，其余的要主管批准。骗子最爱冒充官方发链接，这里宁缺毋滥。",
    entries: "允许的链接和账号",
    hint: "一行一个：bobowallet.com、*.bobowallet.com、网址加路径，或 @账号。",
    wrong: (line: string) =>
      `“${line}”不是域名（如 bobowallet.com、*.bobowallet.com），也不是账号（如 @bobowallet）；公共平台要带上自己的路径。`,
    explorers: "允许常用的区块浏览器",
    always: "始终允许：已连接账号自己的主页",
    readOnly: "修改需要主管权限（settings.change）。",
  },
  jobs: {
    title: "后台任务",
    lead: "导入、删除数据等较长的工作，一步步在后台做。",
    none: "还没有任务。",
    kinds: {
      import: "导入历史",
      erase: "删除个人数据",
      retention: "按期限自动删除",
      reindex: "重建搜索索引",
      bulk: "批量操作",
    } as Record<string, string>,
    state: { queued: "排队中", running: "进行中", done: "已完成", failed: "失败", cancelled: "已取消" } as Record<
      string,
      string
    >,
    cancel: "取消",
    goOn: "接着做",
    of: (done: number, total: number) => `${done.toLocaleString("zh-CN")} / ${total.toLocaleString("zh-CN")}`,
    done: (n: number) => `已完成 ${n.toLocaleString("zh-CN")}`,
    ended: (time: string) => `结束于 ${time}`,
    began: (time: string) => `开始于 ${time}`,
    cancelTitle: "取消这个任务？",
    cancelHint: "做完的部分保留。",
    resting: "账号暂停了，恢复后继续",
  },
  aside: {
    title: "搁置的输入",
    lead: "平台发来、Parley 读不懂的内容。已经遮住密钥后放在这里，没有挡住别的消息。看过就可以移走；同样的内容再来会再出现。",
    none: "没有搁置的输入。",
    dismiss: "看过了，移走",
    raw: "原文（已遮蔽）",
    more: "显示更早的",
  },
};

export type DeskWords = Widen<typeof zh>;
