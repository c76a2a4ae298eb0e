/** Which rules send a canned answer by themselves. */
import { formatId } from "../../domain/ids.ts";
import type { Store } from "../../store/db.ts";
import { rule } from "../../store/schema.ts";

/** Names of the rules. */
export function automaticUses(store: Store, answerId: number): string[] {
  const id = formatId("answer", answerId);
  return store.db
    .select()
    .from(rule)
    .all()
    .filter(({ actions }) => actions.some((one) => one.do === "answer" && one.answerId === id))
    .map(({ name }) => name);
}
