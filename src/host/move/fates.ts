/** What becomes of each table when a brand moves to another host; a table without an answer does not compile. */
import { getTableName } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "../../store/schema.ts";

type TableKey = {
  [K in keyof typeof schema]: (typeof schema)[K] extends SQLiteTable ? K : never;
}[keyof typeof schema];

/** `rebuilt`: made again from the others at the target. `stays`: must not be valid in two places. */
type Fate = "moves" | "rebuilt" | "stays";

// What a table holds sealed, or hashed with our key, must be named in sealed.ts, or stay.
const FATES: Record<TableKey, Fate> = {
  meta: "moves",
  app: "moves",
  account: "moves",
  gap: "moves",
  poison: "moves",
  // A platform counts by account, not by where we run.
  limitHold: "moves",
  contact: "moves",
  identity: "moves",
  agent: "moves",
  // Only hashes: scripts go on with the tokens they have.
  token: "moves",
  // Whoever has the workspace open comes in again, by a link of the new host.
  openLink: "stays",
  session: "stays",
  authUser: "moves",
  authCredential: "moves",
  authTwoFactor: "moves",
  authSession: "stays",
  authVerification: "stays",
  // Made for the old address.
  personLink: "stays",
  signInFailure: "stays",
  // Sealed, and made for one address: the new host makes another.
  bridge: "stays",
  bridgeCall: "stays",
  erasedPerson: "moves",
  place: "moves",
  placeAlias: "moves",
  conversation: "moves",
  topic: "moves",
  episode: "moves",
  // Nobody is warned twice.
  slaTold: "moves",
  label: "moves",
  conversationLabel: "moves",
  savedView: "moves",
  // Whoever moves a brand takes nothing back any more.
  bulkChange: "stays",
  answer: "moves",
  macro: "moves",
  rule: "moves",
  ruleRun: "moves",
  message: "moves",
  messageEdit: "moves",
  // Sealed, and kept for a week at most: what a person has not looked at by then is looked up at the platform.
  sealedSecret: "stays",
  fragment: "moves",
  // Nobody is told twice.
  safetyText: "moves",
  tombstone: "moves",
  reaction: "moves",
  media: "moves",
  delivery: "moves",
  upload: "moves",
  draft: "moves",
  closeAfter: "moves",
  // A client that repeats its call after the move must not be answered twice.
  idempotency: "moves",
  job: "moves",
  event: "moves",
  eventContent: "moves",
  counter: "rebuilt",
  reportSeries: "rebuilt",
  reportHour: "rebuilt",
  reportDay: "rebuilt",
  reportMessage: "rebuilt",
  reportEpisode: "rebuilt",
  reportAgain: "rebuilt",
  // Their secrets are sealed: whoever is told what happens is added again, with a new one.
  webhookEndpoint: "stays",
  webhookDelivery: "stays",
  mention: "moves",
  notice: "moves",
  agentWork: "moves",
  handout: "moves",
  publication: "moves",
  publicationVersion: "moves",
  publicationSlug: "moves",
  publicationSource: "moves",
  publicationConsent: "moves",
  publicationDay: "moves",
  post: "moves",
  postPart: "moves",
  comment: "moves",
  officialContact: "moves",
};

const TABLES: Record<TableKey, SQLiteTable> = { ...schema };

/** Facts about one database, not about the brand. */
export const OWN_FACTS: readonly string[] = [
  "keyCheck",
  // How far the roll-ups of reports are; at the target they begin anew.
  "reports",
  "paused",
  "deactivated",
  "importManifest",
  "importProgress",
  "imported",
];

export interface MovedTable {
  name: string;
  columns: string[];
}

/** The tables that move, each after those it refers to. */
export function movedTables(): MovedTable[] {
  const ordered: MovedTable[] = [];
  const seen = new Set<string>();
  const visit = (table: SQLiteTable) => {
    const { name, columns, foreignKeys } = getTableConfig(table);
    if (seen.has(name)) return;
    seen.add(name);
    for (const key of foreignKeys) visit(key.reference().foreignTable);
    ordered.push({ name, columns: columns.map((column) => column.name) });
  };
  for (const key of keysOf("moves")) visit(TABLES[key]);
  return ordered;
}

/** Names of the tables in which a brand that nobody has used has no row. */
export function tablesOfUse(): string[] {
  return [...keysOf("moves"), ...keysOf("stays")].filter((key) => !ALSO_UNUSED.has(key)).map(tableName);
}

const tableName = (key: TableKey) => getTableName(TABLES[key]);

/** Strangers who try to sign in fill them too. */
const ALSO_UNUSED: ReadonlySet<TableKey> = new Set(["meta", "signInFailure"]);

function keysOf(fate: Fate): TableKey[] {
  return (Object.keys(FATES) as TableKey[]).filter((key) => FATES[key] === fate);
}
