/** Questions that people of the demo brand asked, rewritten so that nobody is in them, with the answers they got. */
import type { DemoPage } from "./page.ts";

export const THREADS_ZH: DemoPage[] = [
  {
    key: "pending",
    slug: "zhuanzhang-daiqueren",
    topic: "转账与收款",
    title: "转账显示“待确认”两小时，币还在吗？",
    appliesTo: "波宝 8.0 以上",
    question: "转了一笔 USDT，两个小时了还是“待确认”，币是不是没了？加过一次手续费，也没有动。",
    answer: `**币还在。待确认的转账没有离开您的钱包，它在排队等待打包，最后要么成功，要么作废退回，不会凭空消失。**

等得久，多半是提交时的手续费低于当前行情。可以这样处理：

1. 打开“资产 › 交易记录”，点开这笔转账，复制交易哈希，在区块浏览器里查看状态。
2. 显示“排队中”：点“加速”，把手续费调到“推荐”。旧交易随之作废，不会扣两次款。
3. 浏览器里查不到：交易没有广播成功。重新打开波宝，余额会自动恢复。

| 网络 | 平时 | 拥堵时 | 可加速 |
| --- | --- | --- | --- |
| TRON | 1 分钟 | 5 分钟 | 不需要 |
| Ethereum | 1 分钟 | 2 小时以上 | 可以 |
| Bitcoin | 10–60 分钟 | 24 小时以上 | 可以 |`,
    said: { helped: 128, unhelped: 8, same: 41, views: 2_310 },
  },
  {
    key: "energy",
    slug: "usdt-trx-nengliang",
    topic: "转账与收款",
    title: "转 USDT 为什么要扣 TRX？能量费怎么算",
    appliesTo: "TRON 网络",
    question: "每次转 USDT 都要扣十几个 TRX，有时候又只扣一点点，这是怎么算的？",
    answer: `**扣的不是我们的手续费，是 TRON 网络的能量费。** 转 USDT 要运行一次合约，合约要用能量；能量不够，就用 TRX 抵。

| 收款地址 | 需要的能量 | 没有能量时约扣 |
| --- | --- | --- |
| 已有 USDT | 约 65,000 | 13 TRX |
| 从没收过 USDT | 约 131,000 | 27 TRX |

想少付一些：

- 在“资产 › TRX › 资源”里质押 TRX 换取能量，质押的 TRX 随时可以取回，要等 14 天。
- 金额不大时，看看对方能不能收其他网络的 USDT。

确认页会在发出前写明这次要扣多少，以那里为准。`,
    said: { helped: 96, unhelped: 4, same: 30, views: 1_480 },
  },
  {
    key: "network",
    slug: "zhuancuo-wangluo",
    topic: "转账与收款",
    title: "转错网络，还能找回吗？",
    appliesTo: "所有版本",
    question: "从交易所提币的时候选错了网络，波宝里看不到，是不是找不回来了？",
    answer: `**多半能找回。地址没错、只是网络选错，资产就在同一个地址的另一条链上。**

1. 在“资产 › 管理网络”里打开您当时选的那条网络，例如 BSC 或 Polygon。
2. 再在“添加代币”里搜索这个币，余额会显示出来。
3. 要转回去，钱包里得有这条网络的主网币付手续费。

下面两种情况我们帮不上忙，请联系交易所：

- 转到的是**交易所**的地址，而它不支持这条网络。
- 当时要填标签（Memo），漏填或填错了。`,
    said: { helped: 61, unhelped: 9, same: 22, views: 940 },
  },
  {
    key: "e1043",
    slug: "e-1043",
    topic: "账户安全",
    title: "换了新手机，登录提示 E-1043，怎么办？",
    appliesTo: "波宝 8.0 以上",
    question: "换了新手机，登录的时候提示账户已锁定 E-1043。旧手机还在，要怎么解？",
    answer: `**E-1043 是新设备保护，不是您的账户出了问题。旧手机还在，一分钟就能解开。**

1. 在旧手机上打开波宝，进入“设置 › 安全 › 待处理”。
2. 核对时间和地点，点“是我”。
3. 回到新手机，重新登录。

旧手机也不在了，请看[账号被锁了，怎么恢复？](/faq/zhanghao-suoding)`,
    said: { helped: 74, unhelped: 7, same: 35, views: 1_120 },
  },
  {
    key: "fake",
    slug: "jia-kefu-sixin",
    topic: "账户安全",
    title: "收到“波宝客服”的私信，怎么分辨真假？",
    appliesTo: "",
    question: "发帖问了个问题，马上有一个头像和名字都一样的“客服”私信我，说要帮我处理。是真的吗？",
    answer: `**是假的。我们从不主动私信。** 您公开提问之后，先找上门的几乎都是骗子。

1. 不要回复，不要点它发来的链接。
2. 把它的账号贴到[官方账号页](/official)核对，逐个字符比对，一眼就能看出差在哪里。
3. 在平台上举报它。

如果已经把助记词告诉了对方：马上新建一个钱包，把资产全部转过去，旧的不要再用。越快越好。`,
    said: { helped: 203, unhelped: 4, same: 88, views: 3_650 },
  },
];

