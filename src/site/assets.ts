/** The files that pages load: stylesheet, brand colours, script and logo, each under an address that holds its hash. */
import { createHash } from "node:crypto";
import { Hono } from "hono";
import { html } from "hono/html";
import { logoPath, siteLogo } from "../qa/site-logo.ts";
import { type SiteSettings, siteSettings } from "../qa/site-settings.ts";
import { answer } from "./answer.ts";
import { OFFICIAL_STYLE } from "./official/style.ts";
import { SCRIPT } from "./script.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { SHELL_STYLE } from "./stylesheet.ts";
import type { SiteDeps, View } from "./view.ts";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

const STYLE = SHELL_STYLE + PAGE_STYLE + OFFICIAL_STYLE;
const STYLE_PATH = `/site/style-${hashOf(STYLE)}.css`;
const SCRIPT_PATH = `/site/site-${hashOf(SCRIPT)}.js`;

/** The brand's colours; null where it has set none. */
function brandStyle({ accent }: SiteSettings): string | null {
  if (accent === null) return null;
  // Words on the fill stand on the page's own colour elsewhere, so its contrast with the page serves for both.
  return `:root {
  --accent: light-dark(${accent.light}, ${accent.dark});
  --accent-fill: var(--accent);
  --on-accent: light-dark(#ffffff, #141a1c);
  --accent-tint: color-mix(in oklab, var(--accent) 9%, var(--surface));
  --accent-line: color-mix(in oklab, var(--accent) 35%, var(--surface));
}
`;
}

/** The mark as an icon; a letter in either theme of the browser. */
async function markIcon({ mark }: SiteSettings): Promise<string> {
  const drawn = await html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
    <rect width="24" height="24" rx="5" fill="#1c2225" />
    <text x="12" y="17" font-size="13" font-weight="600" text-anchor="middle" fill="#fdfefe" font-family="sans-serif">
      ${mark}
    </text>
  </svg>`;
  return drawn.toString();
}

const markPath = ({ mark }: SiteSettings) => `/site/mark-${hashOf(mark)}.svg`;

const brandPath = (style: string) => `/site/brand-${hashOf(style)}.css`;

/** Addresses of what a page links. */
export function assetPaths({ settings, logo }: View) {
  const brand = brandStyle(settings);
  return {
    styles: brand === null ? [STYLE_PATH] : [STYLE_PATH, brandPath(brand)],
    script: SCRIPT_PATH,
    logo: logo && logoPath(logo),
    icon: logo ? logoPath(logo) : markPath(settings),
  };
}

export function assetRoutes({ store }: SiteDeps) {
  return new Hono()
    .get(STYLE_PATH, (c) => answer(c, { type: "css", body: STYLE, keep: "good" }))
    .get(SCRIPT_PATH, (c) => answer(c, { type: "js", body: SCRIPT, keep: "good" }))
    .get("/site/:name", async (c, next) => {
      const settings = siteSettings(store);
      const brand = brandStyle(settings);
      if (brand !== null && brandPath(brand) === c.req.path)
        return answer(c, { type: "css", body: brand, keep: "good" });
      if (markPath(settings) === c.req.path)
        return answer(c, { type: "svg", body: await markIcon(settings), keep: "good" });
      const logo = siteLogo(store);
      if (logo === null || logoPath(logo) !== c.req.path) return next();
      const headers = { "content-type": logo.mime, "cache-control": "public, max-age=31536000, immutable" };
      return c.body(Buffer.from(logo.base64, "base64"), 200, headers);
    });
}
