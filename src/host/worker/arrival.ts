/** Takes in a brand that moves here, part by part; until it is whole nothing else happens in the object. */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { eq, inArray } from "drizzle-orm";
import { ZodError } from "zod";
import type { ContentStore } from "../../domain/content-store.ts";
import { SYSTEM } from "../../domain/actor.ts";
import { pauseInbox } from "../../inbox/pause.ts";
import type { Store } from "../../store/db.ts";
import { CHAIN_START, verifyNextEvents } from "../../store/events.ts";
import { indexNextMessages, rebuildCounters } from "../../store/projections.ts";
import { indexNextPublications } from "../../store/publication-index.ts";
import { meta } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";
import { movedTables } from "../move/fates.ts";
import { allOpens, type HandOver, sealAgain } from "../move/sealed.ts";
import { ExportError, type Manifest, MOST_VALUE_BYTES, parseManifest, refuseOtherSchema } from "../move/manifest.ts";
import { Progress } from "../move/progress.ts";
import { continueIds, countRows, dropFacts, insertRows, usedTable } from "./arrival-rows.ts";

/** One call keeps the object busy for a fraction of a second. */
const EVENTS_A_STEP = 5_000;
const MESSAGES_A_STEP = 500;
const PAGES_A_STEP = 50;

/** Refused, with nothing changed. */
export class ArrivalError extends Error {
  override readonly name = "ArrivalError";
  readonly status: 404 | 409 | 422;
  readonly code: string;
  constructor(status: ArrivalError["status"], code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface Options {
  store: Store;
  keys: Keys;
  content: ContentStore;
  migration: Manifest["migration"];
}

interface Kept {
  manifest: Manifest;
  progress: Progress;
}

export class Arrival {
  readonly #options: Options;
  /** `unreadable`: begun by another version of this program, and good for nothing but being discarded. */
  #kept: Kept | "unreadable" | null;

  constructor(options: Options) {
    this.#options = options;
    this.#kept = this.#load();
  }

  /** Whether a brand is on its way in, also across restarts. */
  underWay(): boolean {
    return this.#kept !== null;
  }

  /** Nothing of it counts any more, also not a file that is being kept just now. */
  abandon(): void {
    this.#kept = null;
  }

  /** Where it stands: asked again with the same export it goes on; another is refused. Throws ArrivalError. */
  begin(text: string): Progress {
    const manifest = this.#parse(text);
    if (this.#kept !== null) {
      const current = this.#current();
      // The same brand, but not the same files: half of one and half of the other would fit nowhere.
      if (JSON.stringify(current.manifest) !== JSON.stringify(manifest))
        throw new ArrivalError(
          409,
          "other-import",
          "Another export is on its way in. Go on with that one, or discard it first: parley import --discard.",
        );
      return current.progress;
    }
    if (this.#fact("imported") === manifest.exportId) return { state: "done" };
    const used = usedTable(this.#options.store);
    if (used !== null)
      throw new ArrivalError(
        409,
        "not-empty",
        `This brand is not empty (${used} has rows). Nothing was changed. Name a new brand for this host in BRANDS, and import before anybody opens it.`,
      );
    const progress = skipEmpty({ state: "parts", next: 0 }, manifest);
    this.#options.store.transaction(() => {
      dropFacts(this.#options.store);
      this.#keep("importManifest", JSON.stringify(manifest));
      this.#keep("importProgress", JSON.stringify(progress));
    });
    this.#kept = { manifest, progress };
    return progress;
  }

  /** Stores one part in one transaction, once. Throws ArrivalError where it is not the next, or not what the manifest says. */
  part(name: string, bytes: Uint8Array): Progress {
    const { manifest, progress } = this.#current();
    const index = manifest.parts.findIndex((part) => part.name === name);
    const part = manifest.parts[index];
    if (!part) throw new ArrivalError(404, "no-such-part", `The manifest has no part ${name}.`);
    const next = progress.state === "parts" ? progress.next : manifest.parts.length;
    if (index < next) return progress;
    if (index > next) throw new ArrivalError(409, "not-next", `Part ${manifest.parts[next]?.name} comes first.`);
    if (createHash("sha256").update(bytes).digest("hex") !== part.sha256)
      throw new ArrivalError(422, "damaged-part", `${name} is not what the manifest says. Send it again.`);
    const lines = gunzipSync(bytes, { maxOutputLength: MOST_VALUE_BYTES }).toString().split("\n");
    const table = manifest.tables.find((one) => one.name === part.table);
    if (!table || lines.length !== part.rows)
      throw new ArrivalError(422, "damaged-part", `${name} has ${lines.length} rows instead of ${part.rows}.`);
    return this.#advance({ state: "parts", next: index + 1 }, () => {
      try {
        insertRows(this.#options.store, table, lines);
      } catch {
        // Its words may hold what a person wrote.
        throw new ArrivalError(422, "unusable-part", `${name} cannot be stored. Discard the import and export again.`);
      }
    });
  }

  /** Seals what is handed over with the key of this deployment. Throws ArrivalError where in the end something stays closed. */
  credentials({ from, values }: HandOver): Progress {
    const { manifest, progress } = this.#current();
    if (progress.state === "parts") throw new ArrivalError(409, "not-next", "The parts come first.");
    if (progress.state !== "credentials" || from !== progress.next) return progress;
    const { store, keys } = this.#options;
    const next = from + values.length;
    // None: whoever hands over has no more, whatever the manifest counted.
    const isLast = next >= manifest.sealed || values.length === 0;
    return this.#advance(isLast ? { state: "files", after: "", done: 0 } : { state: "credentials", next }, () => {
      sealAgain(store, keys, values);
      if (isLast && !allOpens(store, keys))
        throw new ArrivalError(
          422,
          "missing-credentials",
          "Not everything that is sealed was handed over. Run parley import again, with the key of where it was made.",
        );
    });
  }

