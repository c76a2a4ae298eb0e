/** What every page is made with: who the brand is, in which language, and under which address. */
import type { Context } from "hono";
import type { Log } from "../domain/log.ts";
import type { SiteLanguage } from "../domain/publications.ts";
import { type SiteLogo, siteLogo } from "../qa/site-logo.ts";
import { type SiteSettings, siteSettings } from "../qa/site-settings.ts";
import type { Store } from "../store/db.ts";
import type { PublicLimits } from "../trust/public-limits.ts";
import type { Keys } from "../trust/keys.ts";

export interface SiteDeps {
  store: Store;
  /** The address of the server from outside; null: as the request says. */
  publicUrl: string | null;
  /** Opens the key that signs the list of official accounts. */
  keys: Keys;
  log: Log;
  /** Where a request comes from, for bounding the counters and the search; absent: all are counted as one. */
  addressOf?(c: Context): string;
}

/** What `createSite` makes of them. */
export interface SiteParts extends SiteDeps {
  limits: PublicLimits;
}

export interface View {
  language: SiteLanguage;
  settings: SiteSettings;
  logo: SiteLogo | null;
  /** `https://help.bobo.example`, without a path. */
  origin: string;
}

export function viewOf({ store, publicUrl }: SiteDeps, c: Context, language?: SiteLanguage): View {
  const settings = siteSettings(store);
  return {
    language: language ?? settings.defaultLanguage,
    settings,
    logo: siteLogo(store),
    origin: settings.origin ?? new URL(publicUrl ?? c.req.url).origin,
  };
}

export const otherLanguage = (language: SiteLanguage): SiteLanguage => (language === "zh" ? "en" : "zh");

/** Where a page of lists stands in a language: `/q` in the site's own, `/en/q` in the other. `path` begins with a slash. */
export function indexPath({ settings }: Pick<View, "settings">, path: string, language: SiteLanguage): string {
  if (language === settings.defaultLanguage) return path;
  return path === "/" ? `/${language}` : `/${language}${path}`;
}

/** BCP 47, as the `lang` attribute takes it. */
export const HTML_LANG: Record<SiteLanguage, string> = { zh: "zh-CN", en: "en" };
