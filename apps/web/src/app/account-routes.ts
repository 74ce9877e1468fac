import { type AnyRootRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";

export interface SignInSearch {
  /** Where to go afterwards: a path of this site. */
  readonly to?: string;
}

/** Signing in and all that belongs to it. Their code is loaded when somebody goes there. */
export function accountRoutes<Root extends AnyRootRoute>(rootRoute: Root) {
  const parent = { getParentRoute: () => rootRoute };
  return [
    createRoute({
      ...parent,
      path: "/sign-in",
      validateSearch: (search): SignInSearch => (typeof search.to === "string" ? { to: search.to } : {}),
      component: lazyRouteComponent(() => import("../features/account/components/sign-in-page.tsx"), "SignInPage"),
    }),
    createRoute({
      ...parent,
      path: "/connect-database",
      component: lazyRouteComponent(
        () => import("../features/credential-sessions/components/credentials-page.tsx"),
        "CredentialsPage",
      ),
    }),
    createRoute({
      ...parent,
      path: "/sign-up",
      component: lazyRouteComponent(() => import("../features/account/components/sign-up-page.tsx"), "SignUpPage"),
    }),
    createRoute({
      ...parent,
      path: "/forgot-password",
      component: lazyRouteComponent(
        () => import("../features/account/components/forgot-password-page.tsx"),
        "ForgotPasswordPage",
      ),
    }),
    createRoute({
      ...parent,
      path: "/reset-password",
      component: lazyRouteComponent(
        () => import("../features/account/components/reset-password-page.tsx"),
        "ResetPasswordPage",
      ),
    }),
    createRoute({
      ...parent,
      path: "/verify-email",
      component: lazyRouteComponent(
        () => import("../features/account/components/verify-email-page.tsx"),
        "VerifyEmailPage",
      ),
    }),
    createRoute({
      ...parent,
      path: "/confirm-email",
      component: lazyRouteComponent(
        () => import("../features/account/components/confirm-email-page.tsx"),
        "ConfirmEmailPage",
      ),
    }),
    createRoute({
      ...parent,
      path: "/setup",
      component: lazyRouteComponent(() => import("../features/account/components/setup-page.tsx"), "SetupPage"),
    }),
    createRoute({
      ...parent,
      path: "/settings/account",
      component: lazyRouteComponent(() => import("../features/account/components/account-page.tsx"), "AccountPage"),
    }),
  ] as const;
}