  /** Keeps one file, in the order of the hashes. Throws ArrivalError where its hash is not its name. */
  async file(hash: string, bytes: Uint8Array): Promise<Progress> {
    const { progress } = this.#current();
    if (progress.state === "parts" || progress.state === "credentials")
      throw new ArrivalError(409, "not-next", "Parts and credentials come first.");
    if (progress.state !== "files" || hash <= progress.after) return progress;
    if (createHash("sha256").update(bytes).digest("hex") !== hash)
      throw new ArrivalError(422, "damaged-file", `The file is not ${hash}. Send it again.`);
    await this.#options.content.put(new Blob([bytes]).stream(), bytes.byteLength);
    const { progress: now } = this.#current();
    // The same file may have been sent twice at once.
    if (now.state !== "files" || hash <= now.after) return now;
    return this.#advance({ state: "files", after: hash, done: now.done + 1 });
  }

  /** One bounded slice of what follows the last file: compares, verifies, indexes, and at the end lets the brand stand, paused. Throws ArrivalError. */
  step(): Progress {
    const { manifest, progress } = this.#current();
    const { store } = this.#options;
    switch (progress.state) {
      case "counts": {
        const table = manifest.tables[progress.next];
        if (!table) return this.#advance({ state: "chain", ...CHAIN_START });
        const n = countRows(store, table.name);
        if (n !== table.rows)
          throw new ArrivalError(
            409,
            "wrong-count",
            `"${table.name}" has ${n} rows instead of ${table.rows}. Discard the import and begin again.`,
          );
        return this.#advance({ state: "counts", next: progress.next + 1 });
      }
      case "chain": {
        const { place, broken } = verifyNextEvents(store, progress, EVENTS_A_STEP);
        const { log } = manifest;
        const ends = place.seq === progress.seq;
        if (broken || (ends && (place.seq !== log.seq || place.hash !== log.hash)))
          throw new ArrivalError(
            409,
            "broken-chain",
            `The event log does not hold: event ${broken?.seq ?? place.seq}, ${broken?.why ?? "it is not the last"}. Run parley doctor where it was made.`,
          );
        return this.#advance(ends ? { state: "search", after: 0 } : { state: "chain", ...place });
      }
      case "search": {
        const last = indexNextMessages(store, progress.after, MESSAGES_A_STEP);
        return this.#advance(last === null ? { state: "public-search", after: 0 } : { state: "search", after: last });
      }
      case "public-search": {
        const last = indexNextPublications(store, progress.after, PAGES_A_STEP);
        return this.#advance(last === null ? { state: "counters" } : { state: "public-search", after: last });
      }
      case "counters":
        return this.#finish(manifest);
      case "parts":
      case "credentials":
      case "files":
      case "done":
        return progress;
    }
  }

