/** How the public site looks and calls itself: names, colours, address, first language, and what the brand promises. */
import { z } from "zod";
import { contrast, parseColour } from "../domain/contrast.ts";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { SITE_LANGUAGES } from "../domain/publications.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";

const Words = z.object({ zh: z.string(), en: z.string() });
const Stored = z.object({
  names: Words,
  taglines: Words,
  /** One or two characters that stand for the brand where there is no logo. */
  mark: z.string(),
  /** `#rrggbb` for either theme; null: ours. */
  accent: z.object({ light: z.string(), dark: z.string() }).nullable(),
  /** `https://help.bobo.example`, the one address that search engines are told; null: as the request says. */
  origin: z.string().nullable(),
  defaultLanguage: z.enum(SITE_LANGUAGES),
  promises: z.array(Words),
});
export type SiteSettings = z.infer<typeof Stored>;

const KEY = "site";
/** What the accent stands on, as the stylesheet has it. */
const SURFACE = { light: "#fdfefe", dark: "#141a1c" } as const;
const LEAST_CONTRAST = 4.5;
const MOST = { name: 40, tagline: 120, promise: 160, promises: 8 } as const;

export const DEFAULT_SITE: SiteSettings = {
  names: { zh: "波宝", en: "Bobo Wallet" },
  taglines: {
    zh: "常见问题和公开回答，都由官方团队审核。",
    en: "Answers from our team, reviewed before you read them.",
  },
  mark: "波",
  accent: null,
  origin: null,
  defaultLanguage: "zh",
  promises: [
    {
      zh: "我们永远不会要助记词、私钥或验证码。",
      en: "We never ask for a seed phrase, a private key or a code.",
    },
    { zh: "我们不会让您转账“验证钱包”。", en: "We never ask for a transfer to “verify” a wallet." },
    { zh: "我们只在您先开口的地方回复。", en: "We reply only where you wrote first." },
  ],
};

/** What a lead has set, else the example brand's. */
export function siteSettings(store: Store): SiteSettings {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Stored.parse(JSON.parse(row.value)) : DEFAULT_SITE;
}

/** Throws ProblemError `forbidden`, or `invalid` naming the field and what it takes. */
export function setSiteSettings(ctx: Context, input: SiteSettings): SiteSettings {
  demand(ctx, "settings.change");
  const next: SiteSettings = {
    names: words(input.names, "names", MOST.name),
    taglines: words(input.taglines, "taglines", MOST.tagline, { mayBeEmpty: true }),
    mark: checkedMark(input.mark),
    accent: input.accent && {
      light: checkedColour(input.accent.light, "light"),
      dark: checkedColour(input.accent.dark, "dark"),
    },
    origin: input.origin === null ? null : checkedOrigin(input.origin),
    defaultLanguage: input.defaultLanguage,
    promises: input.promises.map((promise, index) => words(promise, `promises.${index}`, MOST.promise)),
  };
  if (next.promises.length > MOST.promises) throw invalid("promises", `At most ${MOST.promises} promises.`);
  ctx.store.transaction((now) => {
    const value = JSON.stringify(next);
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, { type: "settings.changed", data: { setting: KEY } });
  });
  return next;
}

const invalid = (field: string, message: string) => new ProblemError("invalid", message, { field });

function words(
  given: z.infer<typeof Words>,
  field: string,
  most: number,
  { mayBeEmpty = false } = {},
): z.infer<typeof Words> {
  const checked = (language: "zh" | "en") => {
    const text = given[language].normalize("NFC").replaceAll(/\s+/g, " ").trim();
    if (text.length > most) throw invalid(`${field}.${language}`, `At most ${most} characters.`);
    if (text === "" && !mayBeEmpty)
      throw invalid(`${field}.${language}`, "Write it in this language too: the site has both.");
    return text;
  };
  return { zh: checked("zh"), en: checked("en") };
}

function checkedMark(given: string): string {
  const mark = given.normalize("NFC").trim();
  const length = Array.from(mark).length;
  if (length < 1 || length > 2) throw invalid("mark", "One or two characters, like 波 or Bo.");
  return mark;
}

function checkedColour(given: string, theme: "light" | "dark"): string {
  const colour = parseColour(given);
  const field = `accent.${theme}`;
  if (colour === null) throw invalid(field, "A colour as #rrggbb, like #00606a.");
  const ratio = contrast(colour, SURFACE[theme]);
  if (ratio < LEAST_CONTRAST)
    throw invalid(
      field,
      `Links in this colour would be hard to read: their contrast with the ${theme} page is ${ratio.toFixed(1)}, and ${LEAST_CONTRAST} is the least. Take a ${theme === "light" ? "darker" : "lighter"} one.`,
    );
  return colour;
}

function checkedOrigin(given: string): string {
  const url = URL.parse(given.trim());
  const isLocal = url?.hostname === "127.0.0.1" || url?.hostname === "localhost";
  if (url === null || !(url.protocol === "https:" || (isLocal && url.protocol === "http:")) || url.username !== "")
    throw invalid("origin", "An address that begins with https://, like https://help.bobowallet.com.");
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw invalid("origin", "The host only, without a path: the site's pages stand at its root.");
  return url.origin;
}
