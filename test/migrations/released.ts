/** Every migration that was released, with a database as it was then. A release adds a line; `node test/support/dump-release.ts` prints its database. */
import start from "./0000_start.sql";
import search from "./0001_search.sql";
import safetyText from "./0011_safety_text.sql";
import reportAgain from "./0020_report_again.sql";
import siteLists from "./0025_site_lists.sql";

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
  { tag: "0012_workspace_time", sha256: "b4654f88597ac79d9c194e71358f7ef9e7425f6b4f0a5f72a2bec4840f713f5b", rows: null },
  { tag: "0013_composing", sha256: "b11a5cea9d5f62db993266e86dfd175d34b8cb84dfd0af20f1f7a9e23c1bc044", rows: null },
  { tag: "0014_together", sha256: "30d957336f29beaf524a6367285515e6ef033324defedd177cf11fa1b67ad620", rows: null },
  { tag: "0015_playbook", sha256: "6ac2e43c94f8e5bb4ea8f92c5e671076c543f988e3888afe3b670fc540f96fc3", rows: null },
  { tag: "0016_reports", sha256: "dd6d860382dd70830702b44d8a3e3c59a08ca442020aaf400247a8c82bad69e7", rows: null },
  { tag: "0017_notes", sha256: "26b9ee3b9746fad1daa69728fb2ffa0cde8f09d5430aeec079f8b2a31b33fc83", rows: null },
  { tag: "0018_views", sha256: "d8ff27aa271720db6339202e721ecf8920e6a535a55d4c3f1a42c6acceba3ba1", rows: null },
  { tag: "0019_webhook_secrets", sha256: "3f3ec77ee451ec032110567659d02ef842ef6a888a3006204d789aa458785dbe", rows: null },
  { tag: "0020_report_again", sha256: "7412f58243f72915421a4d1b6de15a0792911eea5fc479bb7bd5cf8f017296c1", rows: reportAgain },
  { tag: "0021_public_answers", sha256: "3ea236a7fac97dd13d4752158b0a7b4a5cf2ddb79b99112003bb88628aeb9949", rows: null },
  { tag: "0022_publication_search", sha256: "711137451f15ba0195f7f6886ad5558ac0a3b69976c983ecdd9abe761654502b", rows: null },
  { tag: "0023_official_contacts", sha256: "13e528edc4307e4b457cd595fa1315ef1363d9616a1358bad2435a411e1ec582", rows: null },
  { tag: "0024_publication_lists", sha256: "f42264739c5ae3aec5538e78e93275ba3021ffbdeb396f495458f52a5f2637cd", rows: null },
  { tag: "0025_site_lists", sha256: "cace1c184e7c231626496a47bc18d96be316cc22fc617c77ae09675f67593439", rows: siteLists },
];
