/** One sandbox platform over its user side, `/_sandbox`. */

/** A failure with the sandbox's own sentence. */
export class Refused extends Error {}

export class Platform {
  #ledgerSeq = 0;

  constructor(name, address) {
    this.name = name;
    this.address = address;
  }

  people = async () => (await this.#get("people")).items;
  places = async () => (await this.#get("places")).items;
  messages = async (place) => (await this.#get(`messages?place=${encodeURIComponent(place)}`)).items;
  addPerson = (input) => this.#post("people", input);
  send = (input) => this.#post("send", input);
  edit = (input) => this.#post("edit", input);
  remove = (input) => this.#post("delete", input);
  react = (input) => this.#post("react", input);
  block = (input) => this.#post("block", input);
  addFault = (input) => this.#post("faults", input);
  clearFaults = () => this.#call("faults", { method: "DELETE" });

  /** What reached the platform since the last call. */
  async newLedger() {
    const { items } = await this.#get(`ledger?since=${this.#ledgerSeq}`);
    this.#ledgerSeq = Math.max(this.#ledgerSeq, ...items.map((entry) => entry.seq));
    return items;
  }

  /** Calls `changed` after each visible change and on (re)connection, `lost` when the line is gone; the browser reconnects by itself. */
  live(changed, lost) {
    const source = new EventSource(`${this.address}/_sandbox/live`);
    source.addEventListener("changed", changed);
    source.addEventListener("error", lost);
    return () => source.close();
  }

  #get(path) {
    return this.#call(path, {});
  }

  #post(path, body) {
    const headers = { "content-type": "application/json" };
    return this.#call(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async #call(path, options) {
    const response = await fetch(`${this.address}/_sandbox/${path}`, options);
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refused(body.error ?? `${response.status} ${response.statusText}`);
    return body;
  }
}

/** Runs `job` at once, and once more if it was asked for meanwhile; never twice at a time. */
export function coalesced(job) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await job();
      } while (again);
    } finally {
      running = false;
    }
  };
}
