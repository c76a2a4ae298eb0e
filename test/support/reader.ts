/** Reads a gateway the way the core does: a batch is stored, with its cursor, before the next is asked for. */
import type { Connector, ConnectorEvent, Cursor, MessageSnapshot } from "../../connectors/connector.ts";

export interface Reader {
  /** Everything stored so far, across restarts. */
  events: ConnectorEvent[];
  cursor: Cursor | null;
  /** Reads until the condition holds, then leaves as a process does that is told to stop; `kill` leaves without a word. */
  until(connector: Connector, reached: () => boolean, options?: { timeoutMs?: number }): Promise<void>;
  messages(): MessageSnapshot[];
  texts(): string[];
}

export function createReader(cursor: Cursor | null = null): Reader {
  const reader: Reader = {
    events: [],
    cursor,
    async until(connector, reached, { timeoutMs = 5_000 } = {}) {
      const stop = new AbortController();
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = AbortSignal.any([stop.signal, timeout]);
      if (!connector.listen) throw new Error("nothing to listen to");
      for await (const batch of connector.listen(reader.cursor, signal)) {
        reader.events.push(...batch.events);
        if (batch.cursor !== null) reader.cursor = batch.cursor;
        if (reached()) stop.abort();
        if (signal.aborted) break;
      }
      if (!reached()) throw new Error(`not reached; stored: ${JSON.stringify(reader.events).slice(0, 2_000)}`);
    },
    messages: () =>
      reader.events.flatMap((event) =>
        event.type === "message.created" || event.type === "message.edited" ? [event.message] : [],
      ),
    texts: () => reader.messages().map((message) => message.text),
  };
  return reader;
}
