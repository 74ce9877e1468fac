import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { ErrorPanel } from "../components/error-panel.tsx";
import { AskPage } from "../features/ask/components/ask-page.tsx";
import { accountRoutes } from "./account-routes.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { Shell } from "./shell.tsx";
import { workspaceRoutes } from "./workspace-routes.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error }) => (
    <div className="page pt-16">
      <ErrorPanel error={error} />
    </div>
  ),
});

export interface AskSearch {
  readonly source?: string;
}

/** One page under two addresses, so that it stays as it is when a conversation gets its own. */
const askingRoute = createRoute({ getParentRoute: () => rootRoute, id: "asking", component: AskPage });

const askRoute = createRoute({
  getParentRoute: () => askingRoute,
  path: "/",
  validateSearch: (search): AskSearch => {
    const source = text(search.source);
    return source === undefined ? {} : { source };
  },
});

const conversationRoute = createRoute({ getParentRoute: () => askingRoute, path: "/c/$conversationId" });

export interface HistorySearch {
  readonly q?: string;
  readonly source?: string;
  readonly view?: "saved" | "shared";
}

const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/history",
  validateSearch: (search): HistorySearch => {
    const q = text(search.q);
    const source = text(search.source);
    return {
      ...(q === undefined ? {} : { q }),
      ...(source === undefined ? {} : { source }),
      ...(search.view === "saved" || search.view === "shared" ? { view: search.view } : {}),
    };
  },
  component: lazyRouteComponent(() => import("../features/conversations/components/history-page.tsx"), "HistoryPage"),
});

const sharedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/shared",
  component: lazyRouteComponent(() => import("../features/conversations/components/shared-page.tsx"), "SharedPage"),
});

const sourcesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sources",
  component: lazyRouteComponent(() => import("../features/sources/components/sources-page.tsx"), "SourcesPage"),
});

export interface AddSourceSearch {
  /** Kind of source whose settings are shown; the gallery without one. */
  readonly kind?: string;
}

const addSourceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sources/new",
  validateSearch: (search): AddSourceSearch => {
    const kind = text(search.kind);
    return kind === undefined ? {} : { kind };
  },
  component: lazyRouteComponent(
    () => import("../features/connections/components/add-source-page.tsx"),
    "AddSourcePage",
  ),
});

const combineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sources/combine",
  component: lazyRouteComponent(() => import("../features/combinations/components/combine-page.tsx"), "CombinePage"),
});

export interface SourceSearch {
  readonly table?: string;
  readonly view?: string;
}

const sourceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sources/$sourceId",
  validateSearch: (search): SourceSearch => {
    const table = text(search.table);
    const view = text(search.view);
    return { ...(table === undefined ? {} : { table }), ...(view === undefined ? {} : { view }) };
  },
  component: lazyRouteComponent(() => import("../features/sources/components/source-page.tsx"), "SourcePage"),
});

export interface SqlSearch {
  readonly source?: string;
  readonly sql?: string;
}

const sqlRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sql",
  validateSearch: (search): SqlSearch => {
    const source = text(search.source);
    const sql = text(search.sql);
    return { ...(source === undefined ? {} : { source }), ...(sql === undefined ? {} : { sql }) };
  },
  component: lazyRouteComponent(() => import("../features/sql/components/sql-page.tsx"), "SqlPage"),
});

export interface ModelsSearch {
  /** Provider whose settings are shown; all of them without one. */
  readonly provider?: string;
}

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/models",
  validateSearch: (search): ModelsSearch => {
    const provider = text(search.provider);
    return provider === undefined ? {} : { provider };
  },
  component: lazyRouteComponent(() => import("../features/settings/components/models-page.tsx"), "ModelsPage"),
});

const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin",
  beforeLoad: () => {
    throw redirect({ to: "/admin/$page", params: { page: "configuration" } });
  },
});

const adminPageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/$page",
  component: lazyRouteComponent(() => import("../features/admin/components/admin-shell.tsx"), "AdminShell"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    askingRoute.addChildren([askRoute, conversationRoute]),
    historyRoute,
    sharedRoute,
    sourcesRoute,
    addSourceRoute,
    combineRoute,
    sourceRoute,
    sqlRoute,
    modelsRoute,
    ...accountRoutes(rootRoute),
    ...workspaceRoutes(rootRoute),
    adminRoute,
    adminPageRoute,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
