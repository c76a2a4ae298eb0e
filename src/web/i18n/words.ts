/** The type that keeps both languages complete: same keys, same arguments. */
import type { zh } from "./zh.ts";

/** The shape of a table of words, whatever the words. */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Widen<R>
    : { readonly [K in keyof T]: Widen<T[K]> };

export type Words = Widen<typeof zh>;
