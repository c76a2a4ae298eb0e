/** One brand: its database, its inbox and its API, in an object that wakes for requests and for its alarm. */
import { DurableObject } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/durable-sqlite";
import { migrate } from "drizzle-orm/durable-sqlite/migrator";
import type { Context } from "hono";
import migrations from "../../../migrations/migrations.js";
import packageJson from "../../../package.json" with { type: "json" };
import { createApi } from "../../api/app.ts";
import { createInbox, type Inbox } from "../../app.ts";
import { SYSTEM } from "../../domain/actor.ts";
import { formatId } from "../../domain/ids.ts";
import type { ContentStore } from "../../domain/content-store.ts";
import { ProblemError } from "../../domain/problem.ts";
import { listAccounts } from "../../inbox/accounts/view.ts";
import type { AccountServices } from "../../inbox/accounts/services.ts";
import { syncWebhooks } from "../../inbox/accounts/sync-webhooks.ts";
import { resumeInbox } from "../../inbox/resume-inbox.ts";
import { DAY_MS } from "../../domain/time.ts";
import * as schema from "../../store/schema.ts";
import { createSite } from "../../site/site.ts";
import { makeBridgeSecret } from "../../inbox/bridge/secret.ts";
import { createStore } from "../../store/db.ts";
import { firstAdminCode } from "../../trust/people/links.ts";
import { KeyError, type Keys } from "../../trust/keys.ts";
import { createOpenLink, createToken, listTokens, revokeToken } from "../../trust/tokens.ts";
import { type Step, takeStep } from "../doctor-steps.ts";
import { platforms } from "../platforms.ts";
import { RequireSecondFactor } from "../second-factor.ts";
import { type TokenView, tokenView } from "../token-view.ts";
import { type Alarm, setUpAlarm } from "./alarm.ts";
import { Arrival } from "./arrival.ts";
import { answerCall, type ArrivalAnswer, type ArrivalCall } from "./arrival-calls.ts";
import { brandNames, parseBrands, publicUrlOf, SettingsError } from "./brands.ts";
import { contentBucket, removeSome } from "./content-bucket.ts";
import type { Guest } from "./door.ts";
import type { WorkerEnv } from "./env.ts";
import { fetchFileFromWorker } from "./fetch-file.ts";
import { brandKeys } from "./keys.ts";
import { WORKER_CLOCK, workerLog } from "./log.ts";
import { postFromWorker } from "./post.ts";
import { problem } from "./problem.ts";

interface Open {
  inbox: Inbox;
  api: ReturnType<typeof createApi>;
  accounts: AccountServices;
  alarm: Alarm;
  keys: Keys;
}

interface Place {
  name: string;
  content: ContentStore;
  publicUrl: string | null;
}

interface Closed {
  code: string;
  detail: string;
}

const MOVING: Closed = {
  code: "importing",
  detail: "This brand is being moved here. Go on with parley import, or end it with parley import --discard.",
};
const UNUSABLE: Closed = {
  code: "not-ready",
  detail: "This brand cannot be opened. The log of the deployment says why.",
};

export class Brand extends DurableObject<WorkerEnv> {
  /** Null where the deployment does not let the brand work; the log says why. */
  #open: Open | null = null;
  /** How a brand moves in, and what begins once it has; null as above. */
  #arrival: { arrival: Arrival; begin: () => Open | null } | null = null;

  constructor(ctx: DurableObjectState, env: WorkerEnv) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(() => this.#wake());
  }

  async #wake(): Promise<void> {
    try {
      const db = drizzle(this.ctx.storage, { schema });
      await migrate(db, migrations);
      const place = this.#place();
      const store = createStore({ db, clock: WORKER_CLOCK });
      const keys = brandKeys(store, this.env);
      const arrival = new Arrival({ store, ...place, keys, migration: newestMigration() });
      // An inbox would touch what is half there.
      const begin = () => (arrival.underWay() ? null : this.#start(db, { ...place, keys }));
      this.#arrival = { arrival, begin };
      this.#open = begin();
    } catch (error) {
      if (!(error instanceof KeyError || error instanceof SettingsError)) throw error;
      workerLog.error("brand.closed", { reason: error.message });
    }
  }

