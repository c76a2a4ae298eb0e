/** Requests made from the OpenAPI document: what it allows, and what it does not. */
import fc from "fast-check";
import { z } from "zod";

const Schema: z.ZodType<SchemaNode> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
    allOf: z.array(Schema).optional(),
    properties: z.record(z.string(), Schema).optional(),
    items: Schema.optional(),
  }),
);
interface SchemaNode {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  anyOf?: SchemaNode[] | undefined;
  oneOf?: SchemaNode[] | undefined;
  allOf?: SchemaNode[] | undefined;
  properties?: Record<string, SchemaNode> | undefined;
  items?: SchemaNode | undefined;
}
const Operation = z.looseObject({
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string(), schema: Schema.optional() })).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: Schema.optional() })) })
    .optional(),
});
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), Schema).default({}) }),
});

export interface FuzzRoute {
  method: string;
  path: string;
  parameters: z.infer<typeof Operation>["parameters"];
  /** Null where it takes no JSON. */
  body: SchemaNode | null;
  schemas: Record<string, SchemaNode>;
}

/** `document` is what `/openapi.json` gives. */
export function fuzzRoutes(document: unknown): FuzzRoute[] {
  const { paths, components } = Document.parse(document);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => {
      const { parameters, requestBody } = Operation.parse(raw);
      const body = requestBody?.content["application/json"]?.schema ?? null;
      return { method: method.toUpperCase(), path, parameters, body, schemas: components.schemas };
    }),
  );
}

export interface FuzzRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | null;
}

const NASTY = [
  "",
  " ",
  "\0",
  "\ud800",
  "‮gnp.exe",
  "'; drop table message; --",
  '" OR body:*',
  "%",
  "../../etc/passwd",
  "{{7*7}}",
  "=1+1",
  "\u001b[31m",
  "__proto__",
  "2026-13-45T99:99:99Z",
  "9007199254740993",
  "-1",
  "1e400",
  "a".repeat(5_000),
  "z̷̢̛͇".repeat(500),
  "👩‍👩‍👧‍👦",
];
const KINDS = "cnv msg acc ctc idn dlv job upl med key agt whk lnk app ses tok inv per".split(" ");
const ids = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...KINDS), fc.integer({ min: 1, max: 4 })).map((it) => it.join("_")),
  },
  { weight: 1, arbitrary: fc.constantFrom("cnv_0", "cnv_-1", "cnv_99999999999999999999", "cnv_1e3", "cnv_01", "msg_") },
);
const strings = fc.oneof(
  { weight: 3, arbitrary: ids },
  { weight: 2, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom("2026-10-01T00:00:00Z", "x", "agent", "closed", "https://127.0.0.1/") },
);
const numbers = fc.oneof(
  fc.integer({ min: -2, max: 200 }),
  fc.constantFrom(0, -0, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308),
);
const anything = fc.jsonValue({ maxDepth: 3 });
/** Deeper than any reader should follow by calling itself. */
const deep = fc.constantFrom('{"a":', "[").map((open) => open.repeat(20_000));

function valueOf(schema: SchemaNode, schemas: Record<string, SchemaNode>, depth: number): fc.Arbitrary<unknown> {
  if (depth > 5) return fc.constant(null);
  const inner = (node: SchemaNode) => valueOf(node, schemas, depth + 1);
  const meant = (): fc.Arbitrary<unknown> => {
    if (schema.$ref !== undefined) return inner(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return fc.oneof(...choices.map(inner));
    if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts) as object);
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === "string") return strings;
    if (type === "integer" || type === "number") return numbers;
    if (type === "boolean") return fc.boolean();
    if (type === "array") return fc.array(inner(schema.items ?? {}), { maxLength: 3 });
    if (!schema.properties) return anything;
    const fields = Object.fromEntries(Object.entries(schema.properties).map(([name, node]) => [name, inner(node)]));
    return fc.record(fields, { requiredKeys: [] });
  };
  return fc.oneof(
    { weight: 12, arbitrary: meant() },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: strings },
  );
}

/** To a route: each part as meant, or not. */
export function requestsTo(route: FuzzRoute): fc.Arbitrary<FuzzRequest> {
  const query = route.parameters.filter((one) => one.in === "query");
  const headers = route.parameters.filter((one) => one.in === "header");
  const shown = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  const text = (value: unknown) => shown(value).toWellFormed();
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const valid = route.body === null ? anything.map(json) : valueOf(route.body, route.schemas, 0).map(json);
  const raw = fc.oneof(
    { weight: 8, arbitrary: valid },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    { weight: 1, arbitrary: deep.map((open) => new TextEncoder().encode(open)) },
    // UTF-16 with a mark, which is no JSON.
    { weight: 1, arbitrary: valid.map((bytes) => Buffer.from(`\ufeff${Buffer.from(bytes).toString()}`, "utf16le")) },
  );
  const types = fc.oneof(
    { weight: 8, arbitrary: fc.constant("application/json") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/JSON;;;",
        "",
      ),
    },
  );
  return fc
    .record({
      path: fc.array(fc.oneof({ weight: 5, arbitrary: ids }, { weight: 1, arbitrary: strings }), {
        minLength: 4,
        maxLength: 4,
      }),
      query: fc.record(
        Object.fromEntries(query.map((one) => [one.name, valueOf(one.schema ?? {}, route.schemas, 0)])),
        { requiredKeys: [] },
      ),
      headers: fc.record(Object.fromEntries(headers.map((one) => [one.name, strings])), { requiredKeys: [] }),
      body: raw,
      type: types,
      encoding: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant("gzip") }),
    })
    .map(({ path, query: asked, headers: sent, body, type, encoding }) => {
      let n = 0;
      const concrete = route.path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(text(path[n++ % path.length])));
      const parameters = new URLSearchParams(
        Object.entries(asked).map(([name, value]): [string, string] => [name, text(value)]),
      );
      const hasBody = route.method !== "GET" && route.method !== "HEAD";
      return {
        method: route.method,
        url: `${concrete}?${parameters.toString()}`,
        headers: {
          ...Object.fromEntries(
            Object.entries(sent).map(([name, value]) => [name, text(value).replaceAll(/[^\x20-\x7e]/g, "?")]),
          ),
          ...(hasBody ? { "content-type": type } : {}),
          ...(hasBody && encoding !== null ? { "content-encoding": encoding } : {}),
        },
        body: hasBody ? Uint8Array.from(body) : null,
      };
    });
}
