import type { FastifyRequest } from "fastify";
import type { Arrival } from "../resources/auth/service.ts";
import type { AnonymousBrowsers } from "./anonymous-browsers.ts";
import { deviceOf } from "./device.ts";

/** What a request that begins a session brings along. */
export const arrivalOf = async (
  request: FastifyRequest,
  anonymous: AnonymousBrowsers,
  keepData: boolean,
): Promise<Arrival> => ({
  device: deviceOf(request),
  before: request.caller,
  keep: keepData ? await anonymous.workspaceBehind(request) : null,
});
