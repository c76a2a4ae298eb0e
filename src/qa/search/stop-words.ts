/** Words that say nothing of what is asked; as the index folds them. */

/** Han that stands between what matters; the longest first, since a part of one would leave a rest. */
const HAN = (
  "为什么会 为什么 怎么回事 怎么样 怎么办 怎么弄 怎么才能 怎么 什么时候 什么样 什么 有什么 如何 怎样 咋办 咋整 咋回事 咋 啥 请问 你好 您好 大家好 在吗 有人吗 谢谢 感谢 麻烦 帮我 帮忙 求助 急急急 急 " +
  "能不能 可不可以 可以 是不是 有没有 会不会 要不要 一直 已经 现在 今天 昨天 刚刚 刚才 一下 还是 还没 没有 但是 因为 所以 然后 如果 的话 这个 那个 这样 那样 我们 你们 他们 知道 想问 问一下 需要 应该 告诉 " +
  "我 你 您 他 她 它 的 了 吗 呢 啊 吧 嘛 呀 哦 哈 么 是 在 就 都 也 很 太 又 被 把 给 和 与 或 及 这 那 有 要 想 会 能 说 让 跟 到底 而 且 之 其 为 以 从 对 个 着 过 请"
)
  .split(" ")
  .toSorted((a, b) => b.length - a.length);
export const STOP_HAN = new RegExp(HAN.join("|"), "gu");

export const STOP_LATIN: ReadonlySet<string> = new Set(
  (
    "the a an and or but is are was were be been being am do does did done have has had having can could will would shall should may might must not no yes " +
    "i me my mine myself we us our ours you your yours he him his she her it its they them their this that these those there here what which who whom whose when where why how " +
    "to of in on for with from at by as into onto about up out off over if so then than too very just only also again still any some all each every more most much many " +
    "please pls plz help thanks thank thx hi hello hey ok okay im ive dont doesnt didnt cant wont isnt wasnt t s m re ve ll d u ur r guys guy sir team anyone anybody someone something anything " +
    "get got getting go going went come want need needs know tell say said see make made use using let try tried keep"
  ).split(" "),
);
