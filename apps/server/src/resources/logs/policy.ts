import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";

/** Lines name requests, routes and sources of every workspace. */
export function assertCanReadLogs(identity: Identity): void {
  if (!allows(identity, "instance.operations")) throw new AppError("PERMISSION_DENIED");
}
