/** Reads what stands within a line: bold, code, links, new lines. Whatever is none of these is text, as it was written. */
import type { Inline } from "./tree.ts";

/** Bold within a link within bold: deeper than anybody writes. */
const DEEPEST = 4;
/** Where an address is written out: up to white space, Han, or what cannot stand in one. */
const BARE =
  /^https:\/\/[^\s<>"`\\[\]{}|*\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、；：！？）（」』》]+/u;
const TRAILING = /[.,;:!?'")]+$/;
const LINK = /^\[((?:[^[\]\\]|\\.){0,1000})\]\(([^\s()]{1,2000})\)/s;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** In time proportional to the text. `links` false: within a link, since a link within a link would lead to two places. */
export function parseInline(text: string, depth = 0, links = true): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") found.push({ kind: "text", text: plain });
    plain = "";
  };
  const add = (inline: Inline) => {
    flush();
    found.push(inline);
  };
  // What was looked for in vain from here on is not there further on either.
  let lastStrong = Infinity;
  let lastTick = Infinity;
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? "";
    if (char === "\\" && PUNCTUATION.test(text[at + 1] ?? "")) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    if (char === "\n") {
      add({ kind: "break" });
      at += 1;
      continue;
    }
    if (char === "`" && at < lastTick) {
      const end = text.indexOf("`", at + 1);
      if (end === -1) lastTick = at;
      else if (end > at + 1) {
        add({ kind: "code", text: text.slice(at + 1, end) });
        at = end + 1;
        continue;
      }
    }
    if (char === "*" && text[at + 1] === "*" && depth < DEEPEST && at < lastStrong) {
      const end = closing(text, at + 2);
      if (end === -1) lastStrong = at;
      else if (end > at + 2) {
        add({ kind: "strong", children: parseInline(text.slice(at + 2, end), depth + 1, links) });
        at = end + 2;
        continue;
      }
    }
    if (char === "[" && links) {
      const link = linkAt(text, at, depth);
      if (link) {
        add(link.inline);
        at = link.end;
        continue;
      }
    }
    if (char === "h" && links && text.startsWith("https://", at)) {
      const written = BARE.exec(text.slice(at, at + 2_000))?.[0].replace(TRAILING, "") ?? "";
      const href = safeHref(written);
      if (href !== null) {
        add({ kind: "link", href, children: [{ kind: "text", text: written }] });
        at += written.length;
        continue;
      }
    }
    plain += char;
    at += 1;
  }
  flush();
  return found;
}

/** Where the bold that began before `from` ends; -1: it does not. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf("**", from); at !== -1; at = text.indexOf("**", at + 1))
    if (text[at - 1] !== "\\") return at;
  return -1;
}

function linkAt(text: string, at: number, depth: number): { inline: Inline; end: number } | null {
  const match = LINK.exec(text.slice(at, at + 3_100));
  const [whole, label = "", target = ""] = match ?? [];
  const href = safeHref(target);
  if (whole === undefined || href === null || label.trim() === "") return null;
  return { inline: { kind: "link", href, children: parseInline(label, depth + 1, false) }, end: at + whole.length };
}

/** An address that may be followed: `https:`, without a name or password in it, as browsers write it; or a path here. Null: none. */
function safeHref(written: string): string | null {
  if (/^\/(?![/\\])[^\s\\]*$/.test(written)) return written;
  if (!written.startsWith("https://") || !URL.canParse(written)) return null;
  const url = new URL(written);
  return url.protocol === "https:" && url.username === "" && url.password === "" && url.hostname.includes(".")
    ? url.href
    : null;
}
