import { AppError } from "@parlance/core";
import type { FastifyInstance } from "fastify";
import { allows } from "../permissions/allows.ts";
import type { RoutePermission } from "../permissions/permission.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The right that a caller of this route needs. A route that names none is answered to nobody. */
    permission?: RoutePermission;
  }
}

/** Asks every route for its right before anything of it runs. To be added after the identity is known. */
export function addPermissions(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (request.is404) return;
    const { permission } = request.routeOptions.config;
    if (permission === "public") return;
    // Reading it refuses a request of nobody known.
    const { identity } = request;
    if (permission === undefined || !allows(identity, permission)) throw new AppError("PERMISSION_DENIED");
  });
}
