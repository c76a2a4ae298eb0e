/** The Discord connector's pure parts: text, numbering, settings, what a message is to us. */
import { describe, expect, test } from "vitest";
import { type MessageContext, toSnapshot } from "../../connectors/discord/parse/message.ts";
import { ApiMessage } from "../../connectors/discord/parse/schemas.ts";
import { parseText } from "../../connectors/discord/parse/text.ts";
import { snowflakeAt, snowflakeTime } from "../../connectors/discord/ids.ts";
import { Sequence } from "../../connectors/discord/sequence.ts";
import { parseCredentials, parseSettings } from "../../connectors/discord/settings.ts";
import { SettingsError } from "../../connectors/errors.ts";

describe("text", () => {
  const lin = { id: "7", username: "lin", global_name: "Lin 林" };
  const parse = (content: string) =>
    parseText(content, { mentions: [lin], channel: (id) => (id === "9" ? "help" : null) });

  test("people, channels and emoji become words with spans", () => {
    const { text, spans } = parse("hi <@7> and <@!7>, see <#9> <:bobo:55> <@8>");
    expect(text).toBe("hi @Lin 林 and @Lin 林, see #help :bobo: <@8>");
    expect(spans.map((span) => [span.kind, text.slice(span.start, span.end), span.value])).toEqual([
      ["mention", "@Lin 林", "lin"],
      ["mention", "@Lin 林", "lin"],
      ["emoji", ":bobo:", "https://cdn.discordapp.com/emojis/55.webp"],
    ]);
  });

  test("nothing counts inside code; links lose their brackets", () => {
    const { text, spans } = parse("`<@7>` and ```js\nconst a = '<#9>'\n``` <https://bobo.example/a?b=1>");
    expect(text).toBe("<@7> and const a = '<#9>'\n https://bobo.example/a?b=1");
    expect(spans.map((span) => [span.kind, text.slice(span.start, span.end)])).toEqual([
      ["code", "<@7>"],
      ["code", "const a = '<#9>'\n"],
      ["link", "https://bobo.example/a?b=1"],
    ]);
  });
});

describe("numbering", () => {
  test("waits for holes, knows copies", () => {
    const sequence = new Sequence(4);
    expect([7, 5, 5, 4].map((number) => sequence.add(number))).toEqual([true, true, false, false]);
    expect(sequence.last).toBe(5);
    expect(sequence.add(6)).toBe(true);
    expect(sequence.last).toBe(7);
  });

  test("gives up a hole that stays open", () => {
    const sequence = new Sequence(0);
    for (let number = 2; number < 1_100; number += 1) sequence.add(number);
    expect(sequence.last).toBe(1_099);
  });

  test("ids bear their time", () => {
    const at = Date.UTC(2026, 10, 22, 8);
    expect(snowflakeTime(snowflakeAt(at))).toBe(at);
  });
});

describe("settings", () => {
  test("defaults, and errors that name the field", () => {
    expect(parseSettings({})).toEqual({ mode: "gateway", watch: [], team: [] });
    expect(() => parseSettings({ watch: ["#help"] })).toThrow(SettingsError);
    expect(() => parseSettings({ mode: "poll" })).toThrow("gateway");
  });

  test("a token with its prefix, and one that cannot be one", () => {
    expect(parseCredentials({ token: " Bot abc.def " })).toEqual({ app: { token: "abc.def" }, user: {} });
    expect(() => parseCredentials({ token: "令牌 secret" })).toThrow(SettingsError);
    expect(() => parseCredentials({})).toThrow("developer portal");
  });
});

describe("what a message is to us", () => {
  const user = (id: string, more: object = {}) => ({ id, username: `u${id}`, ...more });
  const context = (more: Partial<MessageContext> = {}): MessageContext => ({
    selfId: "1",
    ourRoles: ["50"],
    channel: { id: "9", type: 0, name: "general", recipients: [], available_tags: [] },
    guildId: "3",
    watch: [],
    isTeam: false,
    channelName: () => null,
    ...more,
  });
  const message = (more: object) =>
    ApiMessage.parse({
      id: "100",
      type: 0,
      channel_id: "9",
      author: user("7"),
      content: "words",
      timestamp: "2026-11-22T08:00:00Z",
      ...more,
    });

  test.each([
    ["talk in a plain channel", {}, {}, null],
    ["a mention", { mentions: [user("1")] }, {}, "inbound"],
    ["a mention of our role", { mention_roles: ["50"] }, {}, "inbound"],
    ["a reply to us", { type: 19, referenced_message: message({ author: user("1") }) }, {}, "inbound"],
    ["a mention by a program", { mentions: [user("1")], author: user("8", { bot: true }) }, {}, null],
    ["talk in a watched channel", {}, { watch: ["9"] }, "inbound"],
    ["a colleague's chatter", {}, { isTeam: true }, null],
    ["a colleague who names one person", { mentions: [user("6")] }, { isTeam: true }, "outbound"],
    ["ourselves", { author: user("1", { bot: true }) }, {}, "outbound"],
    ["a notice", { type: 7 }, { watch: ["9"] }, null],
  ] as const)("%s", (_name, fields, more, direction) => {
    expect(toSnapshot(message(fields), context(more))?.direction ?? null).toBe(direction);
  });

  test("threads bring everything, save what is blank", () => {
    const thread = { id: "9", type: 11, name: "Talk", parent_id: "2", recipients: [], available_tags: [] };
    expect(toSnapshot(message({}), context({ channel: thread }))?.direction).toBe("ambient");
    expect(toSnapshot(message({ content: "" }), context({ channel: thread }))).toBeNull();
    expect(toSnapshot(message({}), context({ channel: thread, watch: ["2"] }))?.direction).toBe("inbound");
  });

  test("our own words answer whom they reply to, else the only one they name, else nobody", () => {
    const self = { author: user("1", { bot: true }) };
    const person = (more: object) => toSnapshot(message({ ...self, ...more }), context())?.person?.id ?? null;
    expect(person({ referenced_message: message({ author: user("6") }), mentions: [user("5")] })).toBe("6");
    expect(person({ mentions: [user("5")] })).toBe("5");
    expect(person({ mentions: [user("5"), user("4")] })).toBeNull();
  });

  test("a forward has the words that it carries, an echo its key", () => {
    const forward = message({
      author: user("1", { bot: true }),
      content: "",
      nonce: "key-1",
      message_reference: { type: 1, message_id: "5", channel_id: "9" },
      message_snapshots: [{ message: { content: "carried" } }],
    });
    expect(toSnapshot(forward, context())).toMatchObject({ text: "carried", inReplyTo: null, key: "key-1" });
  });
});
