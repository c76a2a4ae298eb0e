/** What somebody enters as an official contact, checked by its kind and brought into one form. */
import { readAddress } from "../../domain/official/address.ts";
import { phoneIn } from "../../domain/official/phone.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { ContactKind } from "../../domain/publications.ts";
import { pageOf } from "./listed.ts";

const HANDLES: Partial<Record<ContactKind, { fits: RegExp; like: string }>> = {
  x: { fits: /^\w{1,15}$/, like: "@bobowallet: letters, digits and underscores, 15 at most" },
  telegram: { fits: /^\w{4,32}$/, like: "@bobowallet: letters, digits and underscores, 4 to 32" },
  discord: { fits: /^[\w.]{2,32}$/, like: "discord.gg/bobowallet, or the name of an account" },
};
const SINCE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const invalid = (field: string, message: string) => new ProblemError("invalid", message, { field });

/** Handle and address of a contact. Throws ProblemError `invalid`, naming the field and what it takes. */
export function parseContact(
  kind: ContactKind,
  handle: string,
  url: string | null,
): { handle: string; url: string | null } {
  const given = handle.normalize("NFC").trim();
  switch (kind) {
    case "x":
    case "telegram":
    case "discord": {
      const address = readAddress(given);
      if (address?.kind === "invite" && address.site === "discord" && kind === "discord")
        return { handle: `discord.gg/${address.code}`, url: `https://discord.gg/${address.code}` };
      const bare = address?.kind === "account" && address.site === kind ? address.handle : given.replace(/^@/, "");
      const rule = HANDLES[kind];
      if (rule && !rule.fits.test(bare)) throw invalid("handle", `A handle like ${rule.like}.`);
      return { handle: bare, url: pageOf(kind, bare) };
    }
    case "email": {
      const address = readAddress(given);
      if (address?.kind !== "email") throw invalid("handle", "An e-mail address, like help@bobowallet.com.");
      return { handle: `${address.local}@${address.host}`, url: `mailto:${address.local}@${address.host}` };
    }
    case "phone": {
      const phone = phoneIn(given);
      if (!phone) throw invalid("handle", "A telephone number with its country code, like +86 400 123 4567.");
      return { handle: given.replace(/^tel:/i, ""), url: `tel:${phone.international ? "+" : ""}${phone.digits}` };
    }
    case "website":
    case "web-chat":
      return parseWeb(kind, given, url);
  }
}

function parseWeb(kind: "website" | "web-chat", given: string, url: string | null) {
  const address = readAddress(given);
  if (address?.kind !== "web" || address.user !== "" || /\s/.test(given))
    throw invalid("handle", "A host, like bobowallet.com, or *.bobowallet.com for everything under it.");
  const wild = address.host.startsWith("*.");
  const host = wild ? address.host.slice(2) : address.host;
  const handle = [address.host, ...address.path].join("/");
  const page = url ?? `https://${[host, ...address.path].join("/")}`;
  const parsed = URL.parse(page.trim());
  if (parsed?.protocol !== "https:" || parsed.username !== "")
    throw invalid("url", "An address that begins with https://.");
  const leadsTo = parsed.hostname.replace(/^www\./, "");
  if (leadsTo !== host && !(wild && leadsTo.endsWith(`.${host}`)))
    throw invalid("url", `It must lead to ${host}, which is what people are told.`);
  if (kind === "web-chat" && wild) throw invalid("handle", "A web chat is one page: give its host and path.");
  return { handle, url: parsed.href };
}

/** Throws ProblemError `invalid`. */
export function parseSince(since: string | null): string | null {
  if (since === null || since.trim() === "") return null;
  if (!SINCE.test(since.trim())) throw invalid("since", "A year, month or day, like 2019, 2019-03 or 2019-03-05.");
  return since.trim();
}
