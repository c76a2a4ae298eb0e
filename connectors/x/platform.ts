/** X on the port: twitter-api-v2 for calls, polls and webhooks for news. */
import { MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import type { Connector, ConnectorContext, Platform } from "../connector.ts";
import { selfId, type Account } from "./account.ts";
import { answerability } from "./answerability.ts";
import { attach, detach } from "./attach.ts";
import { capabilities } from "./capabilities.ts";
import { XClient } from "./client.ts";
import { findSent } from "./find-sent.ts";
import { history, historySize } from "./history.ts";
import { identify } from "./identify.ts";
import { limitScopes } from "./limits.ts";
import { lookUp } from "./look-up.ts";
import { openMedia } from "./media.ts";
import { posts } from "./posts.ts";
import { pull } from "./pull.ts";
import { readingCost } from "./reading-cost.ts";
import { receive } from "./receive.ts";
import { perform } from "./send.ts";
import { parseCredentials, parseSettings } from "./settings.ts";

export const x: Platform = { name: "x", capabilities, parseSettings, parseCredentials, readingCost, open };

function open(context: ConnectorContext): Connector {
  const settings = parseSettings(context.settings);
  const client = new XClient(context, settings);
  const account: Account = { context, settings, client, self: selfId(context.self, client) };
  const pauseMs =
    settings.mode === "webhook" ? settings.reconcileMinutes * MINUTE_MS : settings.pollSeconds * SECOND_MS;
  return {
    identify: (signal) => identify(account, signal),
    pull: (cursor, { signal }) => pull(account, cursor, signal),
    pullEveryMs: pauseMs,
    async receive(request) {
      const { appSecret } = context.credentials.read().app;
      return receive(request, typeof appSecret === "string" ? appSecret : null, context.clock.now(), context.self);
    },
    attach: (url, signal) => attach(account, url, signal),
    detach: (signal) => detach(account, signal),
    historySize: (since, signal) => historySize(account, since, signal),
    history: (since, cursor, signal) => history(account, since, cursor, signal),
    openMedia: (id, fetchFile, signal) => openMedia(account, id, fetchFile, signal),
    lookUp: (ids, signal) => lookUp(account, ids, signal),
    answerability: (target) => answerability(target, context.self, settings.selfServe),
    perform: (operation, signal) => perform(account, operation, signal),
    findSent: (operation, window, signal) => findSent(account, operation, window, signal),
    limitScopes,
    posts: posts(account),
    close: async () => client.close(),
  };
}
