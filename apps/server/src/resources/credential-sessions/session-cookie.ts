import type { FastifyReply, FastifyRequest } from "fastify";

const nameOf = ({ protocol }: FastifyRequest): string =>
  protocol === "https" ? "__Host-parlance_database" : "parlance_database";

const facts = ({ protocol }: FastifyRequest) =>
  ({ path: "/", httpOnly: true, sameSite: "lax", secure: protocol === "https" }) as const;

export const databaseCookieOf = (request: FastifyRequest): string | undefined => request.cookies[nameOf(request)];

export const setDatabaseCookie = (request: FastifyRequest, reply: FastifyReply, id: string, maxAge: number) =>
  reply.setCookie(nameOf(request), id, { ...facts(request), maxAge });

export const clearDatabaseCookie = (request: FastifyRequest, reply: FastifyReply) =>
  reply.clearCookie(nameOf(request), facts(request));
