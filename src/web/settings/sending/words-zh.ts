/** Chinese words of how answers leave. */
export const zh = {
  title: "发送",
  lead: "回复发出前会等几秒，这段时间里可以撤回。内容会回到输入框，对方什么也收不到。",
  own: "我的回复",
  ownHint: "只影响你自己发出的回复。",
  asBrand: (seconds: string) => `跟随团队（${seconds}）`,
  brand: "团队默认",
  brandHint: "没有自己选过的同事都按这个时间。",
  none: "不等待，立即发出",
  seconds: (n: number) => `${n} 秒`,
};
