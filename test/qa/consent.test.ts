import { describe, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { message } from "../../src/store/schema.ts";
import { createSite } from "../../src/site/site.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { TEST_KEYS } from "../support/store.ts";

const SITE = "https://help.bobo.example";
const words = { title: "Is a late order lost?", question: "It takes days.", answer: "No, **never**." };

/** A draft of a private conversation, ready to be asked for. */
async function drafted() {
  const desk = openDesk();
  const { items: _, ...settings } = await desk.get("/api/settings/site");
  await desk.send("PUT", "/api/settings/site", { ...input(settings), origin: SITE }, 200);
  await desk.send("PUT", "/api/settings/publishing", { secondPerson: false }, 200);
  desk.write({ platform: "discord", kind: "direct", text: "My order is late, is it lost?" });
  const thread = { kind: "thread", form: "anonymous", conversationId: "cnv_1", questions: ["msg_1"] };
  await desk.send("POST", "/api/publications", thread, 201);
  await desk.send("PATCH", "/api/publications/pub_1", { edition: 1, ...words }, 200);
  const site = createSite({ store: desk.store, keys: TEST_KEYS, publicUrl: null, log: silentLog });
  return { desk, site };
}

/** As it is read, without what is not written. */
function input(settings: Record<string, unknown>): Record<string, unknown> {
  const { names, taglines, mark, accent, origin, defaultLanguage, promises } = settings;
  return { names, taglines, mark, accent, origin, defaultLanguage, promises };
}

/** Asks; gives the path of the link that the person got. */
async function ask(desk: Desk, edition = 2): Promise<string> {
  await desk.send("POST", "/api/publications/pub_1/ask-consent", { edition }, 200);
  const texts = desk.store.db
    .select({ text: message.text })
    .from(message)
    .all()
    .map(({ text }) => text);
  const path = texts
    .findLast((text) => text.includes("/consent/"))
    ?.match(/https:\/\/help\.bobo\.example(\/consent\/\S+)/)?.[1];
  if (path === undefined) throw new Error(`no link in ${texts.join(" | ")}`);
  return path;
}

type Site = Awaited<ReturnType<typeof drafted>>["site"];
const answer = (site: Site, path: string, said: string) =>
  site.request(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ answer: said }),
  });
const consentOf = async (desk: Desk) => (await desk.get("/api/publications/pub_1")).consent;

async function publish(desk: Desk) {
  const { edition } = await desk.get("/api/publications/pub_1");
  await desk.send("POST", "/api/publications/pub_1/submit", { edition }, 200);
  return desk.send("POST", "/api/publications/pub_1/publish", { edition: edition + 1 }, 200);
}

