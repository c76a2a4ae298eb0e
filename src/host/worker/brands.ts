/** Which hostname shows which brand. */
import { z } from "zod";

const Hostname = z.string().regex(/^[a-z0-9.:[\]-]+$/, "a hostname in lower case, without a port");
const BrandName = z.string().regex(/^[a-z0-9-]{1,60}$/, "lower case letters, digits and hyphens");
const Brands = z.record(Hostname, BrandName);

export type Brands = z.infer<typeof Brands>;

/** Throws ZodError or SyntaxError for a BRANDS variable that cannot be used. */
export function parseBrands(text: string): Brands {
  return Brands.parse(JSON.parse(text));
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
