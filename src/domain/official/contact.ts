/** The brand's own ways to be reached, and what is said of one that somebody asks about. */
import type { ContactKind } from "../publications.ts";
import type { Column } from "./align.ts";

/** An address, account or number that is the brand's, or was until `endedAt`. */
export interface Contact {
  kind: ContactKind;
  /** As people know it: a handle with or without `@`, an address, a number; `*.host` stands for everything under it. */
  handle: string;
  url: string | null;
  /** Under which its owner is known. */
  name: string;
  /** Its id at the platform, where it is connected. */
  remoteId: string | null;
  endedAt: number | null;
}

/** What makes it look like ours. */
export type Why =
  /** The same to the eye, by letters that only look like ours. */
  | "lookalike"
  /** Characters within that nobody sees. */
  | "invisible"
  /** Dots, dashes or underscores that ours lacks, or has. */
  | "separators"
  /** Letters swapped, missing, doubled or replaced. */
  | "letters"
  /** Our name with words or digits around it. */
  | "added"
  /** Our name where we have no such account. */
  | "elsewhere"
  /** Our host's name under another ending, or within somebody else's. */
  | "other-host"
  /** Under a host of ours, but not on the list. */
  | "unlisted"
  /** A displayed name, which anybody can choose. */
  | "name";

/** What proves nothing by itself: a displayed name, or a link whose name is not what decides. */
export type Unproven = "name" | "post-link";

export type Verdict<C extends Contact = Contact> =
  | { kind: "ours"; asked: string; contacts: C[] }
  /** Ours until it ended: whatever it says now is not from us. */
  | { kind: "was-ours"; asked: string; contact: C }
  /** `columns`: letter by letter beside the one of ours that it resembles; null where letters are not what differs. */
  | { kind: "imitation"; asked: string; why: Why; contact: C; columns: Column[] | null }
  | { kind: "unproven"; asked: string; because: Unproven }
  | { kind: "stranger"; asked: string }
  /** More than an address could be. */
  | { kind: "too-long" };
