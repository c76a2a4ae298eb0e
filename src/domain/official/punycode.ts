/** Reads hosts in punycode as people see them (RFC 3492). */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const MOST_LABEL = 63;

/** `xn--bbo-1na.example` as its letters; a label that does not decode stays as it is. */
export function readableHost(host: string): string {
  return host
    .split(".")
    .map((label) =>
      label.startsWith("xn--") && label.length <= MOST_LABEL ? (decode(label.slice(4)) ?? label) : label,
    )
    .join(".");
}

function decode(input: string): string | null {
  const dash = input.lastIndexOf("-");
  const out = dash > 0 ? Array.from(input.slice(0, dash), (char) => char.charCodeAt(0)) : [];
  let point = 128;
  let bias = 72;
  let at = 0;
  for (let next = dash + 1; next < input.length;) {
    const before = at;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(input.charCodeAt(next));
      if (digit === null || next >= input.length) return null;
      next += 1;
      at += digit * weight;
      const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = out.length + 1;
    bias = adapt(at - before, count, before === 0);
    point += Math.floor(at / count);
    at %= count;
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null;
    out.splice(at, 0, point);
    at += 1;
  }
  return String.fromCodePoint(...out);
}

function digitOf(code: number): number | null {
  if (code >= 48 && code <= 57) return code - 22;
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 65 && code <= 90 ? code - 65 : null;
}

function adapt(delta: number, count: number, first: boolean): number {
  let left = first ? Math.floor(delta / DAMP) : delta >> 1;
  left += Math.floor(left / count);
  let k = 0;
  for (; left > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) left = Math.floor(left / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW));
}
