import { describe, expect, it } from "vitest";
import { publicationDay } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";
import { addPage } from "../support/pages.ts";

function desk() {
  const opened = openDesk();
  const { store } = opened;
  const zh = addPage(store, {
    slug: "suoding",
    language: "zh",
    title: "账户被锁定，怎么恢复",
    answer: "**等 24 小时**，再[申诉](/faq/shensu)。",
  });
  const en = addPage(store, {
    slug: "locked",
    language: "en",
    title: "Recover a locked account",
    answer: "Wait 24 hours.",
    translationOf: zh,
  });
  const privacy = addPage(store, { slug: "privacy", language: "zh", title: "保护隐私", answer: "不收集身份信息。" });
  return { ...opened, zh, en, privacy };
}

describe("suggestions", () => {
  it("come in the person's language, as plain text with the page's address", async () => {
    const d = desk();
    const { zh, en } = d;
    d.write({ platform: "telegram", person: "lin", text: "账号被锁了，进不去" });
    d.write({ platform: "x", person: "ann", text: "hi, im locked out of my acount" });
    const [ann, lin] = (await d.get("/api/conversations")).items;
    const forLin = await d.get(`/api/conversations/${lin.id}/suggestions`);
    expect(forLin.items[0]).toMatchObject({
      kind: "faq",
      id: `pub_${zh}`,
      language: "zh",
      text: "等 24 小时，再申诉 (http://localhost/faq/shensu)。",
      url: "http://localhost/faq/suoding",
    });
    const forAnn = await d.get(`/api/conversations/${ann.id}/suggestions?limit=1`);
    expect(forAnn.items).toMatchObject([{ id: `pub_${en}`, language: "en" }]);
  });

  it("fall back to the other language, and take its translation where there is one", async () => {
    const d = desk();
    const { zh, privacy } = d;
    d.write({ person: "ann", text: "is my personal information tracked?" });
    d.write({ person: "lin", platform: "telegram", text: "我的 account 被 locked 了" });
    const [lin, ann] = (await d.get("/api/conversations")).items;
    expect((await d.get(`/api/conversations/${ann.id}/suggestions`)).items[0].id).toBe(`pub_${privacy}`);
    const ids = (await d.get(`/api/conversations/${lin.id}/suggestions`)).items.map((one: { id: string }) => one.id);
    expect(ids[0]).toBe(`pub_${zh}`);
  });

  it("hold canned answers that may be used there, filled", async () => {
    const d = desk();
    const texts = { en: "Hi {{name}}, tell us the network fee you saw.", zh: "{{name}}您好，手续费是多少？" };
    await d.send("POST", "/api/answers", { name: "fees", title: "Fees", texts, visibility: "direct" }, 201);
    d.write({ platform: "telegram", person: "lin", text: "手续费怎么这么贵" });
    d.write({ platform: "x", person: "ann", text: "why is the gas fee so high", kind: "public", placeId: "t" });
    const [ann, lin] = (await d.get("/api/conversations")).items;
    const [first] = (await d.get(`/api/conversations/${lin.id}/suggestions`)).items;
    expect(first).toMatchObject({
      kind: "answer",
      name: "fees",
      language: "zh",
      text: expect.stringContaining("您好"),
    });
    expect(first.text).not.toContain("{{name}}");
    expect((await d.get(`/api/conversations/${ann.id}/suggestions`)).items).toEqual([]);
  });

  it("look at what was said since our last answer, and say nothing where nothing fits", async () => {
    const d = desk();
    d.write({ text: "account locked" });
    d.write({ text: "we are on it", direction: "outbound" });
    d.write({ text: "thanks a lot!" });
    const [one] = (await d.get("/api/conversations")).items;
    expect((await d.get(`/api/conversations/${one.id}/suggestions`)).items).toEqual([]);
  });

  it("count that a page was used", async () => {
    const d = desk();
    const { store, zh } = d;
    await d.send("POST", `/api/publications/pub_${zh}/use`, undefined, 200);
    await d.send("POST", `/api/publications/pub_${zh}/use`, undefined, 200);
    expect(store.db.select().from(publicationDay).all()).toMatchObject([{ publicationId: zh, used: 2, views: 0 }]);
    await d.send("POST", "/api/publications/pub_99/use", undefined, 404);
  });
});
