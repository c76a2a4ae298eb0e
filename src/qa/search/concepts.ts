/** What people call the same thing, in both languages, with the slips they make: a question finds a page that says it otherwise. */
import { fold } from "../../store/search-words.ts";

/** Each line is one thing; Han as it stands in a sentence, Latin phrases between commas. */
const LINES = `
锁定,被锁,锁住,锁了,锁死,解锁,冻结,封号,被封,登不上,登不进,登录不,进不去,打不开账,限制登录,lock,unlock,lockout,locked out,frozen,freeze,suspend,blocked,disabled,banned,cant log in,cannot log in,unable to log in,cant sign in,cannot sign in
恢复,找回,取回,拿回,还原,recover,recovery,restore,get back,regain,retrieve
登录,登陆,登入,log in,login,sign in,signin
手机丢,丢手机,换手机,换了手机,新手机,换了新机,手机坏,手机被偷,换设备,lost phone,lost my phone,new phone,phone died,broken phone,phone stolen,changed phone,switch phone,new device
助记词,助计词,助记次,种子词,恢复词,备份词,十二个词,12个词,12个单词,私钥,seed phrase,seedphrase,seed,recovery phrase,secret phrase,mnemonic,12 words,twelve words,private key
密码,口令,password,passcode,pin,pwd,pw,passwd
没完成,未完成,待确认,确认中,未确认,没确认,打包中,转圈,卡住,卡了,卡着,卡在,处理中,没成功,失败,pending,stuck,unconfirmed,processing,not confirmed,incomplete,not complete,hasnt gone through,didnt go through,not gone through,hang,fail
没到账,未到账,不到账,没有到账,到账,还没到,没收到,没有收到,没到,收不到,迟迟不到,not received,not arrived,didnt arrive,never arrived,hasnt arrived,not arrive,not show,missing,didnt receive,never received,havent received
不见了,没了,少了,变成0,变0,归零,消失,gone,disappear,vanish,missing
转账,转帐,转币,汇款,转出,打币,打款,打钱,交易,transfer,transaction,tx,txn,txs,send,sent,payment
提币,提现,提笔,提出,withdraw,withdrawal,cash out
充值,充币,存入,入金,deposit,top up
手续费,矿工费,燃料费,网络费,油费,gas,gas fee,fee,fees
骗,诈骗,假冒,冒充,钓鱼,山寨,假客服,scam,scammer,fake,phish,impersonate,imposter,impostor,fraud
被盗,盗,偷,黑客,被人转走,被转走,stolen,stole,steal,hack,drain,theft
安全,保护,保障,防护,靠谱,防盗,safe,safety,security,secure,protect
隐私,个人信息,个人资料,泄露,泄漏,匿名,追踪,privacy,trace,personal data,personal information,personal info,track,anonymous,leak
客服,联系,人工,真人,热线,电话,工单,support,contact,customer service,human,real person,hotline,reach,ticket
兑换,闪兑,换币,换成,swap,exchange,convert,trade
转错,打错,选错,错链,填错,发错,写错,wrong network,wrong chain,wrong address,wrong coin
实名,身份认证,身份证,认证,kyc,identity,passport
余额,balance
更新,升级,新版,update,upgrade,new version
取消,撤销,撤回,退回,追回,cancel,reverse,revert,undo,refund
加速,提速,speed up,faster,accelerate
多久,多长时间,几天,几个小时,什么时候到,how long,how many days,how many hours
指纹,面容,人脸,刷脸,fingerprint,face id,faceid,touch id,biometric
验证码,二次验证,两步验证,谷歌验证,短信码,2fa,otp,authenticator,verification code,two factor,sms code
备份,backup,back up
注销,销户,删除账户,删号,删掉账户,delete my account,delete account,close account,close my account,deactivate
授权,approval,approve,allowance,revoke,permission
硬件钱包,冷钱包,hardware wallet,ledger,trezor,cold wallet
买币,购买,信用卡,银行卡,法币,buy,purchase,credit card,debit card,fiat
质押,理财,收益,利息,staking,stake,earn,yield,apy,reward
空投,airdrop
添加代币,代币不显示,不显示代币,自定义代币,custom token,add token,token not showing
通知,推送,提醒,notification,push,alert
换邮箱,改邮箱,邮箱,email,e-mail,mail
限额,额度,上限,limit,maximum,cap
语言,中文,英文,language
主题,深色,夜间,dark mode,theme
区块浏览器,哈希,交易号,hash,txid,explorer,etherscan
加载,闪退,崩溃,打不开,白屏,crash,not open,wont open,blank screen
`;

export interface Concept {
  name: string;
  /** Folded, as they are looked for in a text. */
  forms: string[];
}

export const CONCEPTS: Concept[] = LINES.trim()
  .split("\n")
  .map((line) => ({ name: line.slice(0, line.indexOf(",")), forms: line.split(",").map(fold) }));
