/** Every migration that was released, with a database as it was then. A release adds a line; `node test/support/dump-release.ts` prints its database. */
import start from "./0000_start.sql";
import search from "./0001_search.sql";

interface Release {
  /** The newest migration. */
  tag: string;
  /** Of the migration's file, which never changes again. */
  sha256: string;
  /** INSERT statements. */
  rows: string;
}

export const RELEASED: Release[] = [
  { tag: "0000_start", sha256: "fd3e9e4c39862042b0739f5b52da0797e591cc2ad9e4c7110047232e746015c5", rows: start },
  { tag: "0001_search", sha256: "b0a80a90ae66f52c0da6a86f9459004e07d3425c074ac19e66a3d64e52c16ed8", rows: search },
];
