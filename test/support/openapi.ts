/** Checks requests and answers against a platform's published OpenAPI document, where `../shared/specs` is present. */
import { existsSync, readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { z } from "zod";

const Operation = z.looseObject({
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()).default({}) }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
});
const Parameter = z.looseObject({
  in: z.string(),
  name: z.string(),
  required: z.boolean().optional(),
  schema: z.looseObject({ type: z.string().optional() }).default({}),
});
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

export interface OpenApi {
  /** What is wrong with a JSON request body; empty where it conforms. `path` starts after the server's prefix; a query is ignored. */
  request(method: string, path: string, body: unknown): string[];
  /** What is wrong with the query of a path: unknown parameters, wrong values, missing ones. */
  query(method: string, path: string): string[];
  /** What is wrong with an answer; empty where it conforms. A 204 has no body to check. */
  response(method: string, path: string, status: number, body: unknown): string[];
}

/** The validator of `../shared/specs/FILE`, or null where the file is absent: tests then skip visibly. */
export function openApi(file: string): OpenApi | null {
  const path = new URL(`../../../shared/specs/${file}`, import.meta.url);
  if (!existsSync(path)) return null;
  const text: unknown = JSON.parse(readFileSync(path, "utf8"));
  const document = Document.parse(text);
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false, discriminator: false });
  ajv.addSchema({ $id: "spec", ...document });
  const compiled = new Map<string, ValidateFunction>();

  const find = (method: string, path: string) => {
    const plain = path.split("?")[0] ?? path;
    const candidates = Object.keys(document.paths).filter((template) => matches(template, plain));
    // The template with the fewest parameters is meant: /users/@me before /users/{id}.
    candidates.sort((a, b) => a.split("{").length - b.split("{").length);
    const template = candidates.find((candidate) => document.paths[candidate]?.[method.toLowerCase()]);
    if (template === undefined) return null;
    return { template, operation: Operation.parse(document.paths[template]?.[method.toLowerCase()]) };
  };
  const check = (pointer: string[], body: unknown): string[] => {
    const ref = `spec#/${pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
    let validate = compiled.get(ref);
    if (!validate) compiled.set(ref, (validate = ajv.compile({ $ref: ref })));
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath || "(body)"} ${error.message ?? error.keyword}`,
    );
  };

  return {
    request(method, path, body) {
      const found = find(method, path);
      if (!found) return [`${method} ${path} is not in ${file}`];
      const type = Object.keys(found.operation.requestBody?.content ?? {}).find((name) => name.includes("json"));
      if (type === undefined)
        return body === null || body === undefined ? [] : [`${method} ${found.template} takes no JSON body`];
      return check(["paths", found.template, method.toLowerCase(), "requestBody", "content", type, "schema"], body);
    },
    query(method, path) {
      const found = find(method, path);
      if (!found) return [`${method} ${path} is not in ${file}`];
      const place = ["paths", found.template, method.toLowerCase(), "parameters"];
      const known = z.array(z.unknown()).parse(found.operation.parameters ?? []);
      const parameters = known.map((entry, index) => {
        const reference = z.object({ $ref: z.string() }).safeParse(entry);
        const pointer = reference.success ? reference.data.$ref.slice(2).split("/") : [...place, String(index)];
        return { pointer, ...Parameter.parse(reference.success ? at(document, pointer) : entry) };
      });
      const asked = new URL(path, "http://platform.invalid").searchParams;
      const wanted = parameters.filter((one) => one.in === "query");
      const missing = wanted.filter((one) => one.required && !asked.has(one.name));
      return [
        ...missing.map((one) => `query ${one.name} is missing`),
        ...[...asked].flatMap(([name, text]) => {
          const one = wanted.find((candidate) => candidate.name === name);
          if (!one) return [`query ${name} is not known`];
          const { type } = one.schema;
          const value = type === "array" ? text.split(",") : type === "integer" ? Number(text) : text;
          return check([...one.pointer, "schema"], value).map((problem) => `query ${name} ${problem}`);
        }),
      ];
    },
    response(method, path, status, body) {
      const found = find(method, path);
      if (!found) return [`${method} ${path} is not in ${file}`];
      const responses = found.operation.responses;
      const key = [String(status), `${String(status)[0]}XX`, "default"].find((name) => responses[name] !== undefined);
      if (key === undefined) return [`${method} ${found.template} does not answer ${status}`];
      const reference = z.object({ $ref: z.string() }).safeParse(responses[key]);
      const base = reference.success
        ? reference.data.$ref.slice(2).split("/")
        : ["paths", found.template, method.toLowerCase(), "responses", key];
      const target = at(document, base);
      const content = z.looseObject({ content: z.record(z.string(), z.unknown()).optional() }).parse(target).content;
      const type = Object.keys(content ?? {}).find((name) => name.includes("json"));
      return type === undefined ? [] : check([...base, "content", type, "schema"], body);
    },
  };
}

function matches(template: string, path: string): boolean {
  const want = template.split("/");
  const have = path.split("/");
  return want.length === have.length && want.every((part, index) => part.startsWith("{") || part === have[index]);
}

function at(document: unknown, pointer: string[]): unknown {
  let value: unknown = document;
  for (const part of pointer) value = z.record(z.string(), z.unknown()).parse(value)[part];
  return value;
}
