/** Makes a user's words fit for a public page: nothing in them leads anywhere, whatever they are. Pure. */
import type { SiteLanguage } from "../../domain/publications.ts";
import { standInFor } from "../../domain/redaction/removals.ts";
import { maskWords } from "../mask.ts";
import type { Around } from "./around.ts";
import { findPersonal } from "./find.ts";

/** Which turn text around, hide in it, or act. Line breaks stay; so does what joins emoji. */
const ACTING = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const PILED = /(\p{M}{4})\p{M}+/gu;
const GAPS = /\n{3,}/g;

/**
 * Plain text without telephone numbers, foreign links, handles, e-mail and wallet addresses, hashes and order numbers; stand-ins in the page's language say what was there. The
 * brand's own hosts and handles stay, secrets are masked. Escaping is the page's.
 */
export function publicText(text: string, around: Around, language: SiteLanguage): string {
  const plain = text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(ACTING, "")
    .replace(PILED, "$1")
    .replace(GAPS, "\n\n")
    .trim();
  const masked = maskWords({ text: plain, spans: [] }, "leaveUndecided").text;
  let out = "";
  let from = 0;
  for (const { kind, start, end } of findPersonal(masked, around)) {
    out += masked.slice(from, start) + standInFor(kind, 1, language);
    from = end;
  }
  return out + masked.slice(from);
}
