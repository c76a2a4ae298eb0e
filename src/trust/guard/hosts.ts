/** Hosts and endings of hosts, as data. */
import type { PlatformName } from "../../domain/platform.ts";

/** Block explorers that every brand may link to. */
export const EXPLORERS = [
  "etherscan.io",
  "*.etherscan.io",
  "bscscan.com",
  "polygonscan.com",
  "arbiscan.io",
  "basescan.org",
  "snowtrace.io",
  "ftmscan.com",
  "tronscan.org",
  "tronscan.io",
  "*.tronscan.org",
  "blockchain.com",
  "blockchair.com",
  "blockstream.info",
  "mempool.space",
  "btc.com",
  "solscan.io",
  "explorer.solana.com",
  "tonscan.org",
  "tonviewer.com",
  "suiscan.xyz",
  "xrpscan.com",
  "litecoinspace.org",
  "oklink.com",
  "blockexplorer.com",
] as const;

/** Where an account's address stands beside everybody else's: only the path makes it ours. */
export const SHARED_HOSTS: ReadonlySet<string> = new Set([
  "x.com",
  "twitter.com",
  "t.me",
  "telegram.me",
  "discord.com",
  "discord.gg",
  "bit.ly",
  "t.co",
]);

/** The pages of an account, by its handle and its id at the platform. */
export const OWN_PAGES: Record<PlatformName, readonly string[]> = {
  x: ["x.com/{handle}", "twitter.com/{handle}", "x.com/messages/compose?recipient_id={id}"],
  telegram: ["t.me/{handle}", "telegram.me/{handle}"],
  discord: ["discord.com/users/{id}"],
};

const COUNTRIES =
  "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";
const GENERIC =
  "com net org info biz edu gov int mil mobi name pro app dev page web site website online store shop xyz top club vip live life world today news blog link click help support tech technology digital network systems solutions services center agency company group team work works tools cloud host hosting space fun icu cyou sbs cfd bond lol wiki zone plus money finance financial fund cash credit bank capital exchange trade trading market markets investments crypto eth wallet bitcoin coin nft dao defi game games bet casino win loan gift gifts promo sale email chat social community foundation global international asia africa best red blue black pink one run rest monster quest buzz ltd llc inc win men date review stream download science party racing faith cricket accountant bid webcam rocks ninja guru expert academy school media studio design art photo video security protection safe claims reviews care doctor health legal law ink land house domains directory city cafe press report software codes computer systems engineering ooo";

/** Endings that make `name.ending` a link without a scheme. */
export const ENDINGS: ReadonlySet<string> = new Set(`${COUNTRIES} ${GENERIC}`.split(" "));
