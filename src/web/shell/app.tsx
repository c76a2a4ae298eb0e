/** The whole application: who is asking, then the screens they may see. */
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  RouterProvider,
} from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { ApiError } from "../client/problem.ts";
import { meQuery } from "../client/queries.ts";
import { LanguageProvider, useT } from "../i18n/language.tsx";
import { parseSearch } from "../list/views.ts";
import { LiveProvider } from "../live/live.tsx";
import { ToastProvider } from "../ui/toast.tsx";
import { parseQuery, stringifySearch } from "./address.ts";
import { InboxScreen } from "./inbox-screen.tsx";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Live events say when something is stale: no timers, no refetch on focus.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status > 0 && error.status < 500),
    },
  },
});

const root = createRootRouteWithContext()({ component: Gate, notFoundComponent: () => <Quiet kind="missing" /> });
const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox", replace: true });
  },
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: "/inbox",
  validateSearch: parseSearch,
  component: Screen,
});
const audit = createRoute({
  getParentRoute: () => root,
  path: "/settings/audit",
  component: lazyRouteComponent(() => import("../settings/audit.tsx"), "AuditScreen"),
});
const conversation = createRoute({ getParentRoute: () => inbox, path: "$id" });

const router = createRouter({
  routeTree: root.addChildren([home, inbox.addChildren([conversation]), audit]),
  parseSearch: parseQuery,
  stringifySearch,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}

/** Nothing is drawn before it is known who asks: the cookie decides. */
function Gate() {
  const me = useQuery(meQuery);
  const [ended, setEnded] = useState(false);
  const onSignedOut = useCallback(() => setEnded(true), []);
  if (ended || (me.error instanceof ApiError && me.error.status === 401)) return <Quiet kind="signIn" />;
  if (me.isError) return <Quiet kind="offline" />;
  if (!me.data) return null;
  return (
    <LiveProvider onSignedOut={onSignedOut}>
      <Outlet />
    </LiveProvider>
  );
}

function Screen() {
  const me = useQuery(meQuery).data;
  return me ? <InboxScreen me={me} /> : null;
}

function Quiet({ kind }: { kind: "signIn" | "offline" | "missing" }) {
  const { t } = useT();
  return (
    <main className="quiet-page">
      <h1>{kind === "signIn" ? t.signInTitle : kind === "offline" ? t.offline : t.conversationMissing}</h1>
      <p>{kind === "signIn" ? t.signInHint : kind === "offline" ? t.failedHint : t.conversationMissingHint}</p>
      {kind === "signIn" ? <code>npm run -s parley -- open</code> : null}
      {kind === "offline" ? (
        <p>
          <button type="button" className="btn" onClick={() => void client.invalidateQueries()}>
            {t.retry}
          </button>
        </p>
      ) : null}
    </main>
  );
}
