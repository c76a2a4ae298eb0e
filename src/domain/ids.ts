/** Ids: integers inside, with a prefix outside (`cnv_42`), so that one kind is never taken for another. */

export const ID_PREFIXES = {
  account: "acc",
  agent: "agt",
  answer: "ans",
  app: "app",
  attachment: "med",
  bulk: "blk",
  comment: "cmt",
  contact: "ctc",
  conversation: "cnv",
  delivery: "dlv",
  episode: "eps",
  event: "evt",
  gap: "gap",
  invitation: "inv",
  identity: "idn",
  job: "job",
  label: "lbl",
  macro: "mac",
  message: "msg",
  officialContact: "ofc",
  poison: "psn",
  post: "pst",
  publication: "pub",
  rule: "rul",
  token: "tok",
  topic: "top",
  upload: "upl",
  view: "svw",
  webhook: "whk",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

export function formatId(kind: IdKind, id: number): string {
  return `${ID_PREFIXES[kind]}_${id}`;
}

/** The integer of an id of this kind; null if it is not one. */
export function parseId(kind: IdKind, value: string): number | null {
  const match = /^([a-z]{3})_([1-9][0-9]{0,14})$/.exec(value);
  return match?.[1] === ID_PREFIXES[kind] ? Number(match[2]) : null;
}
