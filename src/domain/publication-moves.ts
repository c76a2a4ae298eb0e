/** The whole life of a page: which step leads from where to where. Pure. */
import type { PublicationState, RevisionState } from "./publications.ts";

export const PUBLICATION_STEPS = ["edit", "submit", "return", "publish", "withdraw", "discard", "reopen"] as const;
export type PublicationStep = (typeof PUBLICATION_STEPS)[number];

/** Where a page stands; `revision` only while it is published. */
export interface Standing {
  state: PublicationState;
  revision: RevisionState | null;
}

type Place = PublicationState | "published+draft" | "published+review";

/** `gone`: the draft is deleted. */
const STEPS: Record<Place, Partial<Record<PublicationStep, Place | "gone">>> = {
  draft: { edit: "draft", submit: "review", discard: "gone" },
  // Whoever reviews sees the words as they are now: publishing names the edition.
  review: { edit: "review", return: "draft", publish: "published", discard: "gone" },
  published: { edit: "published+draft", withdraw: "withdrawn" },
  "published+draft": {
    edit: "published+draft",
    submit: "published+review",
    discard: "published",
    withdraw: "withdrawn",
  },
  "published+review": {
    edit: "published+review",
    return: "published+draft",
    publish: "published",
    discard: "published",
    withdraw: "withdrawn",
  },
  withdrawn: { reopen: "draft" },
};

/** Where a step leads; null: it cannot be taken from here. */
export function stepFrom({ state, revision }: Standing, step: PublicationStep): Standing | "gone" | null {
  const from: Place = state === "published" && revision !== null ? `published+${revision}` : state;
  const to = STEPS[from][step];
  if (to === undefined) return null;
  if (to === "published+draft") return { state: "published", revision: "draft" };
  if (to === "published+review") return { state: "published", revision: "review" };
  return to === "gone" ? to : { state: to, revision: null };
}
