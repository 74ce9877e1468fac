import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** Ways to sign in are added and taken away by a person who is signed in, not by a key or a program of theirs. */
export function sessionOf({ kind, userId, sessionId }: Identity): {
  readonly userId: string;
  readonly sessionId: string;
} {
  if (kind !== "user" || userId === null || sessionId === undefined) throw new AppError("AUTH_SESSION_REQUIRED");
  return { userId, sessionId };
}
