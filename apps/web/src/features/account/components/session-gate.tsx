import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { goToSignIn, keepSessionFresh } from "../../../http/session.ts";
import { meQuery } from "../api/me.ts";

/** Pages for people who are not signed in, or do not need to be. */
const OPEN_PAGES = new Set([
  "/sign-in",
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
  const isOpen = OPEN_PAGES.has(useLocation().pathname);
  const mustSignIn = me?.kind === "nobody" && !isOpen;
  const isPerson = me?.kind === "user";
  useEffect(() => {
    if (mustSignIn) goToSignIn();
  }, [mustSignIn]);
  useEffect(() => (isPerson ? keepSessionFresh() : undefined), [isPerson]);
  return mustSignIn ? null : children;
}
