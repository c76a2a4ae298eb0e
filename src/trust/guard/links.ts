/** Finds what a reader could follow out of a reply — links, addresses, handles — and compares it with the brand's list. */
import { fold, type Folded, sourceSpan } from "./fold.ts";
import { ENDINGS } from "./hosts.ts";

export interface Way {
  kind: "link" | "email" | "handle" | "contact";
  /** Half-open UTF-16 range of the source. */
  start: number;
  end: number;
  /** What the list is asked for: `host/path`, the e-mail's host, or the handle in lower case without @. */
  target: string;
  /** As it is written, in lower case. */
  written: string;
}

const DOT = String.raw`(?:[.。]|\s?[\[({<]\s?(?:[.。]|dot|点)\s?[\])}>]\s?|\s+dot\s+)`;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?";
const HOST = `${LABEL}(?:${DOT}${LABEL})*${DOT}([a-z][a-z0-9-]{1,62})`;
const TAIL = String.raw`(?::\d+)?(?:[/?#][^\s\p{Script=Han}<>"]*)?`;
const SCHEME = /(?<![a-z0-9])(?:[a-z][a-z0-9+]{1,10}:[/\\]{2}|javascript:|data:text)[^\s<>"]*/gu;
const EMAIL = new RegExp(
  `(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}\\s?(?:@|[\\[(]at[\\])])\\s?(${HOST})(?![a-z0-9])`,
  "gu",
);
const BARE = new RegExp(`(?<![a-z0-9@._/-])(${HOST})(?![a-z0-9])(${TAIL})`, "gu");
const HAN_HOST = new RegExp(
  `(?<![\\p{Script=Han}a-z0-9-])[\\p{Script=Han}a-z0-9-]{0,63}\\p{Script=Han}${DOT}(com|net|org|cn|io|top|xyz|cc|vip|app|co|info|site|online|club)(?![a-z0-9])`,
  "gu",
);
const IP = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\/\S*/gu;
const HANDLE = /(?<![a-z0-9._@/%+*-])@([a-z0-9_]{3,32})(?![a-z0-9@])/gu;
const CONTACT =
  /(?:whatsapp|telegram|we ?chat|wx|微信|v信|电报|飞机|line|qq|signal|skype|viber|kakao)(?:客服|群|号|id|no\.?|number)?[\s:是为]{0,4}(\+?\d[\d\s()-]{4,18}\d|(?=[a-z0-9_-]*[\d_])[a-z][a-z0-9_-]{4,31})/gu;

/** Every way out of the text, in order; none overlaps another. */
export function waysOut(text: string): Way[] {
  const folded = fold(text);
  const ways: Way[] = [];
  const taken: { start: number; end: number }[] = [];
  const add = (kind: Way["kind"], start: number, end: number, target: string) => {
    if (taken.some((one) => start < one.end && one.start < end)) return;
    taken.push({ start, end });
    ways.push({ kind, target, written: folded.text.slice(start, end), ...sourceSpan(folded, start, end) });
  };
  const all = (pattern: RegExp) => folded.text.matchAll(pattern);
  for (const match of all(SCHEME)) {
    const { length, target } = followed(text, folded, match.index, match[0]);
    add("link", match.index, match.index + length, target);
  }
  for (const match of all(EMAIL)) add("email", match.index, end(match), hostOf(text, folded, match, match[1] ?? ""));
  for (const match of all(BARE)) {
    const [whole, host = "", ending = "", tail = ""] = match;
    if (!ENDINGS.has(ending) && !tail.startsWith("/")) continue;
    const path = tail.replace(/[.,;:!?)'\]]+$/, "");
    const length = whole.length - tail.length + path.length;
    add("link", match.index, match.index + length, hostOf(text, folded, match, host) + pathOf(path));
  }
  for (const match of all(HAN_HOST)) add("link", match.index, end(match), match[0].replace("。", "."));
  for (const match of all(IP)) add("link", match.index, end(match), match[0]);
  for (const match of all(CONTACT)) add("contact", end(match) - (match[1] ?? "").length, end(match), match[1] ?? "");
  for (const match of all(HANDLE)) add("handle", match.index, end(match), match[1] ?? "");
  return ways.sort((a, b) => a.start - b.start);
}

/** Whether the list has it. Entries: `host`, `*.host` (every name below it), `host/path` (that path and what is under it), `@handle`. */
export function isListed(way: Way, list: readonly string[]): boolean {
  if (way.kind === "handle" || way.kind === "contact") {
    const name = way.target.toLowerCase();
    return list.some((entry) => entry.toLowerCase() === `@${name}`);
  }
  const [host = "", ...rest] = way.target.split("/");
  const path = `/${rest.join("/")}`.toLowerCase();
  return list.some((raw) => {
    const entry = raw.toLowerCase();
    const slash = entry.indexOf("/");
    if (slash < 0) return hostFits(host, entry);
    if (way.kind === "email") return false;
    const under = entry.slice(slash).replace(/\/$/, "");
    return (
      hostFits(host, entry.slice(0, slash)) &&
      (path === under || path.startsWith(`${under}/`) || path.startsWith(`${under}?`))
    );
  });
}

function hostFits(host: string, entry: string): boolean {
  if (entry.startsWith("*.")) return host === entry.slice(2) || host.endsWith(entry.slice(1));
  return host === entry || host === `www.${entry}`;
}

const end = (match: RegExpExecArray | RegExpMatchArray) => (match.index ?? 0) + match[0].length;

/** The address as a browser would take it: from the source, since look-alike letters make another host. */
function followed(text: string, folded: Folded, at: number, match: string): { length: number; target: string } {
  // Chinese may follow without a space; only a host may itself be Chinese.
  const [, authority = "", path = ""] = /^([^/\\]*[/\\]{0,2}[^/?#\\]*)([^\p{Script=Han}]*)/u.exec(match) ?? [];
  const cut = path ? path.replace(/[.,;:!?)'\]]+$/, "") : "";
  let host = path ? authority : authority.replace(/[.,;:!?)'\]]+$/, "");
  const ascii = /^[^\p{Script=Han}]*\.[a-z]{2,}(?=[,;:)]?\p{Script=Han})/u.exec(host);
  if (ascii && !path) host = ascii[0];
  const length = host.length + cut.length;
  return { length, target: urlTarget(sourceOf(text, folded, at, at + length)) ?? match };
}

function urlTarget(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname, search } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return null;
  return `${host}${pathname}${search}`;
}

const pathOf = (path: string) => (path === "" ? "/" : path);

function hostOf(text: string, folded: Folded, match: RegExpExecArray | RegExpMatchArray, host: string): string {
  const at = (match.index ?? 0) + match[0].indexOf(host);
  const written = sourceOf(text, folded, at, at + host.length).replace(new RegExp(DOT, "giu"), ".");
  const url = `http://${written}/`;
  return URL.canParse(url) ? new URL(url).hostname : written;
}

function sourceOf(text: string, folded: Folded, start: number, end: number): string {
  const span = sourceSpan(folded, start, end);
  return text
    .slice(span.start, span.end)
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}
