import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** A person with a session of their own: nobody else has an account to look at, and no key may change one. */
export function personOf(identity: Identity): { readonly userId: string; readonly sessionId: string } {
  const { kind, userId, sessionId } = identity;
  if (kind === "anonymous") throw new AppError("AUTH_REQUIRED");
  if (kind !== "user" || userId === null || sessionId === undefined) throw new AppError("AUTH_SESSION_REQUIRED");
  return { userId, sessionId };
}
