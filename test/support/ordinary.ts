/** Ordinary support talk in English and Chinese, made from numbers: sentences of everyday words, and rather more list words than people use. */
import { below, cardNumber, hex, LISTS, pick, type Random } from "./secrets.ts";

const EN = `my {w} has been {w} since {n} and the {w} still says {w}
I sent {n} USDT to {a} {n} hours ago, order {o}, but nothing arrived
why does the {w} screen show a {w} fee when I swap my {w}
the {w} and the {w} in your app are not the same as on the {w} page
please check transaction {t}, the explorer says success
see https://tronscan.org/#/transaction/{h} for the transfer
can I {w} the {w} without losing my {w} and {w}
I bought {w}, {w}, {w} and {w} with the card that ends in {n}
someone asked me for my seed phrase and my private key, is that a {w} scam
hello, I would like to {w} my account because the {w} is too {w} for me
ticket {o}: the {w} never came, what should I do next with this {w} problem
your {w} team told me that the {w} will {w} every {w} within {n} days
is it normal that the {w} {w} takes {n} minutes and then fails with error {n}
thank you so much, that {w} worked and I can see my {w} again
order number {c} was paid twice, please return one of them
call me at +86 138{n} or write to {w}@example.com if you need more {w}`.split("\n");
const ZH = `我的{z}从昨天开始一直{z}，到现在还没有到账
订单号{o}，转了{n}个USDT到{a}，显示成功但是余额没有变化
请问{z}和{z}有什么区别，手续费怎么算
交易哈希{h}，浏览器上已经确认了，麻烦帮我查一下
有人冒充客服问我要助记词和私钥，这是不是骗子，{z}
升级以后{z}打不开了，提示{z}，换了手机也不行
昨天晚上{n}点充值的，{z}，到底什么时候可以处理好
谢谢你们，问题已经解决了，{z}真的很好用
我想把{z}换成{z}，但是每次都失败，错误代码{n}
你好，在吗，我的账户被锁定了，{z}，怎么解锁
為什麼我的{z}一直顯示處理中，已經等了{n}個小時
提币到交易所的时候选错了网络，{z}，还能找回来吗
朋友说{z}，我不太放心，所以来问一下官方
{z}、{z}和{z}这几个功能在哪里打开`.split("\n");
const WORDS_ZH =
  `钱包 转账 余额 手续费 能量 带宽 网络 地址 合约 授权 质押 兑换 闪兑 行情 价格 客服 账户 账号 密码 指纹 面容 验证码 手机号 邮箱 备份 导入 导出 冷钱包 硬件钱包 多签
  资产 代币 波场 以太坊 比特币 稳定币 矿工费 区块 节点 浏览器 交易所 提现 充值 到账 确认 失败 超时 卡住 处理中 待确认 已完成 已取消 冻结 解冻 锁定 解锁 升级 更新 版本 下载 安装 卸载 登录 退出 注册
  身份认证 人脸识别 银行卡 信用卡 支付宝 微信 红包 活动 空投 奖励 返佣 邀请码 推荐人 二维码 截图 链接 网址 钓鱼网站 诈骗 骗子 盗币 报警 投诉 退款 赔偿 一直转圈 没有反应 打不开 找不到 看不懂
  乱七八糟 莫名其妙 不知所措 迫不及待 理所当然 众所周知 无能为力 小心翼翼 毫无疑问 自言自语 北京 上海 广州 深圳 新加坡 马来西亚 澳大利亚 昨天下午 上个星期 今天早上 刚才 不久以前 三天两头`.split(
    /\s+/,
  );
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** One message. */
export function ordinary(random: Random, language: "en" | "zh"): string {
  const sentences = Array.from({ length: 1 + below(random, 3) }, () => pick(random, language === "en" ? EN : ZH));
  return sentences
    .map((sentence) => sentence.replaceAll(/\{(\w)\}/g, (_, slot: string) => fill(random, slot)))
    .join(language === "en" ? ". " : "。");
}

function fill(random: Random, slot: string): string {
  switch (slot) {
    case "w":
      return pick(random, LISTS.english);
    case "z":
      return Array.from({ length: 1 + below(random, 2) }, () => pick(random, WORDS_ZH)).join("");
    case "n":
      return String(below(random, 100_000));
    case "o":
      return `2026${String(below(random, 1e9))}${String(below(random, 1e6))}`;
    case "c":
      return cardNumber(random);
    case "h":
      return hex(random, 64);
    case "t":
      return `0x${hex(random, 64)}`;
    default:
      return random() < 0.5
        ? `0x${hex(random, 40)}`
        : `T${Array.from({ length: 33 }, () => pick(random, BASE58.split(""))).join("")}`;
  }
}

const CHARACTERS_PER_WORD_ZH = 2;

/** How many words a text has; two Han characters count as one. */
export function wordCount(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = text.match(/[^\s\p{Script=Han}，。、：]+/gu)?.length ?? 0;
  return others + han / CHARACTERS_PER_WORD_ZH;
}
