/** The brand's logo on the public site: a small picture, kept beside the settings so that it moves with them. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { sniffType, SNIFFED_BYTES } from "../domain/file-type.ts";
import { demand } from "../domain/permissions.ts";
import { cleanPicture } from "../domain/picture/clean.ts";
import { DamagedPicture } from "../domain/picture/bytes.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";

const Stored = z.object({
  mime: z.enum(["image/png", "image/webp", "image/jpeg"]),
  hash: z.string(),
  base64: z.string(),
});
export type SiteLogo = z.infer<typeof Stored>;

export const MOST_LOGO_BYTES = 100_000;
const KEY = "site-logo";

const EXTENSIONS = { "image/png": "png", "image/webp": "webp", "image/jpeg": "jpg" } as const;

/** Where the site serves it; another picture has another address. */
export function logoPath({ mime, hash }: SiteLogo): string {
  return `/site/logo-${hash}.${EXTENSIONS[mime]}`;
}

/** Null where the brand's mark stands for it. */
export function siteLogo(store: Store): SiteLogo | null {
  const row = store.q.metaByKey.get({ key: KEY });
  return row && row.value !== "" ? Stored.parse(JSON.parse(row.value)) : null;
}

/** `base64`: a PNG, WebP or JPEG picture; null takes the logo away. Throws ProblemError `forbidden`, or `invalid` for anything else. */
export function setSiteLogo(ctx: Context, base64: string | null): void {
  demand(ctx, "settings.change");
  const value = base64 === null ? "" : JSON.stringify(checked(base64));
  ctx.store.transaction((now) => {
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, { type: "settings.changed", data: { setting: KEY } });
  });
}

function checked(base64: string): SiteLogo {
  const invalid = (message: string) => new ProblemError("invalid", message, { field: "picture" });
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > MOST_LOGO_BYTES)
    throw invalid(`At most ${MOST_LOGO_BYTES / 1000} kB: a logo is shown 24 px high.`);
  const mime = Stored.shape.mime.safeParse(sniffType(bytes.subarray(0, SNIFFED_BYTES)));
  if (!mime.success) throw invalid("A PNG, WebP or JPEG picture. An SVG can hold script: export it as PNG.");
  const clean = Buffer.concat(cleaned(mime.data, bytes, invalid));
  const hash = createHash("sha256").update(clean).digest("hex").slice(0, 16);
  return { mime: mime.data, hash, base64: clean.toString("base64") };
}

function cleaned(mime: string, bytes: Uint8Array, invalid: (message: string) => ProblemError): Uint8Array[] {
  try {
    return cleanPicture(mime, bytes) ?? [bytes];
  } catch (error) {
    if (error instanceof DamagedPicture) throw invalid("This picture is damaged. Export it again.");
    throw error;
  }
}
