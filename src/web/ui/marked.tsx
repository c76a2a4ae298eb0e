/** A text with the words marked that a search found in it; marks may reach beyond it. */
import type { Hit } from "../client/types.ts";

export function Marked({ text, marks }: Pick<Hit, "text" | "marks">) {
  const pieces: { text: string; start: number; marked: boolean }[] = [];
  let from = 0;
  for (const { start, end } of marks) {
    const [begin, stop] = [Math.max(start, from), Math.min(end, text.length)];
    if (stop <= begin) continue;
    pieces.push({ text: text.slice(from, begin), start: from, marked: false });
    pieces.push({ text: text.slice(begin, stop), start: begin, marked: true });
    from = stop;
  }
  pieces.push({ text: text.slice(from), start: from, marked: false });
  return pieces.map((piece) =>
    piece.marked ? <mark key={piece.start}>{piece.text}</mark> : <span key={`t${piece.start}`}>{piece.text}</span>,
  );
}

/** Marks of the whole text as places in a piece of it. */
export function marksFrom(marks: Hit["marks"], start: number): Hit["marks"] {
  return marks.map((mark) => ({ start: mark.start - start, end: mark.end - start }));
}
