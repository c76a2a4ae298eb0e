/** How the public site looks, what it calls the brand, and what the brand promises there. */
import { createRoute, z } from "@hono/zod-openapi";
import { SITE_LANGUAGES } from "../../domain/publications.ts";
import { logoPath, setSiteLogo, siteLogo } from "../../qa/site-logo.ts";
import { setSiteSettings, siteSettings } from "../../qa/site-settings.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { deskOf, json, jsonBody, newRouter, problems } from "../router.ts";

const Words = z.strictObject({ zh: z.string().max(500), en: z.string().max(500) });
const fields = {
  names: Words.openapi({ description: "What the brand calls itself in either language" }),
  taglines: Words.openapi({ description: "One line under the name on the first page; may be empty" }),
  mark: z.string().max(20).openapi({ description: "One or two characters, shown where there is no logo" }),
  accent: z
    .strictObject({ light: z.string().max(20), dark: z.string().max(20) })
    .nullable()
    .openapi({ description: "`#rrggbb` for either theme, readable on it (contrast 4.5); null: the product's own" }),
  origin: z.string().max(200).nullable().openapi({
    description: "The one address that search engines are told; null: the public address of the server",
  }),
  defaultLanguage: z.enum(SITE_LANGUAGES).openapi({ description: "Of `/`, `/q`, `/faq` and `/official`" }),
  promises: z.array(Words).max(50).openapi({ description: "What the brand never does, shown beside its accounts" }),
};
const Input = z.strictObject(fields).openapi("SiteSettingsInput");
const View = z
  .object({
    ...fields,
    logo: z.string().nullable().openapi({ description: "Path of the picture; null: the mark stands for it" }),
  })
  .openapi("SiteSettings");
const Logo = z
  .strictObject({
    picture: z
      .base64()
      .max(140_000)
      .nullable()
      .openapi({ description: "PNG, WebP or JPEG, 100 kB at most; null: none" }),
  })
  .openapi("SiteLogoInput");

const read = createRoute({
  method: "get",
  path: "/api/settings/site",
  summary: "How the public site looks and calls itself",
  ...needs("account.read"),
  responses: { 200: json(View, "The settings"), ...problems },
});
const write = createRoute({
  method: "put",
  path: "/api/settings/site",
  summary: "Sets how the public site looks and calls itself; colours must be readable",
  ...needs("settings.change"),
  request: { body: jsonBody(Input) },
  responses: { 200: json(View, "As it is now"), ...problems },
});
const writeLogo = createRoute({
  method: "put",
  path: "/api/settings/site/logo",
  summary: "Sets or takes away the picture beside the brand's name",
  ...needs("settings.change"),
  request: { body: jsonBody(Logo) },
  responses: { 200: json(View, "As it is now"), ...problems },
});

export function siteSettingsRoutes(deps: ApiDeps) {
  const view = () => {
    const logo = siteLogo(deps.store);
    return { ...siteSettings(deps.store), logo: logo && logoPath(logo) };
  };
  return newRouter()
    .openapi(read, (c) => c.json(view(), 200))
    .openapi(write, (c) => {
      setSiteSettings(deskOf(deps, c), c.req.valid("json"));
      return c.json(view(), 200);
    })
    .openapi(writeLogo, (c) => {
      setSiteLogo(deskOf(deps, c), c.req.valid("json").picture);
      return c.json(view(), 200);
    });
}
