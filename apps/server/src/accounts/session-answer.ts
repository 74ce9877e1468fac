import type { FastifyReply, FastifyRequest } from "fastify";
import type { SignedIn, Transport } from "../resources/auth/schema.ts";
import { setSessionCookies } from "./session-cookies.ts";
import type { BegunSession } from "./sessions.ts";

/** Hands a session to whoever began it: in cookies, or in the body where a program asked for it. Never in both. */
export function sessionAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  session: BegunSession,
  transport: Transport,
): SignedIn {
  const { accessToken, refreshToken, accessSeconds, refreshSeconds } = session;
  const times = { expiresIn: accessSeconds, refreshExpiresIn: refreshSeconds };
  if (transport === "token") return { status: "signedIn", tokenType: "Bearer", accessToken, refreshToken, ...times };
  setSessionCookies(request, reply, session);
  return { status: "signedIn", ...times };
}
