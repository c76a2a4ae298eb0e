/** Makes the numbers that people read out of counts. */
import { type Durations, durationsOf, type Histogram } from "../../domain/reports/buckets.ts";
import type { Facet, Measure } from "../../domain/reports/measures.ts";
import type { Count } from "./read.ts";

/** Null: not counted for what was asked, such as what came in for one agent. */
export interface Numbers {
  inbound: number | null;
  outbound: number | null;
  notes: number | null;
  opened: number | null;
  closed: number;
  /** From the person's first message to our first answer, by the clock on the wall. */
  firstResponse: Durations;
  /** From the person's first message to the close. */
  resolution: Durations;
  /** Of those that had a deadline. */
  firstResponseInTime: Kept;
  resolutionInTime: Kept;
  satisfaction: Satisfaction;
}

export interface Kept {
  count: number;
  kept: number;
}

export interface Satisfaction {
  count: number;
  /** 1 (bad) to 5 (good); null without an answer. */
  average: number | null;
  /** How many gave 1, 2, 3, 4, 5. */
  scores: number[];
}

/** What is counted by everybody, by agent, by label and by topic. */
const COUNTED: Record<Facet, readonly Measure[]> = {
  all: ["inbound", "outbound", "note", "opened"],
  agent: ["outbound", "note"],
  label: ["opened"],
  topic: ["opened"],
};

/** Numbers of each group, also of those in which nothing happened. */
export function numbersBy(counts: readonly Count[], facet: Facet, groups: Iterable<number>): Map<number, Numbers> {
  const sorted = new Map<number, Map<Measure, Map<number, number>>>();
  for (const { measure, group, bucket, n } of counts) {
    const measures = getOrMake(sorted, group, () => new Map<Measure, Map<number, number>>());
    const buckets = getOrMake(measures, measure, () => new Map<number, number>());
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + n);
  }
  return new Map([...groups].map((group) => [group, numbersOf(sorted.get(group) ?? new Map(), facet)]));
}

function numbersOf(measures: Map<Measure, Histogram>, facet: Facet): Numbers {
  const of = (measure: Measure): Histogram => measures.get(measure) ?? new Map();
  const total = (measure: Measure) => [...of(measure).values()].reduce((sum, n) => sum + n, 0);
  const known = (measure: Measure) => (COUNTED[facet].includes(measure) ? total(measure) : null);
  const kept = (measure: Measure): Kept => ({ count: total(measure), kept: of(measure).get(1) ?? 0 });
  return {
    inbound: known("inbound"),
    outbound: known("outbound"),
    notes: known("note"),
    opened: known("opened"),
    closed: total("closed"),
    firstResponse: durationsOf(of("answered")),
    resolution: durationsOf(of("resolved")),
    firstResponseInTime: kept("answeredInTime"),
    resolutionInTime: kept("resolvedInTime"),
    satisfaction: satisfactionOf(of("satisfaction")),
  };
}

function satisfactionOf(histogram: Histogram): Satisfaction {
  const scores = [1, 2, 3, 4, 5].map((score) => histogram.get(score) ?? 0);
  const count = scores.reduce((sum, n) => sum + n, 0);
  const points = scores.reduce((sum, n, index) => sum + n * (index + 1), 0);
  return { count, average: count === 0 ? null : points / count, scores };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
