import type { FastifyRequest } from "fastify";

/** Where a session was begun, for its owner to recognise. */
export interface Device {
  readonly address: string;
  readonly userAgent: string;
}

const MAX_CHARACTERS = 300;

export const deviceOf = ({ ip, headers }: FastifyRequest): Device => ({
  address: ip,
  userAgent: (headers["user-agent"] ?? "").slice(0, MAX_CHARACTERS),
});
