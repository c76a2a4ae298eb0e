/** A brand inside workerd as its users reach it: over HTTP, by its hostname; and the platforms' user side. */
import { exports } from "cloudflare:workers";
import { inject } from "vitest";
import { z } from "zod";
import type { PlatformName } from "../../src/domain/platform.ts";

export const SETUP = "setup-secret-of-the-tests-0123456789";
const PATIENCE_MS = 15_000;

const Token = z.object({ token: z.string() });

export class BrandClient {
  readonly host: string;
  #token = "";

  private constructor(host: string) {
    this.host = host;
  }

  /** With a token of its own. */
  static async open(host: string): Promise<BrandClient> {
    const client = new BrandClient(host);
    const response = await client.fetch("/setup/tokens", {
      method: "POST",
      headers: { authorization: `Bearer ${SETUP}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Mia", role: "admin" }),
    });
    client.#token = Token.parse(await response.json()).token;
    return client;
  }

  get token(): string {
    return this.#token;
  }

  /** As given, without the token. */
  fetch(path: string, init?: RequestInit): Promise<Response> {
    return exports.default.fetch(new Request(`https://${this.host}${path}`, init));
  }

  /** As the token's owner. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${this.#token}`);
    return this.fetch(path, { ...init, headers });
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await this.#read(await this.ask(path)));
  }

  async post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    const headers = { "content-type": "application/json" };
    return schema.parse(
      await this.#read(await this.ask(path, { method: "POST", headers, body: JSON.stringify(body) })),
    );
  }

  async #read(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  conversations(): Promise<Conversation[]> {
    return this.get("/api/conversations", z.object({ items: z.array(Conversation) })).then(({ items }) => items);
  }

  messages(id: string): Promise<Message[]> {
    return this.get(`/api/conversations/${id}/messages`, z.object({ items: z.array(Message) })).then(
      ({ items }) => items,
    );
  }

  connect(platform: PlatformName, file: string, more: object = {}): Promise<unknown> {
    const { settings, credentials } = accountOf[platform](file);
    return this.post("/api/accounts", { platform, settings: { ...settings, ...more }, credentials }, z.unknown());
  }

  /** Ends once every account was read for the first time: what people wrote before that is not for us. */
  async reads(): Promise<void> {
    const accounts = z.object({ items: z.array(z.object({ lastPulledAt: z.string().nullable() })) });
    await until("all accounts are read", async () =>
      (await this.get("/api/accounts", accounts)).items.every(({ lastPulledAt }) => lastPulledAt !== null),
    );
  }

  reply(id: string, text: string, uploads: string[] = []): Promise<unknown> {
    return this.post(`/api/conversations/${id}/replies`, { text, uploads, force: true }, z.unknown());
  }

  /** Gives its id. */
  async upload(file: File): Promise<string> {
    const body = new FormData();
    body.set("file", file);
    const response = await this.ask("/api/uploads", { method: "POST", body });
    return z.object({ id: z.string() }).parse(await this.#read(response)).id;
  }
}

const Conversation = z.object({ id: z.string(), kind: z.string(), status: z.string(), excerpt: z.string() });
type Conversation = z.infer<typeof Conversation>;
const Message = z.object({
  direction: z.string(),
  text: z.string(),
  media: z.array(z.object({ url: z.string().nullable() })),
  delivery: z.object({ state: z.string(), code: z.string().nullable() }).nullable(),
});
type Message = z.infer<typeof Message>;

function telegramAccount(file: string) {
  const apiUrl = sandboxOf(file).telegram;
  return { settings: { mode: "poll", apiUrl }, credentials: { app: { token: "1000001:SANDBOX-bobo" }, user: {} } };
}

function xAccount(file: string) {
  return {
    settings: { mode: "poll", pollSeconds: 1, apiUrl: sandboxOf(file).x },
    credentials: {
      app: { appKey: "SANDBOX-X-APP-KEY", appSecret: "SANDBOX-X-APP-SECRET" },
      user: { accessToken: "SANDBOX-X-ACCESS-BOBOWALLET", accessSecret: "SANDBOX-X-ACCESS-SECRET-BOBOWALLET" },
    },
  };
}

function discordAccount(file: string) {
  const apiUrl = sandboxOf(file).discord;
  return { settings: { mode: "gateway", apiUrl }, credentials: { app: { token: "SANDBOX-discord-bobo" }, user: {} } };
}

const accountOf = { telegram: telegramAccount, x: xAccount, discord: discordAccount };

function sandboxOf(file: string): Record<PlatformName, string> {
  const found = inject("sandboxes")[file];
  if (!found) throw new Error(`There are no sandboxes for ${file}.`);
  return found;
}

const People = z.object({ items: z.array(z.object({ id: z.string(), handle: z.string(), role: z.string() })) });
const Ledger = z.object({
  items: z.array(
    z.object({
      path: z.string(),
      body: z.unknown(),
      effect: z.object({ kind: z.string(), id: z.string() }).nullable(),
    }),
  ),
});

/** The platform's own app, where people write. */
export class UserApp {
  readonly #url: string;

  constructor(platform: PlatformName, file: string) {
    this.#url = `${sandboxOf(file)[platform]}/_sandbox`;
  }

  async person(name: string, handle: string): Promise<string> {
    return z.object({ id: z.string() }).parse(await this.#post("people", { name, handle })).id;
  }

  /** The account that Parley answers for; on Telegram the bot. */
  async brand(): Promise<string> {
    const { items } = People.parse(await (await fetch(`${this.#url}/people`)).json());
    const brands = items.filter(({ role }) => role === "brand");
    return (brands.find(({ handle }) => handle.endsWith("bot")) ?? brands[0])?.id ?? "";
  }

  async send(input: { from: string; to?: string; text: string }): Promise<string> {
    return z.object({ placeId: z.string() }).parse(await this.#post("send", input)).placeId;
  }

  /** The files that the people there see. */
  async filesIn(place: string): Promise<unknown[]> {
    const messages = z.object({ items: z.array(z.object({ media: z.array(z.unknown()) })) });
    const response = await fetch(`${this.#url}/messages?place=${encodeURIComponent(place)}`);
    return messages.parse(await response.json()).items.flatMap(({ media }) => media);
  }

  async fault(fault: {
    kind: string;
    path: string;
    delayMs?: number;
    status?: number;
    retryAfterMs?: number;
  }): Promise<void> {
    await this.#post("faults", fault);
  }

  /** Messages that the platform shows and Parley wrote. */
  async sent(): Promise<unknown[]> {
    const { items } = Ledger.parse(await (await fetch(`${this.#url}/ledger`)).json());
    return items.filter(({ effect }) => effect?.kind === "message");
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${this.#url}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  }
}

/** Asks again until there is an answer. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const late = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > late) throw new Error(`It did not happen that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
