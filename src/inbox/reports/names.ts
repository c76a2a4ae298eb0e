/** Names of what reports are broken down by, also of what has gone. */
import { formatId } from "../../domain/ids.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import { VISIBILITIES } from "../../domain/reports/measures.ts";
import type { Store } from "../../store/db.ts";
import { account, agent, label, topic } from "../../store/schema.ts";
import type { Breakdown } from "./ask.ts";

export interface Named {
  /** Null: none of them. */
  id: string | null;
  name: string | null;
}

/** Gives the name of a group of `breakdown`. */
export function namesOf({ db }: Store, by: Breakdown): (group: number) => Named {
  const lookUp = (kind: "agent" | "label" | "topic" | "account", rows: { id: number; name: string }[]) => {
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return (id: number): Named =>
      id === 0 ? { id: null, name: null } : { id: formatId(kind, id), name: names.get(id) ?? null };
  };
  const oneOf = (words: readonly string[]) => (index: number) => ({ id: words[index] ?? null, name: null });
  switch (by) {
    case "agent":
      return lookUp("agent", db.select({ id: agent.id, name: agent.name }).from(agent).all());
    case "label":
      return lookUp("label", db.select({ id: label.id, name: label.name }).from(label).all());
    case "topic":
      return lookUp("topic", db.select({ id: topic.id, name: topic.name }).from(topic).all());
    case "account":
      return lookUp("account", db.select({ id: account.id, name: account.name }).from(account).all());
    case "platform":
      return oneOf(PLATFORMS);
    case "visibility":
      return oneOf(VISIBILITIES);
  }
}
