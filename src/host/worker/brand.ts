/** One brand: its database, its inbox and its API, in an object that wakes for requests and for its alarm. */
import { DurableObject } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/durable-sqlite";
import { migrate } from "drizzle-orm/durable-sqlite/migrator";
import migrations from "../../../migrations/migrations.js";
import packageJson from "../../../package.json" with { type: "json" };
import { createApi } from "../../api/app.ts";
import { createInbox, type Inbox } from "../../app.ts";
import { SYSTEM } from "../../domain/actor.ts";
import * as schema from "../../store/schema.ts";
import { makeBridgeSecret } from "../../inbox/bridge/secret.ts";
import { createStore } from "../../store/db.ts";
import { bindKey, deriveKeys, KeyError, type Keys } from "../../trust/keys.ts";
import { createOpenLink, createToken } from "../../trust/tokens.ts";
import { parseKey } from "../key-text.ts";
import { platforms } from "../platforms.ts";
import { type Alarm, setUpAlarm } from "./alarm.ts";
import { brandNames, parseBrands, publicUrlOf, SettingsError } from "./brands.ts";
import { contentBucket } from "./content-bucket.ts";
import type { Guest } from "./door.ts";
import type { WorkerEnv } from "./env.ts";
import { WORKER_CLOCK, workerLog } from "./log.ts";
import { problem } from "./problem.ts";

interface Open {
  inbox: Inbox;
  api: ReturnType<typeof createApi>;
  alarm: Alarm;
  keys: Keys;
}

export class Brand extends DurableObject<WorkerEnv> {
  /** Null where the deployment does not let the brand work; the log says why. */
  #open: Open | null = null;

  constructor(ctx: DurableObjectState, env: WorkerEnv) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(() => this.#wake());
  }

  async #wake(): Promise<void> {
    try {
      const db = drizzle(this.ctx.storage, { schema });
      await migrate(db, migrations);
      this.#open = this.#start(db);
    } catch (error) {
      if (!(error instanceof KeyError || error instanceof SettingsError)) throw error;
      workerLog.error("brand.closed", { reason: error.message });
    }
  }

  #start(db: ReturnType<typeof drizzle<typeof schema>>): Open {
    const { ctx, env } = this;
    const log = workerLog;
    const brands = parseBrands(env.BRANDS);
    const name = brandNames(brands).find((one) => env.BRAND.idFromName(one).equals(ctx.id));
    if (name === undefined) throw new SettingsError("BRANDS does not name this brand any more. Put it back to go on.");
    const keys = deriveKeys(masterKey(env));
    bindKey(createStore({ db, clock: WORKER_CLOCK }), keys);
    const content = contentBucket(env.MEDIA, name);
    const inbox = createInbox({
      db,
      platforms,
      clock: WORKER_CLOCK,
      keys,
      content,
      log,
      random: Math.random,
      // A poll that waits would keep the object in memory, which is paid by the second.
      longPollMs: 0,
      // Only listeners pause, and none runs here.
      pause: async () => {},
    });
    inbox.listen("bridge");
    const { store, lookup } = inbox;
    const api = createApi({
      store,
      platforms: lookup,
      accounts: { platforms: lookup, keys, publicUrl: publicUrlOf(brands, name), log },
      content,
      log,
      receive: (appId, request) => inbox.receive(appId, request),
      bridge: inbox.bridge,
      version: packageJson.version,
    });
    return { inbox, api, keys, alarm: setUpAlarm({ store, storage: ctx.storage, log, tick: () => inbox.tick() }) };
  }

  override async fetch(request: Request): Promise<Response> {
    if (!this.#open)
      return problem(503, "not-ready", "Not now", "This brand cannot be opened. The log of the deployment says why.");
    return this.#open.api.fetch(request);
  }

  override alarm(): void {
    if (!this.#open) return;
    this.#open.alarm.ring();
    this.ctx.waitUntil(this.#open.inbox.idle());
  }

  /** A token for the API. Throws where the brand is closed. */
  makeToken(guest: Guest): string {
    return createToken({ store: this.#opened().inbox.store, actor: SYSTEM }, guest).token;
  }

  /** The secret of a link that opens the workspace once. Throws where the brand is closed. */
  makeLink(guest: Guest): string {
    return createOpenLink(this.#opened().inbox.store, guest).secret;
  }

  /** The secret for `parley bridge`; one made before ends. Throws where the brand is closed. */
  makeBridgeSecret(): string {
    const { inbox, keys } = this.#opened();
    return makeBridgeSecret({ store: inbox.store, actor: SYSTEM }, keys);
  }

  #opened(): Open {
    if (!this.#open) throw new Error("This brand cannot be opened.");
    return this.#open;
  }

  /** Looks at what is due, whatever became of the alarm. */
  wake(): void {
    this.alarm();
  }
}

function masterKey(env: WorkerEnv): Uint8Array {
  const key = env.PARLEY_KEY === undefined ? null : parseKey(env.PARLEY_KEY);
  if (key) return key;
  throw new SettingsError(
    `PARLEY_KEY is ${env.PARLEY_KEY ? "not 32 bytes (64 hexadecimal digits, or base64)" : "missing"}. Set it: wrangler secret put PARLEY_KEY`,
  );
}
