import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import type { ServerOptions } from "../../server-options.ts";
import type { LimitsChange } from "./schema.ts";

/** Who looks after a workspace may set less than the server grants; who looks after the server, anything. */
export function assertMayChange(identity: Identity, change: LimitsChange, options: ServerOptions): void {
  if (identity.kind === "anonymous") throw new AppError("PERMISSION_DENIED");
  if (change.userId !== undefined && change.storageBytes !== undefined)
    throw new AppError("REQUEST_INVALID", { message: "Room is given to a workspace, not to a person in it." });
  if (!identity.isInstanceAdmin && asksForMore(change, options)) throw new AppError("LIMIT_ABOVE_SERVER");
}

function asksForMore({ userId, storageBytes, modelTokens, modelUsd }: LimitsChange, options: ServerOptions): boolean {
  const isPersons = userId !== undefined;
  const tokens = isPersons ? options.modelTokensPerPerson : options.modelTokensPerWorkspace;
  const usd = isPersons ? options.modelUsdPerPerson : options.modelUsdPerWorkspace;
  const isMore = (wanted: number | null | undefined, granted: number): boolean =>
    wanted != null && granted > 0 && wanted > granted;
  return isMore(storageBytes, options.storagePerWorkspace) || isMore(modelTokens, tokens) || isMore(modelUsd, usd);
}
