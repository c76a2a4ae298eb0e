/** Chinese questions that keep coming while the demo runs, and how people thank for an answer. */
import type { LaterQuestion } from "./scenario.ts";

const ask = (
  topic: LaterQuestion["topic"],
  where: LaterQuestion["where"],
  ...texts: [string, ...string[]]
): LaterQuestion => ({ topic, language: "zh", where, texts });

export const LATER_ZH: readonly LaterQuestion[] = [
  ask(
    "locked",
    "direct",
    "账户提示风控冻结，说是异地登录，我昨天确实出差去了{city}",
    "需要我提供什么证明？身份证可以吗",
  ),
  ask("locked", "direct", "登录一直转圈，最后报 {code}，重装过一次了还是一样"),
  ask("locked", "any", "换手机之后指纹失效了，只能输密码，可密码是两年前设的……", "客服在吗？排队多久了"),
  ask("locked", "direct", "绑定的邮箱被公司收回了，收不到确认信，能换绑吗？"),
  ask("locked", "any", "连续输错三次密码会怎样？我已经错了两次，不敢再试了"),
  ask("locked", "direct", "孩子拿手机乱按，把应用锁改了，现在打不开钱包"),
  ask("pending", "any", "转了 {usdt} USDT，{hours} 个小时还在“广播中”", "刚才看了一下浏览器，查不到这笔交易"),
  ask("pending", "any", "对方说没收到，我这边显示成功，到底信谁的？", "哈希是 {txid}，波场的"),
  ask("pending", "direct", "提币到波宝选错了链，{usdt} 个 USDT，能找回来吗", "地址没错，就是网络选成了 Polygon"),
  ask("pending", "any", "为什么我的交易一直显示“能量不足，等待中”，钱也没扣"),
  ask("pending", "direct", "兑换的时候卡住了，TRX 扣了，USDT 没到，已经 {hours} 小时"),
  ask("pending", "any", "交易被标了“失败”，但是手续费照样扣了 {trx} TRX，这合理吗？"),
  ask("pending", "any", "取消交易的按钮是灰的，怎么才能撤回一笔没确认的转账"),
  ask("pending", "direct", "我给自己的另一个钱包转了 {usdt} USDT，两边余额都不对"),
  ask("security", "any", "收到一条短信说波宝升级，让我点链接重新登录，是官方发的吗？"),
  ask(
    "security",
    "direct",
    "电话里的人能说出我的姓名和尾号，还说我账户涉嫌洗钱，他是不是骗子",
    "他让我把钱先转到“安全账户”",
  ),
  ask("security", "any", "应用商店搜“波宝”出来四个，哪个才是真的"),
  ask("security", "any", "怎么确认跟我说话的是不是你们官方账号？"),
  ask("security", "direct", "我在一个空投网站上点了授权，现在 USDT 会被转走吗", "授权的合约还能取消吗？求尽快"),
  ask("security", "any", "有人在评论区冒充你们发二维码，已经有人上当了，麻烦处理一下"),
  ask("security", "direct", "钱包里多出一笔 0.0001 USDT 的转入，地址和我常用的特别像，这是什么意思？"),
  ask("privacy", "any", "你们后台能看到我的余额和交易记录吗？"),
  ask("privacy", "direct", "我想注销，之前上传的证件照会不会一直留着"),
  ask("privacy", "any", "为什么打开行情页要定位权限"),
  ask("privacy", "any", "备份到云端的文件是加密的吗，密钥在谁手里"),
  ask("privacy", "direct", "能不能导出一份你们保存的关于我的资料"),
  ask("fees", "any", "手续费里的“矿工费”和“服务费”有什么区别"),
  ask("fees", "any", "周末转账是不是比工作日贵？今天转 {usdt} USDT 花了 {trx} TRX"),
  ask("fees", "any", "租能量和烧 TRX 哪个划算，有没有算好的表格？"),
  ask("fees", "direct", "大额转账有没有优惠，我每个月大概转三十几笔"),
  ask("thanks", "any", "新版速度快了好多，转账前能看到费用这点很好 👍"),
  ask("thanks", "any", "昨天半夜问的问题，十分钟就有人答了，给值班的同学点个赞"),
];

export const THANKS_ZH: readonly string[] = [
  "明白了，谢谢！",
  "好的，已经可以了，辛苦了",
  "原来是这样，谢谢解答",
  "按你说的试了，可以了！太感谢了",
  "收到，有问题我再来问",
  "谢谢，这下放心了",
  "解决了，回复很快，赞",
  "好嘞，谢谢客服 🙏",
];
