import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";

/** Plugins belong to the server, not to a workspace. */
export function assertCanManagePlugins(identity: Identity): void {
  if (!allows(identity, "instance.plugins")) throw new AppError("PERMISSION_DENIED");
}
