/** Every migration that was released, with a database as it was then. A release adds a line; `node test/support/dump-release.ts` prints its database. */
import start from "./0000_start.sql";
import search from "./0001_search.sql";
import safetyText from "./0011_safety_text.sql";

interface Release {
  /** The newest migration. */
  tag: string;
  /** Of the migration's file, which never changes again. */
  sha256: string;
  /** INSERT statements; null where no release ended with it. */
  rows: string | null;
}

export const RELEASED: Release[] = [
  { tag: "0000_start", sha256: "fd3e9e4c39862042b0739f5b52da0797e591cc2ad9e4c7110047232e746015c5", rows: start },
  { tag: "0001_search", sha256: "b0a80a90ae66f52c0da6a86f9459004e07d3425c074ac19e66a3d64e52c16ed8", rows: search },
  { tag: "0002_bridge", sha256: "e6a5f1ecbf2076ade13ecf5288a233640c086e360c55402ece449c06e1964a2f", rows: null },
  { tag: "0003_erasing", sha256: "b2c7194cdae20579cb2c4a3c37c4cef08ca0a878edfe10fd918420127bc05f23", rows: null },
  { tag: "0004_audit", sha256: "2bc7013533cb15a9a8342e2b1f15cf22d209162e23795c9f5b3b648a5bf06719", rows: null },
  { tag: "0005_held", sha256: "5df090e16f87532dfca38331f4f4794e48da9cffb7d26b3f43459552c9dbc27a", rows: null },
  { tag: "0006_masking", sha256: "480c9db7759fa2bf08e23d50fc17f5aee9f75c1f5969ac22692eb5078263f360", rows: null },
  { tag: "0007_webhooks", sha256: "20e679e485e78d04fd08954281ece63493db311c1031084476ea1eb50f0dd6e7", rows: null },
  { tag: "0008_job_waiting", sha256: "35413d5e97c6fb82960e171369bffb11a575cfda7ac2317bbf32978499312929", rows: null },
  { tag: "0009_people", sha256: "7234f30cbd8678250e675cce0abe2088a671ec9477d84ac7e8d4932311459fc1", rows: null },
  { tag: "0010_erased_block", sha256: "028982639e92a1d501607a831bee4096eb78d5f9f7bf9bec95b5756c81745fa6", rows: null },
  { tag: "0011_safety_text", sha256: "7230e5fb85b2bb547ae9b5002e4755a26713d3d5ed53365bbc543e77fd9d8241", rows: safetyText },
];
