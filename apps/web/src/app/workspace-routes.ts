import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";

export interface WorkspaceSearch {
  /** Another one is to be made. */
  readonly make?: true;
}

/** Addresses about the active workspace and the people in it. */
export const workspaceRoutes = <Root extends AnyRoute>(rootRoute: Root) =>
  [
    createRoute({
      getParentRoute: () => rootRoute,
      path: "/settings/workspace",
      validateSearch: (search): WorkspaceSearch => (search.make === true ? { make: true } : {}),
      component: lazyRouteComponent(
        () => import("../features/workspaces/components/workspace-page.tsx"),
        "WorkspacePage",
      ),
    }),
    createRoute({
      getParentRoute: () => rootRoute,
      path: "/settings/members",
      component: lazyRouteComponent(() => import("../features/members/components/members-page.tsx"), "MembersPage"),
    }),
    createRoute({
      getParentRoute: () => rootRoute,
      path: "/settings/api-keys",
      component: lazyRouteComponent(() => import("../features/api-keys/components/api-keys-page.tsx"), "ApiKeysPage"),
    }),
    createRoute({
      getParentRoute: () => rootRoute,
      path: "/invitation",
      component: lazyRouteComponent(
        () => import("../features/members/components/invitation-page.tsx"),
        "InvitationPage",
      ),
    }),
  ] as const;
