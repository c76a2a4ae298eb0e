/** What kinds of secret people paste. */

/** `undecided`: 64 hex characters of which nothing around them says whether they are a key or the hash of a transaction. */
export const SECRET_KINDS = ["seedPhrase", "privateKey", "keystore", "card", "token", "undecided"] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** A half-open range of UTF-16 units. */
export interface FoundSecret {
  kind: SecretKind;
  start: number;
  end: number;
}

export function isSecretKind(text: string): text is SecretKind {
  return SECRET_KINDS.some((kind) => kind === text);
}
