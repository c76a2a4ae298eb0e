/** The buttons over the Markdown box, and which messages are chosen at first. */
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/domain/markdown/parse.ts";
import type { MessageItem } from "../../src/web/client/types.ts";
import { applyMark, type Mark } from "../../src/web/publish/edit-text.ts";
import { firstPick, isPickable } from "../../src/web/publish/pick.ts";
import { en } from "../../src/web/publish/words-en.ts";
import { zh } from "../../src/web/publish/words-zh.ts";

/** `[` and `]` stand around what is selected. */
function press(marked: string, mark: Mark): string {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const next = applyMark({ text: marked.replace(/[[\]]/g, ""), start, end }, mark, en.box.tableText);
  return `${next.text.slice(0, next.start)}[${next.text.slice(next.start, next.end)}]${next.text.slice(next.end)}`;
}

describe("the buttons", () => {
  it("put marks around what is selected, and take them off again", () => {
    expect(press("wait [ten] minutes", "bold")).toBe("wait **[ten]** minutes");
    expect(press("wait **[ten]** minutes", "bold")).toBe("wait [ten] minutes");
    expect(press("type []", "code")).toBe("type `[]`");
  });

  it("make a list of the lines, steps of a list, and lines of steps", () => {
    expect(press("a\n[b\nc]", "list")).toBe("a\n- b\n- c[]");
    expect(press("[- b\n\n- c]", "steps")).toBe("1. b\n\n2. c[]");
    expect(press("[1. b\n2. c]", "steps")).toBe("b\nc[]");
    expect(press("Ti[]tle", "heading")).toBe("## Title[]");
  });

  it("ask for the address of words, and for the words of an address", () => {
    const words = applyMark({ text: "see help", start: 4, end: 8 }, "link", "");
    expect(words.text).toBe("see [help](https://)");
    expect(words.text.slice(words.start, words.end)).toBe("https://");
    const address = applyMark({ text: "https://a.example", start: 0, end: 17 }, "link", "");
    expect(address).toEqual({ text: "[](https://a.example)", start: 1, end: 1 });
  });

  it.each([en, zh])("put a table that reads as one apart from the text", ({ box }) => {
    const { text } = applyMark({ text: "before after", start: 6, end: 6 }, "table", box.tableText);
    expect(parseMarkdown(text).map(({ kind }) => kind)).toEqual(["paragraph", "table", "paragraph"]);
  });
});

describe("choosing messages", () => {
  const said = (id: string, direction: MessageItem["direction"], more: Partial<MessageItem> = {}) =>
    ({ id, direction, text: "words", deletedAt: null, automatic: null, delivery: null, ...more }) as MessageItem;

  it("begins with the last answer and what was asked right before it", () => {
    const all = ["in", "out", "in", "in", "out", "out", "in"].map((way, n) =>
      said(`msg_${n}`, way === "in" ? "inbound" : "outbound"),
    );
    expect(firstPick(all)).toEqual(["msg_2", "msg_3", "msg_4", "msg_5"]);
    expect(firstPick(all.slice(0, 1))).toEqual([]);
  });

  it("offers what was really said by the person and by us", () => {
    expect(isPickable(said("msg_1", "inbound"))).toBe(true);
    for (const one of [
      said("msg_2", "note"),
      said("msg_3", "context"),
      said("msg_4", "outbound", { automatic: "safetyText" }),
      said("msg_5", "inbound", { deletedAt: "2026-11-22T10:00:00.000Z" }),
      said("msg_6", "inbound", { text: " " }),
    ])
      expect(isPickable(one)).toBe(false);
  });
});
