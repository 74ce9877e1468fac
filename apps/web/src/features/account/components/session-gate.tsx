import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { goToSignIn, keepSessionFresh } from "../../../http/session.ts";
import { meQuery } from "../api/me.ts";

const WelcomePage = lazy(() =>
  import("../../welcome/components/welcome-page.tsx").then((module) => ({ default: module.WelcomePage })),
);

/** Pages for people who are not signed in, or do not need to be. */
const OPEN_PAGES = new Set([
  "/sign-in",
  "/connect-database",
  "/sign-up",
  "/forgot-password",
  "/reset-password",
  "/verify-email",
  "/confirm-email",
  "/setup",
  "/invitation",
  "/shared",
]);

/** Sends people to sign in where the server answers nobody else, and keeps the session of those who are. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery).data;
  const { pathname } = useLocation();
  const isStranger = me?.kind === "nobody" && !OPEN_PAGES.has(pathname);
  const mustSignIn = isStranger && pathname !== "/";
  const isPerson = me?.kind === "user";
  useEffect(() => {
    if (mustSignIn) goToSignIn();
  }, [mustSignIn]);
  useEffect(() => (isPerson ? keepSessionFresh() : undefined), [isPerson]);
  if (mustSignIn) return null;
  if (!isStranger) return children;
  return (
    <Suspense fallback={null}>
      <WelcomePage isRegistrationOpen={me.possible.registration === "open"} />
    </Suspense>
  );
}
