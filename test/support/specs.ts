/** Checks Telegram traffic against the published Bot API, where its machine-readable form is present beside the project. */
import { existsSync, readFileSync } from "node:fs";
import { Hono } from "hono";
import { z } from "zod";
import type { SandboxPlatform } from "../../src/sandbox/kit/platform-server.ts";

const PATH = new URL("../../../shared/specs/telegram-bot-api-10.1.json", import.meta.url);

const Field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const Spec = z.object({
  methods: z.record(z.string(), z.object({ returns: z.array(z.string()), fields: z.array(Field).default([]) })),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(Field).default([]), subtypes: z.array(z.string()).default([]) }),
  ),
});

type Problems = string[];

export interface TelegramSpec {
  /** What is wrong with a call's parameters; forms carry numbers and objects as text. */
  request(method: string, fields: Record<string, unknown>, form: boolean): Problems;
  result(method: string, value: unknown): Problems;
  update(value: unknown): Problems;
}

/** Null where the specification is absent; tests then skip with `withoutTelegramSpec` in their names. */
export const telegramSpec: TelegramSpec | null = existsSync(PATH) ? load() : null;
export const withoutTelegramSpec = "(skipped where ../shared/specs/telegram-bot-api-10.1.json is absent)";

function load(): TelegramSpec {
  const { methods, types } = Spec.parse(JSON.parse(readFileSync(PATH, "utf8")));

  function any(options: string[], value: unknown, at: string, form: boolean): Problems {
    const tried = options.map((type) => one(type, value, at, form));
    return tried.find((problems) => problems.length === 0) ?? tried.sort((a, b) => a.length - b.length)[0] ?? [];
  }

  function one(type: string, raw: unknown, at: string, form: boolean): Problems {
    const value = form && typeof raw === "string" && type !== "String" && type !== "InputFile" ? fromText(raw) : raw;
    if (type.startsWith("Array of ")) {
      if (!Array.isArray(value)) return [`${at}: not a list`];
      return value.flatMap((item, index) => one(type.slice(9), item, `${at}[${index}]`, false));
    }
    if (type in PLAIN) return PLAIN[type]?.(value) ? [] : [`${at}: not ${type}: ${JSON.stringify(value)}`];
    const known = types[type];
    if (!known) return [`${at}: unknown type ${type}`];
    if (known.subtypes.length > 0) return any(known.subtypes, value, at, false);
    return object(known.fields, value, at);
  }

  function object(fields: z.infer<typeof Field>[], value: unknown, at: string, form = false): Problems {
    const parsed = z.record(z.string(), z.unknown()).safeParse(value);
    if (!parsed.success) return [`${at}: not an object`];
    const missing = fields.filter((field) => field.required && parsed.data[field.name] === undefined);
    return [
      ...missing.map((field) => `${at}.${field.name}: missing`),
      ...Object.entries(parsed.data).flatMap(([name, item]) => {
        const field = fields.find((candidate) => candidate.name === name);
        return field ? any(field.types, item, `${at}.${name}`, form) : [`${at}.${name}: not in the specification`];
      }),
    ];
  }

  const named = (method: string) => methods[method] ?? { returns: [], fields: [] };
  return {
    request: (method, fields, form) =>
      methods[method] ? object(named(method).fields, fields, method, form) : [method],
    result: (method, value) => any(named(method).returns, value, `${method} →`, false),
    update: (value) => one("Update", value, "update", false),
  };
}

const PLAIN: Record<string, (value: unknown) => boolean> = {
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === "number",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  True: (value) => value === true,
  InputFile: (value) => value instanceof File || typeof value === "string",
};

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Wraps a sandbox so that every Bot API call and answer that passes is checked; read `problems` at the end of a test. */
export function checkedTelegram(platform: SandboxPlatform): { platform: SandboxPlatform; problems: Problems } {
  const problems: Problems = [];
  const app = new Hono();
  app.all("*", async (c) => {
    const [, bot = "", method = ""] = c.req.path.split("/");
    if (!telegramSpec || !bot.startsWith("bot")) return platform.app.fetch(c.req.raw, c.env);
    const asked = c.req.raw.clone();
    const answer = await platform.app.fetch(c.req.raw, c.env);
    problems.push(...(await requestProblems(telegramSpec, method, asked)));
    if (answer.headers.get("content-type")?.includes("json")) {
      const body = Answer.safeParse(await answer.clone().json());
      if (!body.success) problems.push(`${method}: ${body.error.message}`);
      else if (body.data.ok) problems.push(...telegramSpec.result(method, body.data.result));
    }
    return answer;
  });
  return { platform: { ...platform, app }, problems };
}

/** Throws with all problems, where there are any; for the end of a test. */
export function mustConform(problems: Problems): void {
  if (problems.length > 0) throw new Error(`Not as the Bot API is published:\n${problems.join("\n")}`);
}

const Answer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error_code: z.int(),
    description: z.string(),
    parameters: z.strictObject({ retry_after: z.int(), migrate_to_chat_id: z.int() }).partial().optional(),
  }),
]);

async function requestProblems(spec: TelegramSpec, method: string, request: Request): Promise<Problems> {
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("json")) {
    const body: unknown = fromText(await request.text());
    // telegraf posts an empty object to methods without parameters.
    return spec.request(method, z.record(z.string(), z.unknown()).catch({}).parse(body), false);
  }
  const fields: Record<string, unknown> = Object.fromEntries(new URL(request.url).searchParams);
  const form = type.includes("form") ? await request.formData() : new FormData();
  const attached = new Set(
    [...JSON.stringify([...form.values()]).matchAll(/attach:\/\/([\w-]+)/g)].map(([, id]) => id),
  );
  for (const [name, value] of form.entries()) if (!attached.has(name)) fields[name] = value;
  // telegraf repeats the method's name inside multipart bodies.
  delete fields["method"];
  return spec.request(method, fields, true);
}
