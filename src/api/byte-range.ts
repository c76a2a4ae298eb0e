/** Serves a part of a file, which browsers ask for to play and seek in a video (RFC 9110 §14). */

export interface ByteRange {
  /** Both inclusive. */
  first: number;
  last: number;
}

/** The one range that a `Range` header asks for; null where the whole file answers it; `unsatisfiable` where it lies outside. */
export function parseRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | null {
  // Several ranges at once may be answered with the whole file.
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (!match || (from === "" && to === "")) return null;
  if (from === "")
    return to === "0" || size === 0 ? "unsatisfiable" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return null;
  return first >= size ? "unsatisfiable" : { first, last };
}

/** Passes on only the bytes of the range, and stops reading behind them. */
export function sliceStream(body: ReadableStream<Uint8Array>, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        const part = value.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
        at += value.length;
        if (part.length > 0) controller.enqueue(part);
        if (at > last) {
          controller.close();
          await reader.cancel();
          return;
        }
        if (part.length > 0) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
