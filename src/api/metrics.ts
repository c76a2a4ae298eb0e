/** The numbers that an operator watches, as Prometheus text. Only what can be read at once: nothing large is counted here. */
import { sql } from "drizzle-orm";
import { conversationCounts } from "../inbox/views/counts.ts";
import type { Store } from "../store/db.ts";

interface Metric {
  name: string;
  type: "gauge" | "counter";
  help: string;
  values: { labels?: Record<string, string>; n: number }[];
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function metricsText(store: Store): string {
  return `${metricsOf(store).map(format).join("\n")}\n`;
}

function metricsOf(store: Store): Metric[] {
  const counts = conversationCounts(store);
  // The words of the condition are those of the partial index, so that only waiting rows are read.
  const deliveries = store.db.all<{ state: string; n: number }>(sql`
    select state, count(*) as n from delivery indexed by delivery_due
    where state in ('queued', 'scheduled', 'sending', 'unknown') group by state`);
  const accounts = store.db.all<{ platform: string; state: string; n: number }>(
    sql`select platform, state, count(*) as n from account group by platform, state`,
  );
  const poisons = store.db.all<{ n: number }>(sql`select coalesce(max(id), 0) as n from poison`);
  return [
    {
      name: "parley_conversations",
      type: "gauge",
      help: "Conversations by status.",
      values: Object.entries(counts.status).map(([status, n]) => ({ labels: { status }, n })),
    },
    {
      name: "parley_conversations_needing_attention",
      type: "gauge",
      help: "Conversations with a failed, held or unknown delivery.",
      values: [{ n: counts.attention }],
    },
    {
      name: "parley_deliveries_waiting",
      type: "gauge",
      help: "Deliveries that are not settled, by state.",
      values: ["queued", "scheduled", "sending", "unknown"].map((state) => ({
        labels: { state },
        n: deliveries.find((row) => row.state === state)?.n ?? 0,
      })),
    },
    {
      name: "parley_accounts",
      type: "gauge",
      help: "Official accounts by platform and state.",
      values: accounts.map(({ platform, state, n }) => ({ labels: { platform, state }, n })),
    },
    {
      name: "parley_events_total",
      type: "counter",
      help: "Events in the log.",
      values: [{ n: store.q.lastEvent.get()?.seq ?? 0 }],
    },
    {
      name: "parley_poisons_total",
      type: "counter",
      help: "Pieces of input set aside.",
      values: [{ n: poisons[0]?.n ?? 0 }],
    },
  ];
}

function format({ name, type, help, values }: Metric): string {
  const lines = values.map(({ labels, n }) => {
    const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}="${value}"`);
    return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${n}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join("\n");
}
