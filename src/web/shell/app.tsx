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
  useLocation,
} from "@tanstack/react-router";
import { Suspense, useCallback, useState } from "react";
import { ApiError } from "../client/problem.ts";
import { meQuery } from "../client/queries.ts";
import { LanguageProvider, type LoadedLanguage, useT } from "../i18n/language.tsx";
import { parseSearch } from "../list/views.ts";
import { LiveProvider } from "../live/live.tsx";
import { Together } from "../together/parts.ts";
import { ToastProvider } from "../ui/toast.tsx";
import { parseQuery, stringifySearch } from "./address.ts";
import { InboxScreen } from "./inbox-screen.tsx";
import { lazily } from "./lazily.ts";

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

/** Where one-time links lead: nobody has to be signed in. */
const WELCOME = "/welcome";

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
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("../settings/shell.tsx"), "SettingsShell"),
});
const reports = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  component: lazyRouteComponent(() => import("../reports/screen.tsx"), "ReportsScreen"),
});
const publications = createRoute({
  getParentRoute: () => root,
  path: "/publications",
  component: lazyRouteComponent(() => import("../publish/shell.tsx"), "PublishShell"),
});
/** A list by its name, or a page by its id. */
const publication = createRoute({ getParentRoute: () => publications, path: "$" });
/** Which section, and what in it, is the settings' own affair: see `settings/registry.ts`. */
const section = createRoute({ getParentRoute: () => settings, path: "$" });
const welcome = createRoute({
  getParentRoute: () => root,
  path: WELCOME,
  component: lazyRouteComponent(() => import("../people/welcome.tsx"), "Welcome"),
});
const SignIn = lazily(() => import("../people/sign-in.tsx").then((part) => part.SignIn));
const MustEnrol = lazily(() => import("../people/must-enrol.tsx").then((part) => part.MustEnrol));
const conversation = createRoute({ getParentRoute: () => inbox, path: "$id" });

const router = createRouter({
  routeTree: root.addChildren([
    home,
    inbox.addChildren([conversation]),
    settings.addChildren([section]),
    reports,
    publications.addChildren([publication]),
    welcome,
  ]),
  parseSearch: parseQuery,
  stringifySearch,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

export function App({ language }: { language: LoadedLanguage }) {
  return (
    <LanguageProvider first={language}>
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
  const isWelcome = useLocation({ select: ({ pathname }) => pathname === WELCOME });
  return isWelcome ? <Outlet /> : <Members />;
}

function Members() {
  const me = useQuery(meQuery);
  const [ended, setEnded] = useState(false);
  const onSignedOut = useCallback(() => setEnded(true), []);
  // The address stays: who signs in again is back where they were, and so is what they had written.
  const onSignedIn = () => {
    setEnded(false);
    void client.resetQueries();
  };
  if (ended || (me.error instanceof ApiError && me.error.status === 401))
    return (
      <Suspense>
        <SignIn interrupted={ended} onDone={onSignedIn} />
      </Suspense>
    );
  if (me.isError) return <Quiet kind="offline" />;
  if (!me.data) return null;
  if (me.data.secondFactor === "required")
    return (
      <Suspense>
        <MustEnrol onDone={onSignedIn} />
      </Suspense>
    );
  return (
    <LiveProvider onSignedOut={onSignedOut}>
      <Suspense>
        <Together me={me.data} />
      </Suspense>
      <Outlet />
    </LiveProvider>
  );
}

function Screen() {
  const me = useQuery(meQuery).data;
  return me ? <InboxScreen me={me} /> : null;
}

function Quiet({ kind }: { kind: "offline" | "missing" }) {
  const { t } = useT();
  return (
    <main className="quiet-page">
      <h1>{kind === "offline" ? t.offline : t.conversationMissing}</h1>
      <p>{kind === "offline" ? t.failedHint : t.conversationMissingHint}</p>
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
