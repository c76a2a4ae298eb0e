/** Reads a connector's news, whichever way it brings them. */
import type { Connector, ConnectorEvent, Cursor, MessageSnapshot } from "../../connectors/connector.ts";

export interface Reading {
  events: ConnectorEvent[];
  cursor: Cursor | null;
}

/** Enough for one full round of any connector, several times over. */
const MOST_PULLS = 20;

/** Starts at now. A gateway must give its first batch, empty perhaps, as soon as it is live. */
export async function begin(connector: Connector): Promise<Cursor | null> {
  return (await readUntil(connector, null, (_, cursor) => cursor !== null)).cursor;
}

/** Reads on from a cursor until there is enough; fails with what came instead. Never confirms the last batch. */
export async function readUntil(
  connector: Connector,
  from: Cursor | null,
  enough: (events: ConnectorEvent[], cursor: Cursor | null) => boolean,
): Promise<Reading> {
  const events: ConnectorEvent[] = [];
  let cursor = from;
  const { signal, abort } = stopper();
  if (connector.pull) {
    for (let pulls = 0; pulls < MOST_PULLS; pulls += 1) {
      const pulled = await connector.pull(cursor, { signal, waitMs: 0 });
      events.push(...pulled.events);
      cursor = pulled.cursor ?? cursor;
      if (enough(events, cursor)) return { events, cursor };
    }
    throw new Error(`what was waited for never came; came: ${JSON.stringify(events, null, 1)}`);
  }
  if (!connector.listen) throw new Error("the connector neither pulls nor listens");
  try {
    for await (const batch of connector.listen(cursor, signal)) {
      events.push(...batch.events);
      cursor = batch.cursor ?? cursor;
      if (enough(events, cursor)) break;
    }
  } finally {
    abort();
  }
  return { events, cursor };
}

function stopper(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

/** The newest snapshot that holds these words. */
export function messageWith(events: ConnectorEvent[], words: string): MessageSnapshot | undefined {
  return snapshots(events)
    .filter((message) => message.text.includes(words))
    .sort((a, b) => b.version - a.version)[0];
}

export function snapshots(events: ConnectorEvent[]): MessageSnapshot[] {
  return events.flatMap((event) =>
    event.type === "message.created" || event.type === "message.edited" ? [event.message] : [],
  );
}

/** Reads until a message with these words came. */
export async function readMessage(
  connector: Connector,
  from: Cursor | null,
  words: string,
): Promise<Reading & { message: MessageSnapshot }> {
  const reading = await readUntil(connector, from, (events) => messageWith(events, words) !== undefined);
  const message = messageWith(reading.events, words);
  if (!message) throw new Error(`no message says ${words}`);
  return { ...reading, message };
}
