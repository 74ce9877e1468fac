import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** A consent belongs to the workspace it was begun for; for everyone else it does not exist. */
export function assertOwns<Consent extends { readonly workspaceId: string }>(
  identity: Identity,
  consent: Consent | undefined,
): asserts consent is Consent {
  if (consent?.workspaceId !== identity.workspaceId) throw new AppError("CONSENT_NOT_FOUND");
}
