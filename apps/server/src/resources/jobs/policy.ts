import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";

/** Jobs of all workspaces: what they are about and how they go, never what is in a source. */
export function assertCanManageJobs(identity: Identity): void {
  if (!allows(identity, "instance.operations")) throw new AppError("PERMISSION_DENIED");
}
