/** Reads one pasted piece as what it is: an account on a platform, an invitation, a page, an e-mail address, a number, or a bare handle. */
import { accountIn, type PlatformAddress } from "./platforms.ts";
import { phoneIn, type Phone } from "./phone.ts";

export interface Web {
  kind: "web";
  /** As browsers resolve it, without `www.`; `*.` before it stands for everything under it. */
  host: string;
  /** As it was written, for a reader: full of letters that are not Latin, perhaps. */
  typed: string;
  /** Parts of the path, decoded. */
  path: string[];
  /** What stands before an `@` in the host's place, to mislead. */
  user: string;
}

export type Address =
  | PlatformAddress
  | Web
  | { kind: "handle"; handle: string }
  | { kind: "email"; local: string; host: string; typed: string }
  | ({ kind: "phone" } & Phone);

const SCHEME = /^([a-z][a-z0-9+.-]{1,20}):(?:\/\/)?/i;
const EMAIL = /^(?:mailto:)?([^\s@/]{1,64})@([^\s@/?]{1,253}\.[^\s@/?.]{2,63})(?:\?.*)?$/iu;
const HOST = /^[^\s/?#@:]+\.[^\s/?#@:.]{2,}\.?(?::\d{1,5})?(?:[/?#]|$)/u;
const MOST_PARTS = 4;

/** Null where it could be none of these. */
export function readAddress(piece: string): Address | null {
  const phone = phoneIn(piece);
  if (phone) return { kind: "phone", ...phone };
  const email = EMAIL.exec(piece);
  if (email?.[1] !== undefined && email[2] !== undefined && !email[1].includes(":")) {
    const host = hostOf(email[2]);
    return host === null ? null : { kind: "email", local: email[1], host, typed: email[2].toLowerCase() };
  }
  if (piece.startsWith("@") || !(SCHEME.test(piece) || HOST.test(piece) || piece.includes("/")))
    return { kind: "handle", handle: piece.replace(/^@+/, "") };
  const web = webIn(piece);
  if (!web) return { kind: "handle", handle: piece.replace(/^@+/, "") };
  return accountIn(web.url) ?? web.page;
}

function webIn(piece: string): { url: URL; page: Web } | null {
  // A scheme of an application (tg://…) has no host that browsers would resolve.
  const href =
    SCHEME.test(piece) && /^[a-z][a-z0-9+.-]*:\/\//i.test(piece) ? piece : `https://${piece.replace(SCHEME, "")}`;
  const wild = href.replace("://*.", "://");
  if (!URL.canParse(wild)) return null;
  const url = new URL(wild);
  const typed = /^[^:]+:[\\/]*(?:[^/?#]*@)?([^/?#:\\]*)/.exec(wild)?.[1]?.toLowerCase() ?? url.hostname;
  const host = bareHost(url.hostname);
  const path = url.pathname.split("/").filter(Boolean).slice(0, MOST_PARTS).map(decoded);
  const user = [url.username, url.password].filter(Boolean).map(decoded).join(":");
  return { url, page: { kind: "web", host: href === wild ? host : `*.${host}`, typed: bareHost(typed), path, user } };
}

function hostOf(text: string): string | null {
  const href = `https://${text}`;
  return URL.canParse(href) ? bareHost(new URL(href).hostname) : null;
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\./, "");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