  /** What the deployment gives this brand. Throws SettingsError. */
  #place(): Place {
    const { ctx, env } = this;
    const brands = parseBrands(env.BRANDS);
    const name = brandNames(brands).find((one) => env.BRAND.idFromName(one).equals(ctx.id));
    if (name === undefined) throw new SettingsError("BRANDS does not name this brand any more. Put it back to go on.");
    return { name, content: contentBucket(env.MEDIA, name), publicUrl: publicUrlOf(brands, name) };
  }

  #start(db: ReturnType<typeof drizzle<typeof schema>>, { keys, content, publicUrl }: Place & { keys: Keys }): Open {
    const { ctx } = this;
    const log = workerLog;
    const inbox = createInbox({
      db,
      platforms,
      clock: WORKER_CLOCK,
      keys,
      content,
      fetchFile: fetchFileFromWorker,
      log,
      random: Math.random,
      // A poll that waits would keep the object in memory, which is paid by the second.
      longPollMs: 0,
      // Only listeners pause, and none runs here.
      pause: async () => {},
      post: postFromWorker,
    });
    inbox.listen("bridge");
    const { store, lookup } = inbox;
    const accounts = { platforms: lookup, keys, publicUrl, log };
    // Written by the platform, whatever a browser sends.
    const addressOf = (c: Context) => c.req.header("cf-connecting-ip") ?? "";
    const api = createApi({
      store,
      platforms: lookup,
      accounts,
      content,
      log,
      receive: (appId, request) => inbox.receive(appId, request),
      bridge: inbox.bridge,
      version: packageJson.version,
      secondFactorRequired: RequireSecondFactor.parse(this.env.PARLEY_REQUIRE_2FA),
      addressOf,
    });
    api.route("/", createSite({ store, keys, publicUrl, log, addressOf }));
    return {
      inbox,
      api,
      accounts,
      keys,
      alarm: setUpAlarm({ store, storage: ctx.storage, log, tick: () => inbox.tick() }),
    };
  }

  override async fetch(request: Request): Promise<Response> {
    if (!this.#open) {
      const { code, detail } = this.whyClosed() ?? UNUSABLE;
      return problem(503, code, "Not now", detail);
    }
    return this.#open.api.fetch(request);
  }

  override alarm(): void {
    if (!this.#open) return;
    this.#open.alarm.ring();
    this.ctx.waitUntil(this.#open.inbox.idle());
  }

  /** A token for the API. Throws where the brand is closed. */
  makeToken({ name, role, scopes, expiresInDays }: Guest): { id: string; token: string } {
    const { store } = this.#opened().inbox;
    const expiresAt = expiresInDays === undefined ? null : store.clock.now() + expiresInDays * DAY_MS;
    const { id, token } = createToken({ store, actor: SYSTEM }, { name, role, scopes: scopes ?? null, expiresAt });
    return { id: formatId("token", id), token };
  }

  /** Throws where the brand is closed. */
  listTokens(): TokenView[] {
    return listTokens(this.#opened().inbox.store).map(tokenView);
  }

  /** False where there is no such token. Throws where the brand is closed. */
  revokeToken(id: number): boolean {
    try {
      revokeToken({ store: this.#opened().inbox.store, actor: SYSTEM }, id);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.code === "not-found") return false;
      throw error;
    }
  }

  /** A bounded piece of `parley doctor`. Throws where the brand is closed. */
  examine(step: Step): ReturnType<typeof takeStep> {
    const { inbox, keys } = this.#opened();
    return takeStep({ store: inbox.store, keys }, step);
  }

  /** The secret of a link that opens the workspace once. Throws where the brand is closed. */
  makeLink(guest: Guest): string {
    return createOpenLink(this.#opened().inbox.store, guest).secret;
  }

  /** The secret of a link by which an admin joins. Throws where the brand is closed. */
  makeFirstAdmin(): { secret: string; expiresAt: number } {
    return firstAdminCode({ store: this.#opened().inbox.store, actor: SYSTEM });
  }

  /** The secret for `parley bridge`; one made before ends. Throws where the brand is closed. */
  makeBridgeSecret(): string {
    const { inbox, keys } = this.#opened();
    return makeBridgeSecret({ store: inbox.store, actor: SYSTEM }, keys);
  }

  /** Null where it answers. */
  whyClosed(): Closed | null {
    if (this.#open) return null;
    return this.#arrival?.arrival.underWay() ? MOVING : UNUSABLE;
  }

  /** Lets a brand that moved here work, and tells the platforms its new address. Throws where the brand is closed. */
  async resume(): Promise<{ resumed: boolean; webhooks: Awaited<ReturnType<typeof syncWebhooks>> }> {
    const { inbox, accounts } = this.#opened();
    const ctx = { store: inbox.store, actor: SYSTEM };
    const resumed = resumeInbox(ctx);
    return { resumed, webhooks: await syncWebhooks(accounts, ctx) };
  }

  /** One call of a brand that moves in. */
  async arrive(call: ArrivalCall): Promise<ArrivalAnswer> {
    if (!this.#arrival) return { ok: false, status: 503, ...UNUSABLE };
    const { arrival, begin } = this.#arrival;
    const answer = await answerCall(arrival, call);
    // Discarded while a file was being kept: another stands here now.
    if (this.#arrival.arrival !== arrival) return answer;
    if (arrival.underWay()) this.#open = null;
    else this.#open ??= begin();
    return answer;
  }

  /** Empties the object of a brand that was on its way in; where there are many files, call again while `progress` is not `done`. */
  async discardArrival(): Promise<ArrivalAnswer> {
    if (!this.#arrival) return { ok: false, status: 503, ...UNUSABLE };
    if (!this.#arrival.arrival.underWay())
      return { ok: false, status: 409, code: "no-import", detail: "No import is under way. Nothing was changed." };
    if (await removeSome(this.env.MEDIA, this.#place().name))
      return { ok: true, progress: { state: "files", after: "", done: 0 } };
    this.#arrival.arrival.abandon();
    await this.#empty();
    return { ok: true, progress: { state: "done" } };
  }

  /**
   * Takes away everything that the brand has, files first and some of them a call: call again while there is `more`. Refused while an account is
   * connected, whose platform would go on calling. Throws where the brand is closed.
   */
  async erase(): Promise<"connected" | "more" | "erased"> {
    const { inbox } = this.#opened();
    if (listAccounts(inbox.store).length > 0) return "connected";
    const { name } = this.#place();
    if (await removeSome(this.env.MEDIA, name)) return "more";
    await this.#empty();
    workerLog.warn("brand.erased", { brand: name });
    return "erased";
  }

  /** Everything goes, and an empty brand begins. */
  async #empty(): Promise<void> {
    await this.ctx.blockConcurrencyWhile(async () => {
      await this.ctx.storage.deleteAll();
      await this.#wake();
    });
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

function newestMigration(): { idx: number; tag: string } {
  const last = migrations.journal.entries.at(-1);
  if (!last) throw new Error("There are no migrations.");
  return { idx: last.idx, tag: last.tag };
}
