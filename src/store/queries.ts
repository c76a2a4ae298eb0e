/** The prepared queries of the hot paths: ingest, lists and dispatch. */
import { prepareFacts } from "./conversation-facts.ts";
import type { Db } from "./db.ts";
import { prepareConversations } from "./queries/conversations.ts";
import { prepareLog } from "./queries/log.ts";
import { prepareMessages } from "./queries/messages.ts";
import { preparePeople } from "./queries/people.ts";
import { prepareReports } from "./queries/reports.ts";

/** Prepares every hot query on an open database. */
export function prepareQueries(db: Db) {
  return {
    ...prepareLog(db),
    ...preparePeople(db),
    ...prepareConversations(db),
    ...prepareMessages(db),
    facts: prepareFacts(db),
    reports: prepareReports(db),
  };
}

export type Queries = ReturnType<typeof prepareQueries>;
