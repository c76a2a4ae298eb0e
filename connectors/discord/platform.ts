/** Discord as a platform: a bot in servers and direct messages, heard through the gateway, answered over REST. */
import type { Connector, ConnectorContext, Platform } from "../connector.ts";
import { type Account, rememberSelf } from "./account.ts";
import { answerability } from "./answerability.ts";
import { capabilities } from "./capabilities.ts";
import { createDirectory } from "./directory.ts";
import { findSent } from "./find-sent.ts";
import { history } from "./history.ts";
import { identify } from "./identify.ts";
import { limitScopes } from "./limits.ts";
import { openMedia } from "./media.ts";
import { posts } from "./posts.ts";
import { createRest } from "./rest.ts";
import { perform } from "./send.ts";
import { parseCredentials, parseSettings } from "./settings.ts";

export const discord: Platform = { name: "discord", capabilities, parseSettings, parseCredentials, open };

function open(context: ConnectorContext): Connector {
  const rest = createRest(context);
  const account: Account = {
    context,
    settings: parseSettings(context.settings),
    rest,
    directory: createDirectory(rest),
    selfId: rememberSelf(context, rest),
  };
  return {
    identify: (signal) => identify(account, signal),
    async *listen(cursor, signal) {
      // Loaded only where it is used: the gateway's client needs Node.
      const { listenGateway } = await import("./gateway.ts");
      yield* listenGateway(account, cursor, signal);
    },
    history: (since, cursor, signal) => history(account, since, cursor, signal),
    openMedia: (id, fetchFile, signal) => openMedia(account, id, fetchFile, signal),
    answerability: (target) => answerability(target, context.self),
    perform: (operation, signal) => perform(account, operation, signal),
    findSent: (operation, window, signal) => findSent(account, operation, window, signal),
    limitScopes,
    posts: posts(account),
    close: async () => rest.close(),
  };
}
