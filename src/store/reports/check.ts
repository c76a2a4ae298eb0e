/** Counts for reports anew, beside what is kept, and says where the two differ. */
import type { Store } from "../db.ts";
import { reportDay, reportHour } from "../schema.ts";
import { countNext, forgetCounts, hasUncounted } from "./count.ts";
import { countedBy } from "./tally.ts";

const PAGE = 1_000;

/** Keys of the roll-ups whose number is wrong, such as `hour/81604378624`; null where something happens meanwhile, or is not counted yet. */
export function wrongReports(store: Store): string[] | null {
  if (hasUncounted(store)) return null;
  const began = store.q.lastEvent.get()?.seq;
  const hours = new Map<number, number>();
  const days = new Map<number, number>();
  for (const { hour, day } of countedBy(store, PAGE)) {
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const kept = (table: typeof reportHour | typeof reportDay) =>
    new Map(
      store.db
        .select()
        .from(table)
        .all()
        .map((row) => [row.slot, row.n]),
    );
  const wrong = [...differ("hour", hours, kept(reportHour)), ...differ("day", days, kept(reportDay))];
  return store.q.lastEvent.get()?.seq === began ? wrong.toSorted() : null;
}

/** Counts everything anew, in slices. */
export function rebuildReports(store: Store): void {
  forgetCounts(store);
  while (countNext(store));
}

function differ(name: string, right: Map<number, number>, kept: Map<number, number>): string[] {
  const slots = new Set([...right.keys(), ...kept.keys()]);
  return [...slots].filter((slot) => (right.get(slot) ?? 0) !== (kept.get(slot) ?? 0)).map((slot) => `${name}/${slot}`);
}
