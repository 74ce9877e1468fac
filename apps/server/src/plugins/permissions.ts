import { AppError } from "@parlance/core";
import type { FastifyInstance } from "fastify";
import { allows } from "../permissions/allows.ts";
import type { Permission, RoutePermission } from "../permissions/permission.ts";
import { KEY_IN_ADDRESS } from "../resources/api-keys/key-text.ts";
import type { Identity } from "./identity.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The right that a caller of this route needs. A route that names none is answered to nobody. */
    permission?: RoutePermission;
  }
}

/** Asks every route for its right before anything of it runs. To be added after the identity is known. */
export function addPermissions(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    // Whoever does this has told it to every log on the way; the sooner they know, the better.
    if (KEY_IN_ADDRESS.test(request.url)) throw new AppError("API_KEY_IN_ADDRESS");
    if (request.is404) return;
    const { permission } = request.routeOptions.config;
    if (permission === "public") return;
    // Reading it refuses a request of nobody known.
    assertAllowed(request.identity, permission);
  });
}

function assertAllowed(identity: Identity, permission: Permission | undefined): void {
  if (permission !== undefined && identity.workspaceId === NO_WORKSPACE && !isAboutThePerson(permission))
    throw new AppError("WORKSPACE_REQUIRED");
  if (permission !== undefined && identity.lacksSecondFactor === true && !isAboutThePerson(permission))
    throw new AppError("TWO_FACTOR_REQUIRED");
  if (permission === undefined || !allows(identity, permission)) throw new AppError("PERMISSION_DENIED");
}

/** What an identity says instead of a workspace when its person is in none. No workspace has this id. */
export const NO_WORKSPACE = "";

/** What one may do without being in any workspace. */
const isAboutThePerson = (permission: Permission): boolean =>
  permission === "workspace.list" || permission.startsWith("account.") || permission.startsWith("instance.");
