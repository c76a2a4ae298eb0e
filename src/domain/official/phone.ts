/** Reads telephone numbers as they are written, and compares them with and without country code. */
import { distance } from "./align.ts";

export interface Phone {
  digits: string;
  /** With a country code before it. */
  international: boolean;
}

const WRITTEN = /^(?:tel:)?\s*(?:\+|00)?[\d\s().\-–—/]{5,40}(?:[,;].*)?$/i;
const DIGITS = /^\d{5,16}$/;
/** Country codes have one to three digits. */
const MOST_CODE = 3;

/** Null where it is no telephone number. */
export function phoneIn(text: string): Phone | null {
  const bare = text.trim().replace(/^tel:/i, "");
  if (!WRITTEN.test(text.trim()) || /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/.test(bare)) return null;
  const international = /^[\s(]*(?:\+|00)/.test(bare);
  const digits = bare
    .replace(/[,;].*$/, "")
    // The trunk zero, which is left out from abroad.
    .replace(international ? /\(0\)/ : /$^/, "")
    .replace(/\D/g, "")
    .replace(international ? /^00/ : /$^/, "");
  return DIGITS.test(digits) ? { digits, international } : null;
}

/** Whether both are dialled to the same place; a number without country code is taken for one of the same country. */
export function samePhone(one: Phone, other: Phone): boolean {
  return forms(one, other).some(([a, b]) => a === b);
}

/** One digit off, two swapped, or ours with digits around it. */
export function nearPhone(theirs: Phone, ours: Phone): "letters" | "added" | null {
  for (const [a, b] of forms(theirs, ours)) {
    if (b.length >= 7 && distance(a, b, 1) === 1) return "letters";
    if (b.length >= 5 && a.length > b.length && a.length - b.length <= 4 && (a.startsWith(b) || a.endsWith(b)))
      return "added";
  }
  return null;
}

/** The pairs in which two numbers can be compared. */
function forms(one: Phone, other: Phone): [string, string][] {
  if (one.international === other.international) return [[one.digits, other.digits]];
  const national = (phone: Phone) => phone.digits.replace(/^0/, "");
  const tails = (phone: Phone) =>
    Array.from({ length: MOST_CODE }, (_, at) => phone.digits.slice(at + 1)).filter((tail) => tail.length >= 5);
  // Some leave out the plus of the country code.
  const bare: [string, string] = [one.digits, other.digits];
  const cut: [string, string][] = one.international
    ? tails(one).map((tail) => [tail, national(other)])
    : tails(other).map((tail) => [national(one), tail]);
  return [bare, ...cut];
}
