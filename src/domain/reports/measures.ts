/** What reports count, and by what they tell it apart. */

/**
 * `inbound`, `outbound`, `note`: messages. The others: episodes. `closed` says without how long what `resolved` says with it: few rows, from the first day on, give the open work of any moment. `answered` and `resolved` are counted by how long it took, `…InTime` by whether the deadline was kept
 * (1) or missed (0), `satisfaction` by the score.
 */
export const MEASURES = [
  "inbound",
  "outbound",
  "note",
  "opened",
  "closed",
  "answered",
  "resolved",
  "answeredInTime",
  "resolvedInTime",
  "satisfaction",
] as const;
export type Measure = (typeof MEASURES)[number];

/** `all` counts each thing once; the others count it for each key that it has, 0 where it has none. */
export const FACETS = ["all", "agent", "label", "topic"] as const;
export type Facet = (typeof FACETS)[number];

export const VISIBILITIES = ["private", "public"] as const;
export type Visibility = (typeof VISIBILITIES)[number];
