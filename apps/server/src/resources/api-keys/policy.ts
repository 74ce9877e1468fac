import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { ApiKeyRow } from "./store.ts";

/** Keys act for a person: without one there is nothing to act for. */
export function assertPerson(identity: Identity): asserts identity is Identity & { readonly userId: string } {
  if (identity.kind === "anonymous" || identity.userId === null) throw new AppError("AUTH_REQUIRED");
}

/** Those of others are there for whoever may revoke them, and for nobody else. */
export const canSeeOthers = (identity: Identity): boolean => allows(identity, "apiKey.changeOthers");

export function assertCanRevoke(identity: Identity, row: ApiKeyRow | undefined): asserts row is ApiKeyRow {
  if (row === undefined || (row.userId !== identity.userId && !canSeeOthers(identity)))
    throw new AppError("API_KEY_NOT_FOUND");
}
