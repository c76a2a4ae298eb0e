/** Which hostname shows which brand. */
import { z } from "zod";

const Hostname = z.string().regex(/^[a-z0-9.:[\]-]+$/);
const BrandName = z.string().regex(/^[a-z0-9-]{1,60}$/);
const Brands = z.record(Hostname, BrandName);

export type Brands = z.infer<typeof Brands>;

/** The deployment gives something that cannot be used; `message` names it and says what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Throws SettingsError for a BRANDS variable that cannot be used. */
export function parseBrands(text: string | undefined): Brands {
  const parsed = Brands.safeParse(jsonOf(text ?? ""));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".");
  throw new SettingsError(
    `BRANDS is not usable${where ? ` at ${where}` : ""}. In wrangler.toml, give it as JSON from hostname (lower case, no port) to brand (a-z, 0-9, hyphens), such as '{"support.bobo.example": "bobo"}'.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function brandOfHost(brands: Brands, hostname: string): string | null {
  // An object's inherited names are no hosts.
  return Object.hasOwn(brands, hostname) ? (brands[hostname] ?? null) : null;
}

export function brandNames(brands: Brands): string[] {
  return [...new Set(Object.values(brands))];
}

/** Where platforms reach the brand, by the first hostname named for it; null where that is this machine alone. */
export function publicUrlOf(brands: Brands, brand: string): string | null {
  const host = Object.keys(brands).find((name) => brands[name] === brand && !LOOPBACK.test(name));
  return host === undefined ? null : `https://${host}`;
}

const LOOPBACK = /^(localhost|.*\.localhost|127\.0\.0\.1|\[::1\])$/;
