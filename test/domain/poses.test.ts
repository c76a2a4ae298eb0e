/** Names that pose as the brand are seen through; names of ordinary people are left alone. */
import { expect, it } from "vitest";
import { posesAs, posesAsOffice } from "../../src/domain/poses.ts";

const brand = { name: "波宝 Bobo Wallet", handle: "bobowallet" };

it.each([
  ["Bobo Wallet Support", "help_desk"],
  ["Bоbо Wаllеt", "x1"],
  ["B0B0-WA11ET", "x2"],
  ["ＢｏｂｏＷａｌｌｅｔ", "x3"],
  ["b͙o͙b͙o wallet", "x4"],
  ["Lin", "bobowaIIet_"],
  ["波宝官方客服", "x5"],
  ["波\u200b宝", "x6"],
])("%s (@%s) poses as the brand", (name, handle) => expect(posesAs({ name, handle }, brand)).toBe(true));

it.each([
  ["林晓", "linxiao"],
  ["Bob", "bob_o"],
  ["Иван Петров", "ivan"],
  ["Wanda Lee", null],
  ["宝宝", "baobao"],
  ["Vera Wall", "bobby"],
])("%s is somebody", (name, handle) => expect(posesAs({ name, handle }, brand)).toBe(false));

it.each(["Official Support", "Admin | DM me", "0fficial help", "Ѕuрроrt desk", "在线客服 01", "官方小助手"])(
  "%s poses as somebody's team",
  (name) => expect(posesAsOffice(name)).toBe(true),
);

it.each(["Ann", "林晓", "Иван Петров", "Offa of Mercia"])("%s is of none", (name) =>
  expect(posesAsOffice(name)).toBe(false),
);
