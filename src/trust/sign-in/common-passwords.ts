/** What guessers try first, in lower case, without the digits and signs that are put around it. */

const WORDS = `
password passwort passw0rd passwords mypassword newpassword password password letmein letmeinnow welcome welcomeback welcometo
changeme changethis changemenow secret secretpassword topsecret default administrator admin adminadmin superadmin superuser root
rootroot toor login signin user username guest test testing testtest tester demo support helpdesk customerservice service
iloveyou iloveu ilovegod iloveyousomuch lovelove loveyou forever friendship princess sunshine butterfly chocolate football
baseball basketball liverpool manchester arsenal chelsea barcelona realmadrid superman batman spiderman pokemon starwars
master dragon monkey shadow michael jessica jennifer jordan ashley charlie daniel matthew andrew anthony alexander christopher
qwerty qwertyui qwertyuiop qwertyqwerty qwertyuiopasdf asdfghjkl asdfasdf zxcvbnm zxcvbn qazwsx qazwsxedc qazwsxedcrfv abc abcd
abcdef abcdefgh abcdefghijkl abcabc aaa aaaaaa xxx computer internet samsung google facebook twitter telegram discord microsoft
windows iphone android apple whatever nothing trustno trustnoone nopassword hello helloworld hellohello goodmorning goodluck
correcthorsebatterystaple letsgo fuckyou fuckoff asshole summer winter spring autumn january february december monday friday
bitcoin ethereum crypto wallet mywallet metamask hodl satoshi satoshinakamoto blockchain tothemoon lambo binance coinbase bobo
bobowallet parley parleyparley company office business money moneymoney freedom peace jesus jesuschrist blessed angel angels
woaini woainima woaiwojia woaini woailaopo woailaogong nihao nihaoma mima wodemima zhanghao yonghu guanliyuan denglu zhongguo
beijing shanghai shenzhen guangzhou xiaoming wangwei zhangwei lihua fighting jiayou gongxi facai gongxifacai
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));
