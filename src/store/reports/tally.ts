/** Puts what messages and episodes count for into the roll-ups, and takes back what they counted for before. */
import type { Store } from "../db.ts";
import type { EpisodeFacts, MessageFacts } from "../queries/reports.ts";
import { type Part, partsOfEpisode, partsOfMessage } from "./parts.ts";
import { daySlotOf, slotOf } from "./slot.ts";

/** What one slice changes; written at its end, since much of it falls into the same hours. */
export class Tally {
  readonly #store: Store;
  readonly #names: SeriesNames;
  readonly #hours = new Map<number, number>();
  readonly #days = new Map<number, number>();

  constructor(store: Store) {
    this.#store = store;
    this.#names = new SeriesNames(store);
  }

  message(row: MessageFacts): void {
    const { countedMessage } = this.#store.q.reports;
    const before = countedMessage.get({ id: row.id })?.slots;
    const after = this.#slots(partsOfMessage(this.#store, row));
    // Most of what nobody counts (context, history) was never counted: that needs no row.
    if (after === (before ?? "")) return;
    this.#replace(before ?? "", after);
    this.#store.q.reports.countMessage.run({ id: row.id, slots: after });
  }

  /** A message of ours that proved to be another one's echo. */
  messageIsGone(id: number): void {
    const before = this.#store.q.reports.countedMessage.get({ id })?.slots;
    if (!before) return;
    this.#replace(before, "");
    this.#store.q.reports.countMessage.run({ id, slots: "" });
  }

  episode(row: EpisodeFacts): void {
    const { countedEpisode, countEpisode } = this.#store.q.reports;
    const { id } = row.episode;
    const before = countedEpisode.get({ id })?.slots;
    const after = this.#slots(partsOfEpisode(this.#store, row));
    if (after === before) return;
    this.#replace(before ?? "", after);
    countEpisode.run({ id, slots: after });
  }

  /** Writes what has changed; call once, in the transaction of the rest. */
  write(): void {
    const { addToHour, addToDay } = this.#store.q.reports;
    for (const [slot, by] of this.#hours) if (by !== 0) addToHour.run({ slot, by });
    for (const [slot, by] of this.#days) if (by !== 0) addToDay.run({ slot, by });
  }

  #replace(before: string, after: string): void {
    for (const slot of numbersOf(before)) this.#add(slot, -1);
    for (const slot of numbersOf(after)) this.#add(slot, 1);
  }

  #add(slot: number, by: number): void {
    this.#hours.set(slot, (this.#hours.get(slot) ?? 0) + by);
    const day = daySlotOf(slot);
    this.#days.set(day, (this.#days.get(day) ?? 0) + by);
  }

  #slots(parts: Part[]): string {
    return this.#names
      .slots(parts)
      .toSorted((a, b) => a - b)
      .join(",");
  }
}

/** Knows the series that it has met. */
class SeriesNames {
  readonly #store: Store;
  readonly #known = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  slots(parts: Part[]): number[] {
    return parts.map((part) => slotOf(this.#seriesOf(part), part.hour, part.bucket));
  }

  #seriesOf({ measure, facet, key, accountId, visibility }: Part): number {
    const what = { measure, facet, key, accountId, visibility };
    const name = Object.values(what).join("/");
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { series, insertSeries } = this.#store.q.reports;
    const { id } = series.get(what) ?? insertSeries.get(what);
    this.#known.set(name, id);
    return id;
  }
}

/** Every count that messages and episodes make as they are now, one by one. */
export function* countedBy(store: Store, atOnce: number): Generator<{ hour: number; day: number }> {
  const names = new SeriesNames(store);
  const { messagesAfter, episodesAfter } = store.q.reports;
  const both = (parts: Part[]) => names.slots(parts).map((hour) => ({ hour, day: daySlotOf(hour) }));
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows: MessageFacts[] = messagesAfter.all({ after, limit: atOnce });
    for (const row of rows) yield* both(partsOfMessage(store, row));
    after = rows.at(-1)?.id;
  }
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows: EpisodeFacts[] = episodesAfter.all({ after, limit: atOnce });
    for (const row of rows) yield* both(partsOfEpisode(store, row));
    after = rows.at(-1)?.episode.id;
  }
}

function numbersOf(slots: string): number[] {
  return slots === "" ? [] : slots.split(",").map(Number);
}