  #finish(manifest: Manifest): Progress {
    const { store } = this.#options;
    store.transaction(() => {
      rebuildCounters(store);
      for (const { name, sequence } of manifest.tables) if (sequence !== null) continueIds(store, name, sequence);
      store.db
        .delete(meta)
        .where(inArray(meta.key, ["importManifest", "importProgress"]))
        .run();
      this.#keep("imported", manifest.exportId);
      pauseInbox({ store, actor: SYSTEM }, "imported");
    });
    this.#kept = null;
    return { state: "done" };
  }

  #advance(to: Progress, change: () => void = () => {}): Progress {
    const { manifest } = this.#current();
    const progress = skipEmpty(to, manifest);
    this.#options.store.transaction(() => {
      change();
      this.#keep("importProgress", JSON.stringify(progress));
    });
    this.#kept = { manifest, progress };
    return progress;
  }

  #current(): Kept {
    if (this.#kept === null)
      throw new ArrivalError(409, "no-import", "No import is under way. Begin with the manifest.");
    if (this.#kept === "unreadable")
      throw new ArrivalError(
        409,
        "other-version",
        "This import was begun with another version of Parley. Discard it (parley import --discard) and begin again.",
      );
    return this.#kept;
  }

  #load(): Kept | "unreadable" | null {
    const manifest = this.#fact("importManifest");
    const progress = this.#fact("importProgress");
    if (manifest === null || progress === null) return null;
    try {
      return { manifest: this.#parse(manifest), progress: Progress.parse(JSON.parse(progress)) };
    } catch (error) {
      if (error instanceof ArrivalError || error instanceof ZodError) return "unreadable";
      throw error;
    }
  }

  #parse(text: string): Manifest {
    try {
      const manifest = parseManifest(text);
      refuseOtherSchema(manifest.migration, this.#options.migration);
      const theirs = manifest.tables.map(({ name, columns }) => ({ name, columns }));
      if (JSON.stringify(theirs) !== JSON.stringify(movedTables()))
        throw new ExportError("damaged-export", "The manifest names other tables than this version has. Export again.");
      return manifest;
    } catch (error) {
      if (error instanceof ExportError) throw new ArrivalError(422, error.code, error.message);
      throw error;
    }
  }

  #fact(key: string): string | null {
    return this.#options.store.db.select().from(meta).where(eq(meta.key, key)).get()?.value ?? null;
  }

  #keep(key: string, value: string): void {
    this.#options.store.db
      .insert(meta)
      .values({ key, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
  }
}

/** Goes on at once where there is nothing to wait for. */
function skipEmpty(progress: Progress, manifest: Manifest): Progress {
  if (progress.state === "parts" && progress.next === manifest.parts.length)
    return skipEmpty({ state: "credentials", next: 0 }, manifest);
  if (progress.state === "credentials" && progress.next >= manifest.sealed)
    return skipEmpty({ state: "files", after: "", done: 0 }, manifest);
  if (progress.state === "files" && progress.done === manifest.content.files) return { state: "counts", next: 0 };
  return progress;
}
