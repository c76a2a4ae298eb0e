import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { openDesk } from "../support/desk.ts";

const desk = openDesk();
const document = await desk.get("/openapi.json");
const METHODS = ["get", "post", "patch", "delete", "put"];

describe("the OpenAPI document", () => {
  it("lists every route that is registered, and no other", () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
    );
    // Middlewares are listed under ALL with a star; the document's own routes describe themselves.
    const registered = desk.api.routes
      .filter((route) => METHODS.includes(route.method.toLowerCase()))
      .map((route) => `${route.method.toLowerCase()} ${route.path}`)
      .filter((route) => !["get /openapi.json", "get /docs", "get /docs/style.css"].includes(route));
    const webhooks = ["get /webhooks/:appId", "post /webhooks/:appId"];
    expect(desk.api.routes.some((route) => route.method === "ALL" && route.path === "/webhooks/:appId")).toBe(true);
    expect(new Set(documented)).toEqual(new Set([...registered, ...webhooks]));
    expect(documented.length).toBeGreaterThan(35);
  });

  it("has a summary, declared path parameters and resolvable references everywhere", () => {
    expect(document.openapi).toBe("3.1.0");
    for (const [path, methods] of Object.entries<
      Record<string, { summary?: string; parameters?: { name: string; in: string }[] }>
    >(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        expect(operation.summary, `${method} ${path}`).toBeTruthy();
        const declared = (operation.parameters ?? []).filter((one) => one.in === "path").map((one) => one.name);
        expect(declared, `${method} ${path}`).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
      }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? "");
  });

  it("has schemas that a validator takes, and that our own answers fit", async () => {
    const ajv = new Ajv2020({ strict: false, formats: { "date-time": true, binary: true } });
    ajv.addSchema(document, "document");
    const check = (name: string, value: unknown) => {
      const validate = ajv.getSchema(`document#/components/schemas/${name}`);
      expect(validate?.(value), `${name}: ${ajv.errorsText(validate?.errors)}`).toBe(true);
    };
    const names = Object.keys(document.components.schemas);
    expect(names.filter((name) => !ajv.getSchema(`document#/components/schemas/${name}`))).toEqual([]);
    desk.write({ person: "ann", text: "我的账户被锁定了" });
    await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "您好" }, 202);
    check("ConversationDetail", await desk.get("/api/conversations/cnv_1"));
    for (const item of (await desk.get("/api/conversations")).items) check("ConversationItem", item);
    for (const item of (await desk.get("/api/conversations/cnv_1/messages")).items) check("Message", item);
    for (const item of (await desk.get("/api/accounts")).items) check("Account", item);
    for (const item of (await desk.get("/api/search?q=账户")).items) check("SearchHit", item);
    check("Contact", await desk.get("/api/contacts/ctc_1"));
    check("Counts", await desk.get("/api/counts"));
    check("Problem", await desk.get("/api/conversations/cnv_99", 404));
  });

  it("can be read as a page, without a script or a network", async () => {
    const page = await (await desk.api.request("/docs")).text();
    expect(page).toContain("/api/conversations/{id}/replies");
    expect(page).not.toMatch(/<script|src=|https?:\/\/(?!.*schema)/);
  });
});
