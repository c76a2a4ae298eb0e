/** Calls of the Bot API through telegraf, used as a client only: one request a call, its result parsed. */
import { Telegram } from "telegraf";
import { z } from "zod";
import type { ConnectorContext } from "../connector.ts";
import { failure, type CallContext } from "./errors.ts";
import { parseCredentials, parseSettings, type TelegramCredentials, type TelegramSettings } from "./settings.ts";
import { WebhookSecrets } from "./webhook-secret.ts";

type RawCall = (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;

/** Of a `write`, whether it may have been applied; reads just fail. */
export type CallOptions = Omit<CallContext, "clock" | "scope"> & {
  scope?: string;
  /** Sees the client's own error first; returning a value stands for the result of the call. */
  instead?: (error: unknown) => void;
};

/** The bot's own id, which its token starts with. */
export function botIdOf(token: string): number {
  return Number(token.split(":")[0]);
}

export class Api {
  readonly settings: TelegramSettings;
  readonly context: ConnectorContext;
  readonly secrets = new WebhookSecrets();
  #handle: string | null = null;

  constructor(context: ConnectorContext) {
    this.context = context;
    this.settings = parseSettings(context.settings);
  }

  credentials(): TelegramCredentials {
    return parseCredentials(this.context.credentials.read());
  }

  get botId(): number {
    return botIdOf(this.credentials().app.token);
  }

  /** The bot's user name where it is known by now. */
  get knownHandle(): string | null {
    return this.#handle;
  }

  /** Rejects with ConnectorError, or the signal's reason. */
  async call<T>(method: string, payload: object, result: z.ZodType<T>, options: CallOptions): Promise<T> {
    options.signal.throwIfAborted();
    const telegram = this.#client();
    // telegraf's types stop at Bot API 7.1; the result is parsed, and the parameters are checked by tests against the specification.
    const raw = telegram.callApi.bind(telegram) as unknown as RawCall;
    try {
      return result.parse(await raw(method, payload, { signal: options.signal }));
    } catch (error) {
      options.instead?.(error);
      throw failure(error, { ...options, scope: options.scope ?? "account", clock: this.context.clock });
    }
  }

  /** The bot itself; asked once, then only its name is remembered. */
  async me(signal: AbortSignal): Promise<z.infer<typeof Me>> {
    const me = await this.call("getMe", {}, Me, { signal, write: false });
    this.#handle = me.username;
    return me;
  }

  /** The user name by which people mention the bot. */
  async handle(signal: AbortSignal): Promise<string> {
    return this.#handle ?? (await this.me(signal)).username;
  }

  learnHandle(handle: string): void {
    this.#handle = handle;
  }

  /** Holds the token: never leaves the connector. */
  async fileUrl(path: string): Promise<URL> {
    return this.#client().getFileLink({ file_id: "", file_unique_id: "", file_path: path });
  }

  #client(): Telegram {
    const root = this.settings.apiUrl;
    // Without the slash the last part of a path would be dropped.
    return new Telegram(this.credentials().app.token, root === undefined ? {} : { apiRoot: root.replace(/\/*$/, "/") });
  }
}

const Me = z.object({
  id: z.int(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string(),
  can_read_all_group_messages: z.boolean().default(false),
  can_connect_to_business: z.boolean().default(false),
});
