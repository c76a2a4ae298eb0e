/** Reads server-sent events from a response's body; EventSource can't say where to resume after a reload. */

export interface ServerEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Splits a stream into events as they are complete; keeps what is not. Comments and unknown fields are skipped. */
export class EventParser {
  #rest = "";
  #id: string | null = null;

  /** The last id that was given, with or without an event: where to resume. */
  get lastId(): string | null {
    return this.#id;
  }

  push(chunk: string): ServerEvent[] {
    const blocks = (this.#rest + chunk).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.map((block) => this.#parse(block)).filter((event) => event !== null);
  }

  #parse(block: string): ServerEvent | null {
    let event = "message";
    const data: string[] = [];
    for (const line of block.split("\n")) {
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "id") this.#id = value;
      else if (field === "event") event = value;
      else if (field === "data") data.push(value);
    }
    return data.length === 0 ? null : { id: this.#id, event, data: data.join("\n") };
  }
}
