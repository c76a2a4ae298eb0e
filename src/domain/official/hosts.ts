/** Tells hosts that borrow the brand's from strangers', and finds its name elsewhere in a link. */
import type { Web } from "./address.ts";
import { likeness, type Likeness, read, type Read } from "./likeness.ts";
import { readableHost } from "./punycode.ts";

/** Where people have pages beside everybody else's: the first parts of the path name them. */
const SOCIAL =
  /^(?:[a-z]{1,3}\.)?(?:instagram|facebook|fb|weibo|youtube|tiktok|douyin|reddit|medium|linkedin|threads|xiaohongshu|github|line|whatsapp|warpcast|bilibili|zhihu|quora|pinterest|snapchat|vk|ok|linktr|wa|dsc)\.(?:com|net|me|ru|ee|gg|tv)$/;
/** Where each has a host of their own under one that is everybody's. */
const SHARED =
  /\.(?:github\.io|gitbook\.io|notion\.site|zendesk\.com|freshdesk\.com|intercom\.help|vercel\.app|netlify\.app|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|herokuapp\.com|blogspot\.com|wordpress\.com|wixsite\.com|webflow\.io|(?:co|com|net|org|gov|edu|ac|or|ne)\.[a-z]{2}|[^.]+)$/;

/** Of `help.bobo.co.uk` it is `bobo`: the label that was registered. */
export function mainLabel(host: string): string {
  return host.replace(SHARED, "").split(".").at(-1) ?? host;
}

export type HostLikeness = Exclude<Likeness, "same" | "added"> | "unlisted" | "other-host";

/** A host with what is asked of it each time, made once. */
export interface HostRead {
  host: string;
  whole: Read;
  labels: Read[];
  /** Of the label that was registered. */
  main: Read;
}

const MOST_LABELS = 4;

export function readHost(host: string): HostRead {
  const readable = readableHost(host);
  const labels = readable.replace(SHARED, "").split(".").slice(-MOST_LABELS).map(read);
  return { host: readable, whole: read(readable), labels, main: read(mainLabel(readable)) };
}

/** How somebody's host is like one of ours. */
export function hostLikeness(theirs: HostRead, ours: HostRead): HostLikeness | null {
  if (theirs.host === ours.host || theirs.host.endsWith(`.${ours.host}`)) return "unlisted";
  const whole = likeness(theirs.whole, ours.whole);
  if (whole === "invisible" || whole === "lookalike" || whole === "separators") return whole;
  if (ours.whole.looks.length >= 6 && theirs.whole.looks.includes(ours.whole.looks)) return "other-host";
  const label = labelLikeness(theirs, ours.main);
  return label === "same" || label === "added" ? "other-host" : label;
}

/** The most telling likeness of one of a host's labels to a name of ours. */
export function labelLikeness({ labels }: HostRead, mark: Read): Likeness | null {
  const found = labels.map((label) => likeness(label, mark)).filter((one) => one !== null);
  return found.find((one) => one === "same") ?? found[0] ?? null;
}

interface Carried {
  names: Read[];
  social: boolean;
  text: string;
}

/** The names that a page on somebody's host carries: in its path, or before an `@`. */
export function namesCarried(web: Web): Carried {
  const social = SOCIAL.test(web.host);
  const names = [...web.path.slice(0, social ? 2 : 3), ...web.user.split(":")].filter(Boolean);
  return { names: names.map((name) => read(name.replace(/^@/, ""))), social, text: names.join("/") };
}

/** Whether one of them is ours, or like ours where people have pages of their own. */
export function carries({ names, social }: Carried, mark: Read): boolean {
  return names.some((name) => {
    const how = likeness(name, mark);
    return how !== null && (social || how === "same" || how === "lookalike" || how === "invisible");
  });
}
