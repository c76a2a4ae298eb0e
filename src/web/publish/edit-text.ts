/** What the buttons over a Markdown box do to its text: marks around what is selected, signs before its lines. Pure. */

/** A text with what is selected in it, in UTF-16 units. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

export type Mark = "bold" | "code" | "link" | "heading" | "list" | "steps" | "table";

const AROUND = { bold: "**", code: "`" } as const;
const BEFORE = {
  heading: () => "## ",
  list: () => "- ",
  steps: (line: number) => `${line + 1}. `,
} as const;
const SIGNS = /^(?:#{1,6} |[-*] |\d+\. )/;

/** The text after the button, with what should be selected then. Pressing again takes a mark off. */
export function applyMark(given: Selected, mark: Mark, table: string): Selected {
  switch (mark) {
    case "bold":
    case "code":
      return around(given, AROUND[mark]);
    case "link":
      return link(given);
    case "heading":
    case "list":
    case "steps":
      return before(given, BEFORE[mark]);
    case "table":
      return insertBlock(given, table);
  }
}

function around({ text, start, end }: Selected, sign: string): Selected {
  const chosen = text.slice(start, end);
  const outside = text.slice(start - sign.length, start) === sign && text.slice(end, end + sign.length) === sign;
  if (outside) {
    const next = text.slice(0, start - sign.length) + chosen + text.slice(end + sign.length);
    return { text: next, start: start - sign.length, end: end - sign.length };
  }
  const next = text.slice(0, start) + sign + chosen + sign + text.slice(end);
  return { text: next, start: start + sign.length, end: end + sign.length };
}

/** The address is selected, to be typed over; an address that was selected becomes the target. */
function link({ text, start, end }: Selected): Selected {
  const chosen = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const target = isAddress ? chosen : "https://";
  const made = `[${isAddress ? "" : chosen}](${target})`;
  const next = text.slice(0, start) + made + text.slice(end);
  if (isAddress || chosen === "") return { text: next, start: start + 1, end: start + 1 };
  const at = start + chosen.length + 3;
  return { text: next, start: at, end: at + target.length };
}

function before({ text, start, end }: Selected, signOf: (line: number) => string): Selected {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", end);
  const to = stop === -1 ? text.length : stop;
  const lines = text.slice(from, to).split("\n");
  const already = lines.every((line, n) => line.startsWith(signOf(n)));
  let count = 0;
  const changed = lines.map((line) => {
    const bare = line.replace(SIGNS, "");
    // Empty lines between several stay empty.
    if (already || (bare === "" && lines.length > 1)) return bare;
    return signOf(count++) + bare;
  });
  const made = changed.join("\n");
  return { text: text.slice(0, from) + made + text.slice(to), start: from + made.length, end: from + made.length };
}

function insertBlock({ text, start, end }: Selected, block: string): Selected {
  const head = text.slice(0, start).trimEnd();
  const tail = text.slice(end).trimStart();
  const lead = head === "" ? "" : `${head}\n\n`;
  const at = lead.length + block.length;
  return { text: lead + block + (tail === "" ? "\n" : `\n\n${tail}`), start: at, end: at };
}
