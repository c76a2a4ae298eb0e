/** How accounts and invitations are written in links of the platforms. */

export type Site = "x" | "telegram" | "discord";

export type PlatformAddress =
  | { kind: "account"; site: Site; handle: string }
  | { kind: "invite"; site: "telegram" | "discord"; code: string }
  /** A number that the platform gave it. */
  | { kind: "id"; site: Site; id: string }
  /** A post: on X the number decides whose it is, whatever name stands before it. */
  | { kind: "post"; site: "x" };

const X_HOSTS = /^(?:(?:www|m|mobile)\.)?(?:x|twitter)\.com$/;
const TELEGRAM_HOSTS = /^(?:www\.)?(?:t\.me|telegram\.(?:me|dog))$/;
const TELEGRAM_NAME_HOST = /^([a-z0-9_-]{3,64})\.t\.me$/;
const TELEGRAM_WEB = /^web\.telegram\.org$/;
const DISCORD_HOSTS = /^(?:(?:www|ptb|canary)\.)?(?:discord|discordapp)\.com$/;
const DISCORD_INVITES = /^(?:www\.)?discord\.gg$/;
const MOST_HANDLE = 64;
/** First parts of paths on X that are no handles. */
const X_PAGES = /^(?:home|explore|search|hashtag|settings|messages|notifications|compose|login|tos|privacy|share|i)$/i;
const TELEGRAM_PAGES =
  /^(?:share|proxy|socks|addstickers|addemoji|addtheme|setlanguage|iv|login|confirmphone|bg|invoice|c|m)$/i;
const NUMBER = /^\d{3,24}$/;

/** The account that a link leads to; null: it is no link to one. */
export function accountIn(url: URL): PlatformAddress | null {
  const host = url.hostname.replace(/\.$/, "");
  if (url.username !== "" || url.password !== "") return null;
  if (url.protocol === "tg:") return telegramApp(url);
  if (url.protocol === "twitter:") return named("x", url.searchParams.get("screen_name"));
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const parts = url.pathname.split("/").filter(Boolean);
  if (X_HOSTS.test(host)) return onX(url, parts);
  if (TELEGRAM_HOSTS.test(host)) return onTelegram(parts);
  if (TELEGRAM_WEB.test(host)) return named("telegram", /^#\/?(?:im\?p=)?(@[\w]+)/.exec(url.hash)?.[1] ?? null);
  if (DISCORD_INVITES.test(host)) return invited(parts[0] === "invite" ? parts[1] : parts[0]);
  if (DISCORD_HOSTS.test(host)) return onDiscord(parts);
  const name = TELEGRAM_NAME_HOST.exec(host)?.[1];
  return name === undefined || name === "www" ? null : named("telegram", name);
}

function onX(url: URL, parts: string[]): PlatformAddress | null {
  const [first = "", second = "", third] = parts;
  if (first === "intent") {
    const id = url.searchParams.get("user_id");
    return (
      named("x", url.searchParams.get("screen_name")) ??
      (id !== null && NUMBER.test(id) ? { kind: "id", site: "x", id } : null)
    );
  }
  if (first === "i" && second === "user" && third !== undefined && NUMBER.test(third))
    return { kind: "id", site: "x", id: third };
  if (/^status(?:es)?$/.test(second) || (first === "i" && /\/status\//.test(url.pathname)))
    return { kind: "post", site: "x" };
  const to = url.searchParams.get("recipient_id");
  if (first === "messages" && to !== null && NUMBER.test(to)) return { kind: "id", site: "x", id: to };
  return X_PAGES.test(first) ? null : named("x", first);
}

function onTelegram(parts: string[]): PlatformAddress | null {
  const [first = "", second = ""] = parts;
  if (first.startsWith("+")) return { kind: "invite", site: "telegram", code: first.slice(1) };
  if (first === "joinchat" && second !== "") return { kind: "invite", site: "telegram", code: second };
  if (first === "s" && second !== "") return named("telegram", second);
  return TELEGRAM_PAGES.test(first) ? null : named("telegram", first);
}

function telegramApp(url: URL): PlatformAddress | null {
  const invite = url.searchParams.get("invite");
  if (invite !== null) return { kind: "invite", site: "telegram", code: invite };
  const id = url.searchParams.get("id");
  return (
    named("telegram", url.searchParams.get("domain")) ??
    (id !== null && NUMBER.test(id) ? { kind: "id", site: "telegram", id } : null)
  );
}

function onDiscord(parts: string[]): PlatformAddress | null {
  const [first = "", second = ""] = parts;
  if (first === "invite") return invited(second);
  return first === "users" && NUMBER.test(second) ? { kind: "id", site: "discord", id: second } : null;
}

function invited(code: string | undefined): PlatformAddress | null {
  return code === undefined || code === "" ? null : { kind: "invite", site: "discord", code: decode(code) };
}

function named(site: Site, text: string | null): PlatformAddress | null {
  if (text === null) return null;
  // Letters of other scripts are no handle there, and what gives an imitation away.
  const handle = decode(text).replace(/^@/, "").slice(0, MOST_HANDLE);
  return handle === "" ? null : { kind: "account", site, handle };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
