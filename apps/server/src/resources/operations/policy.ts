import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";

/** The server's parts, sources and jobs, whosever they are; without what is in them. */
export function assertCanOperate(identity: Identity): void {
  if (!allows(identity, "instance.operations")) throw new AppError("PERMISSION_DENIED");
}
