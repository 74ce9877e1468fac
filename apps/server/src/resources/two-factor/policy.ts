import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** A second factor is seen to by the person who is signed in; no key or program stands in for them. */
export function userIdOf({ kind, userId }: Identity): string {
  if (kind !== "user" || userId === null) throw new AppError("AUTH_SESSION_REQUIRED");
  return userId;
}
