import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** Settings are the whole server's: no role in a workspace is enough, and no browser without an account. */
export function assertAdministers(identity: Identity): void {
  if (!identity.isInstanceAdmin) throw new AppError("PERMISSION_DENIED");
}
