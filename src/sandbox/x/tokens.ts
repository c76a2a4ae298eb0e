/** OAuth 2.0 tokens: two-hour access tokens, refresh tokens that can be spent once, families that die of a second spending. */
import type { XBrand } from "./options.ts";

export const ACCESS_LIFE_MS = 2 * 3_600_000;

interface Family {
  userId: string;
  scopes: string[];
  revoked: boolean;
}

export class Tokens {
  readonly #access = new Map<string, { family: Family; expiresAt: number }>();
  readonly #refresh = new Map<string, { family: Family; spent: boolean }>();
  readonly #now: () => number;
  #made = 0;

  constructor(brands: XBrand[], now: () => number) {
    this.#now = now;
    for (const brand of brands) this.grant(brand);
  }

  /** A family whose first refresh token is known in advance. */
  grant(brand: XBrand): void {
    const family = { userId: brand.id, scopes: brand.scopes, revoked: false };
    this.#refresh.set(brand.refreshToken, { family, spent: false });
  }

  /** Null: not known, spent or revoked; spending twice revokes all tokens of the family. */
  spend(refreshToken: string): { access: string; refresh: string; scopes: string[] } | null {
    const row = this.#refresh.get(refreshToken);
    if (!row) return null;
    if (row.spent) row.family.revoked = true;
    if (row.family.revoked) return null;
    row.spent = true;
    this.#made += 1;
    const access = `SANDBOX-X-ACCESS2-${row.family.userId}-${this.#made}`;
    const refresh = `SANDBOX-X-REFRESH2-${row.family.userId}-${this.#made}`;
    this.#access.set(access, { family: row.family, expiresAt: this.#now() + ACCESS_LIFE_MS });
    this.#refresh.set(refresh, { family: row.family, spent: false });
    return { access, refresh, scopes: row.family.scopes };
  }

  check(accessToken: string): { userId: string; scopes: string[] } | null {
    const row = this.#access.get(accessToken);
    return row && !row.family.revoked && row.expiresAt > this.#now() ? row.family : null;
  }

  revoke(userId: string): void {
    for (const { family } of this.#refresh.values()) if (family.userId === userId) family.revoked = true;
  }
}
