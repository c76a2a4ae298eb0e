/** The list of official contacts over the API: what is entered, and what lists itself. */
import { expect, it } from "vitest";
import { event } from "../../src/store/schema.ts";
import { checkContact, listedContacts } from "../../src/qa/official/listed.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const PATH = "/api/official-contacts";
const add = (desk: Desk, body: object, status = 201) => desk.send("POST", PATH, body, status);
const handles = (desk: Desk) => listedContacts(desk.store).map(({ kind, handle }) => `${kind} ${handle}`);

it("lists a connected account by itself, lets a lead say more of it, hide it, and leave it to itself again", async () => {
  const desk = openDesk();
  const own = (await desk.get(PATH)).items[0];
  expect(own).toMatchObject({ id: null, accountId: "acc_1", handle: "bobowallet", name: "波宝 Bobo Wallet" });
  const words = { name: "波宝", purposes: { zh: "公告与答疑", en: "News and answers" }, since: "2019-03" };
  const said = await add(desk, { accountId: "acc_1", ...words });
  expect(said).toMatchObject({ id: "ofc_1", handle: "bobowallet", ...words });
  expect((await desk.get(PATH)).items.filter((one: { kind: string; id: string | null }) => one.kind === "x")).toEqual([
    said,
  ]);
  expect(await add(desk, { accountId: "acc_1", name: "x" }, 409)).toMatchObject({ field: "accountId" });
  expect(await desk.send("PATCH", `${PATH}/ofc_1`, { handle: "other" }, 422)).toMatchObject({ field: "handle" });
  await desk.send("PATCH", `${PATH}/ofc_1`, { hidden: true }, 200);
  expect(handles(desk)).not.toContain("x bobowallet");
  expect(checkContact(desk.store, "x.com/bobowallet")?.kind).not.toBe("ours");
  await desk.send("DELETE", `${PATH}/ofc_1`, undefined, 200);
  expect(checkContact(desk.store, "x.com/bobowallet")).toMatchObject({
    kind: "ours",
    contacts: [{ name: "波宝 Bobo Wallet" }],
  });
});

it("brings what is entered into one form, with an address to open", async () => {
  const desk = openDesk();
  for (const [kind, handle, kept, url] of [
    ["x", "https://twitter.com/BoboWalletCN?s=20", "BoboWalletCN", "https://x.com/BoboWalletCN"],
    ["telegram", "@BoboNews", "BoboNews", "https://t.me/BoboNews"],
    [
      "discord",
      "https://discord.com/invite/bobo-example",
      "discord.gg/bobo-example",
      "https://discord.gg/bobo-example",
    ],
    ["website", "https://www.bobo.example/", "bobo.example", "https://bobo.example/"],
    ["website", "*.bobowallet.example", "*.bobowallet.example", "https://bobowallet.example/"],
    ["email", "mailto:help@bobo.example", "help@bobo.example", "mailto:help@bobo.example"],
    ["phone", "+86 400 123 4567", "+86 400 123 4567", "tel:+864001234567"],
    ["web-chat", "chat.bobo.example/start", "chat.bobo.example/start", "https://chat.bobo.example/start"],
  ])
    expect(await add(desk, { kind, handle, name: "波宝" })).toMatchObject({ handle: kept, url });
  for (const asked of ["t.me/bobonews", "help@bobo.example", "4001234567", "https://chat.bobo.example/start?x=1"])
    expect(checkContact(desk.store, asked)?.kind).toBe("ours");
});

it.each([
  [{ kind: "x", handle: "bobo wallet" }, "handle"],
  [{ kind: "telegram", handle: "https://x.com/BoboNews" }, "handle"],
  [{ kind: "email", handle: "bobo.example" }, "handle"],
  [{ kind: "phone", handle: "call us" }, "handle"],
  [{ kind: "website", handle: "bobo" }, "handle"],
  [{ kind: "website", handle: "https://bobo.example@evil.test" }, "handle"],
  [{ kind: "website", handle: "bobo.example", url: "javascript:alert(1)" }, "url"],
  [{ kind: "website", handle: "bobo.example", url: "https://evil.test/" }, "url"],
  [{ kind: "web-chat", handle: "*.bobo.example" }, "handle"],
  [{ kind: "x", handle: "BoboNews", since: "March 2019" }, "since"],
  [{ accountId: "acc_99" }, "accountId"],
])("refuses %j, naming the field", async (body, field) => {
  const desk = openDesk();
  expect(await add(desk, { name: "波宝", ...body }, 422)).toMatchObject({ field });
  expect((await desk.get(PATH)).items.filter((one: { kind: string; id: string | null }) => one.id !== null)).toEqual(
    [],
  );
});

it("refuses what is on the list, and remembers what was ours until it ended", async () => {
  const desk = openDesk();
  await add(desk, { kind: "x", handle: "BoboPayHK", name: "波宝香港" });
  expect(await add(desk, { kind: "x", handle: "@bobopayhk", name: "x" }, 409)).toMatchObject({ field: "handle" });
  await desk.send("PATCH", `${PATH}/ofc_1`, { ended: true }, 200);
  expect(handles(desk)).not.toContain("x BoboPayHK");
  expect(checkContact(desk.store, "x.com/BoboPayHK")?.kind).toBe("was-ours");
  await desk.send("PATCH", `${PATH}/ofc_1`, { ended: false, handle: "BoboHK" }, 200);
  expect(handles(desk)).toContain("x BoboHK");
  const changes = desk.store.db
    .select()
    .from(event)
    .all()
    .filter(({ type }) => type === "official-contact.changed");
  expect(changes.map(({ data }) => (JSON.parse(data) as { change: string }).change)).toEqual([
    "added",
    "ended",
    "resumed",
  ]);
});