describe("consent", () => {
  it("asks by its own link also where the site has no address yet, and only by that", async () => {
    const { desk } = await drafted();
    const settings = await desk.get("/api/settings/site");
    await desk.send("PUT", "/api/settings/site", { ...input(settings), origin: null }, 200);
    await desk.send("POST", "/api/publications/pub_1/ask-consent", { edition: 2 }, 200);
    await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "See http://localhost/q/late" }, 202);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[1]).toMatchObject({ automatic: "consent", delivery: { state: "queued" } });
    expect(items[0].delivery).toMatchObject({ state: "held" });
  });

  it("is asked in the conversation by a fixed text, which leaves at once and is no answer of ours", async () => {
    const { desk } = await drafted();
    const path = await ask(desk);
    expect(path).toMatch(/^\/consent\/[\w-]{32}$/);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0].text).toContain(`${SITE}/consent/•`);
    // Whoever has the link answers for the person.
    const token = path.split("/").at(-1) ?? "";
    const found = await desk.get("/api/search?q=publish%20your%20question");
    expect(JSON.stringify(found)).toContain("your question");
    for (const seen of [items, found, await desk.get(`/api/search?q=${token}`)])
      expect(JSON.stringify(seen)).not.toContain(token);
    expect(items[0]).toMatchObject({ direction: "outbound", automatic: "consent", delivery: { state: "queued" } });
    expect((await desk.get("/api/conversations/cnv_1")).waitingSince).not.toBeNull();
    expect(await desk.get("/api/publications/pub_1")).toMatchObject({
      consent: "asked",
      consentRequest: { answeredAt: null },
    });
    expect(JSON.stringify(await desk.get("/api/audit"))).not.toContain(path);
  });

  it("is given on a page that shows what would be public, and taken back there at any time", async () => {
    const { desk, site } = await drafted();
    const path = await ask(desk);
    const page = await site.request(path);
    expect([page.status, page.headers.get("cache-control"), page.headers.get("x-robots-tag")]).toEqual([
      200,
      "no-store",
      "noindex",
    ]);
    const text = await page.text();
    expect(text).toContain(words.title);
    expect(text).toContain("<strong>never</strong>");
    expect(await consentOf(desk)).toBe("asked");
    expect((await answer(site, path, "give")).status).toBe(303);
    expect(await consentOf(desk)).toBe("given");
    expect(await publish(desk)).toMatchObject({ state: "published" });
    // Long after the link could be used to give it.
    desk.clock.advance(90 * 86_400_000);
    await answer(site, path, "withdraw");
    expect(await desk.get("/api/publications/pub_1")).toMatchObject({
      state: "withdrawn",
      withdrawnFor: "consent-withdrawn",
      consent: "withdrawn",
    });
    await answer(site, path, "give");
    expect(await consentOf(desk)).toBe("withdrawn");
    await desk.send("POST", "/api/publications/pub_1/reopen", undefined, 200);
    await expect(publish(desk)).rejects.toThrow("consent-missing");
    const { edition } = await desk.get("/api/publications/pub_1");
    await desk.send("POST", "/api/publications/pub_1/return", { edition, remark: "No consent" }, 200);
    const general = { edition: edition + 1, consent: "rewritten" };
    expect(await desk.send("PATCH", "/api/publications/pub_1", general, 409)).toMatchObject({ reason: "taken-back" });
    await desk.send("PATCH", "/api/publications/pub_1", { ...general, question: "How long may it take?" }, 200);
  });

  it("that is refused stays refused, until the question is rewritten", async () => {
    const { desk, site } = await drafted();
    const path = await ask(desk);
    await answer(site, path, "refuse");
    await answer(site, path, "give");
    const { edition, consent } = await desk.get("/api/publications/pub_1");
    expect(consent).toBe("refused");
    await desk.send("POST", "/api/publications/pub_1/ask-consent", { edition }, 409);
    await desk.send("PATCH", "/api/publications/pub_1", { edition, consent: "rewritten" }, 200);
    expect(await publish(desk)).toMatchObject({ state: "published" });
    await answer(site, path, "withdraw");
    expect(await desk.get("/api/publications/pub_1")).toMatchObject({ state: "published" });
  });

  it("is not given by an old link, nor by one that a newer one replaced, nor by a guess", async () => {
    const { desk, site } = await drafted();
    const first = await ask(desk);
    const second = await ask(desk, 3);
    expect((await site.request(first)).status).toBe(404);
    expect((await answer(site, first, "give")).status).toBe(404);
    expect((await answer(site, "/consent/guess", "give")).status).toBe(404);
    expect((await answer(site, second, "anything")).status).toBe(404);
    desk.clock.advance(31 * 86_400_000);
    await answer(site, second, "give");
    expect(await consentOf(desk)).toBe("asked");
  });

  it("is taken back for a translation too, wherever that points by now", async () => {
    const { desk, site } = await drafted();
    const path = await ask(desk);
    await answer(site, path, "give");
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: 4 }, 200);
    await desk.send("POST", "/api/publications/pub_1/translate", undefined, 201);
    const alone = {
      edition: 1,
      translationOf: null,
      title: "晚到的订单丢了吗？",
      question: "等了几天。",
      answer: "没有。",
    };
    await desk.send("PATCH", "/api/publications/pub_2", alone, 200);
    await desk.send("POST", "/api/publications/pub_2/submit", { edition: 2 }, 200);
    await desk.send("POST", "/api/publications/pub_2/publish", { edition: 3 }, 200);
    await answer(site, path, "withdraw");
    const pages = [await desk.get("/api/publications/pub_1"), await desk.get("/api/publications/pub_2")];
    expect(pages).toMatchObject([{ consent: "withdrawn" }, { state: "withdrawn", consent: "withdrawn" }]);
  });

  it("can be taken back by the same link when the draft that was asked for is gone and its translation is public", async () => {
    const { desk, site } = await drafted();
    const path = await ask(desk);
    await answer(site, path, "give");
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: 4 }, 200);
    await desk.send("POST", "/api/publications/pub_1/translate", undefined, 201);
    const words = { edition: 1, title: "晚到的订单丢了吗？", question: "等了几天。", answer: "没有。" };
    await desk.send("PATCH", "/api/publications/pub_2", words, 200);
    await desk.send("POST", "/api/publications/pub_2/submit", { edition: 2 }, 200);
    await desk.send("POST", "/api/publications/pub_2/publish", { edition: 3 }, 200);
    await desk.send("DELETE", "/api/publications/pub_1", undefined, 200);
    expect((await answer(site, path, "withdraw")).status).toBe(303);
    expect(await desk.get("/api/publications/pub_2")).toMatchObject({ state: "withdrawn", consent: "withdrawn" });
  });

  it("is not done without by whoever publishes: calling it a general question takes a second person", async () => {
    const { desk } = await drafted();
    await desk.send("PUT", "/api/settings/publishing", { secondPerson: true }, 200);
    const agent = { authorization: `Bearer ${desk.agentToken}` };
    await desk.send("PATCH", "/api/publications/pub_1", { edition: 2, answer: "No, never." }, 200, agent);
    await desk.send("PATCH", "/api/publications/pub_1", { edition: 3, consent: "rewritten" }, 200);
    await desk.send("POST", "/api/publications/pub_1/submit", { edition: 4 }, 200);
    const refusal = await desk.send("POST", "/api/publications/pub_1/publish", { edition: 5 }, 409);
    expect(refusal.reason).toBe("second-person");
  });

  it("is asked for words that are there, of somebody who was private", async () => {
    const { desk } = await drafted();
    await desk.send("PATCH", "/api/publications/pub_1", { edition: 2, answer: "" }, 200);
    const refusal = await desk.send("POST", "/api/publications/pub_1/ask-consent", { edition: 3 }, 409);
    expect(refusal.reason).toBe("unfinished");
    const faq = { kind: "faq", language: "en", title: "A b", answer: "C." };
    await desk.send("POST", "/api/publications", faq, 201);
    await desk.send("POST", "/api/publications/pub_2/ask-consent", { edition: 1 }, 409);
  });
});
