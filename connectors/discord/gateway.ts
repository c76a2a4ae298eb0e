/** Listens to Discord's gateway. Long-lived, and for Node only: workers have no socket that stays. */
import { z } from "zod";
import type { Batch, ConnectorEvent, Cursor } from "../connector.ts";
import type { Account } from "./account.ts";
import { backfill } from "./backfill.ts";
import { freshState, type GatewayState, readCursor, writeCursor } from "./cursor.ts";
import { promised } from "./errors.ts";
import { Feed } from "./feed.ts";
import { type Dispatched, readDispatch } from "./parse/dispatch.ts";
import { Ready } from "./parse/schemas.ts";
import { Sequence } from "./sequence.ts";
import { tokenOf } from "./settings.ts";
import { openSocket, type Socket } from "./socket.ts";

/** Guilds, messages and reactions of servers and of direct channels (docs: Gateway, "List of Intents"). */
const INTENTS = (1 << 0) | (1 << 9) | (1 << 10) | (1 << 12) | (1 << 13);
const MESSAGE_CONTENT = 1 << 15;
/** Of an application, when the developer portal's switch for message content is on; the second one is for verified ones. */
const CONTENT_FLAGS = (1 << 19) | (1 << 18);

const BATCH = 100;
/** So many unread dispatches, and the socket waits closed until they are stored: a resume brings the rest. */
const MOST_WAITING = 2_000;
/** Without anything to store, the cursor still moves now and then, so that a resume stays short. */
const QUIET_DISPATCHES = 500;
/** Without an event of their own, but worth a cursor: a session, and the places that a backfill starts from. */
const MILESTONES = new Set(["READY", "RESUMED", "GUILD_CREATE"]);

/** Batches from the cursor on; starts at now with null. Ends when the signal aborts; otherwise rejects with ConnectorError. */
export async function* listenGateway(
  account: Account,
  cursor: Cursor | null,
  signal: AbortSignal,
): AsyncGenerator<Batch, void> {
  const { clock } = account.context;
  const state = cursor === null ? freshState(clock.now()) : readCursor(cursor);
  let reading = state.session?.id ?? "";
  let stored = new Sequence(state.session?.seq ?? 0);
  const feed = new Feed<Dispatched>();
  const ended = () => feed.end(null);
  let socket: Socket | null = null;
  let quiet = 0;
  let full = false;
  const connect = (intents: number, session: ReturnType<Socket["session"]>): Socket => {
    full = false;
    return openSocket({
      rest: account.rest,
      token: tokenOf(account.context.credentials.read()),
      intents,
      session,
      onDispatch(dispatched) {
        feed.push(dispatched);
        full ||= feed.size >= MOST_WAITING;
        if (full) void socket?.close();
      },
      onEnd: (error) => feed.end(error),
    });
  };

  signal.addEventListener("abort", ended);
  try {
    signal.throwIfAborted();
    const intents = INTENTS | ((await contentAllowed(account, signal)) ? MESSAGE_CONTENT : 0);
    socket = connect(intents, state.session);
    while (!signal.aborted) {
      if (state.backfill && state.session) yield* backfill(account, state, signal);
      const taken = await feed.take(BATCH);
      if (taken === null) return;
      const events: ConnectorEvent[] = [];
      let moved = false;
      for (const dispatched of taken) {
        if (dispatched.name === "READY") begin(state, dispatched, clock.now());
        moved ||= MILESTONES.has(dispatched.name);
        events.push(...(await readDispatch(account, state, dispatched, signal)));
        if (dispatched.session !== reading) {
          reading = dispatched.session;
          stored = new Sequence(0);
        }
        stored.add(dispatched.seq);
        quiet += 1;
      }
      if (state.session?.id === reading) state.session.seq = stored.last;
      state.at = clock.now();
      if (events.length > 0 || moved || quiet >= QUIET_DISPATCHES) {
        quiet = 0;
        yield { events, cursor: writeCursor(state) };
      }
      if (full && feed.size === 0) {
        const session = socket.session();
        await socket.close();
        socket = connect(intents, session);
      }
    }
  } catch (error) {
    // An abort ends the listening, whatever it interrupted.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", ended);
    await socket?.close();
  }
}

/** A new session: what happened since the last one, if there was one, has to be read by other means. */
function begin(state: GatewayState, dispatched: Dispatched, now: number): void {
  const ready = promised(Ready, dispatched.data);
  if (state.session) {
    const older = state.backfill;
    state.backfill = {
      since: older?.since ?? state.at,
      until: now,
      left: { ...state.places, ...older?.left },
      listed: false,
    };
  }
  state.session = { id: ready.session_id, url: ready.resume_gateway_url, seq: dispatched.seq, since: now };
}

const Application = z.object({ flags: z.number().default(0) });

/** Asking for an intent that is switched off would close the connection: better to hear what is heard without it. */
async function contentAllowed(account: Account, signal: AbortSignal): Promise<boolean> {
  const { flags } = promised(Application, await account.rest.read("/applications/@me", signal));
  return (flags & CONTENT_FLAGS) !== 0;
}