export const THREADS_EN: DemoPage[] = [
  {
    key: "pending",
    slug: "transfer-pending",
    topic: "Sending and receiving",
    title: "My transfer has been pending for two hours. Are my coins gone?",
    appliesTo: "Bobo Wallet 8.0 and later",
    question:
      "I sent some USDT and two hours later it still says pending. Is it gone? I raised the fee once and nothing moved.",
    answer: `**Your coins are safe. A pending transfer has not left your wallet: it is waiting to be written to the chain. It will either succeed or lapse; it cannot vanish.**

A long wait usually means that the fee was below the going rate when you sent it. What you can do:

1. Open Assets › Activity, choose the transfer, copy its hash and look it up in a block explorer.
2. If it is queued, choose Speed up and set the fee to Recommended. The old transfer lapses; you are not charged twice.
3. If the explorer does not know it, it was never broadcast. Reopen the app and the balance returns.

| Network | Usual | Busy | Speed up |
| --- | --- | --- | --- |
| TRON | 1 min | 5 min | not needed |
| Ethereum | 1 min | 2 h and more | yes |
| Bitcoin | 10–60 min | 24 h and more | yes |`,
    said: { helped: 57, unhelped: 5, same: 19, views: 1_030 },
  },
  {
    key: "approval",
    slug: "unlimited-approval",
    topic: "Account security",
    title: "A site asked for an unlimited approval. Is that dangerous?",
    appliesTo: "Bobo Wallet 8.0 and later",
    question:
      "I connected to a swap site and the wallet warned me in red about an unlimited approval. Should I accept it?",
    answer: `**It lets that site’s contract take as much of that token as you own, now and later. Accept it only for a contract you trust, and better not at all.**

1. On the confirmation choose Edit limit and enter just what you swap.
2. Already accepted? Open Settings › Security › Approvals, find the site and choose Revoke. That costs a small network fee.
3. If the token has left your wallet already, move what remains to a new wallet first, then revoke.

An approval is for one token on one network. Revoking it doesn’t touch your balance.`,
    said: { helped: 44, unhelped: 2, same: 12, views: 760 },
  },
  {
    key: "fake",
    slug: "message-from-bobo-support",
    topic: "Account security",
    title: "A message from “Bobo Support”: is it real?",
    appliesTo: "",
    question:
      "Right after I posted a question, an account with your name and picture messaged me and offered to fix it. Is that you?",
    answer: `**No. We never message first.** Whoever writes to you right after a public question is nearly always a scammer.

1. Don’t answer, and don’t follow its links.
2. Paste the account into the [official accounts page](/en/official). It compares letter by letter and shows where they differ.
3. Report it on the platform.

If you have told them your seed phrase: make a new wallet now, move everything there, and never use the old one again. Minutes matter.`,
    said: { helped: 89, unhelped: 3, same: 40, views: 1_890 },
  },
];
