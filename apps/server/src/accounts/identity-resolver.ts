import type { FastifyRequest } from "fastify";
import type { Identity } from "../plugins/identity.ts";

/** One way in which a request can say who asks: a session, an API key, a credential session. */
export interface IdentityResolver {
  /** Null: the request brings nothing of this kind. Throws AppError for what it brings and cannot be accepted. */
  resolve(request: FastifyRequest): Promise<Identity | null>;
  /** Of identities that were given earlier by this resolver, those that would not be given again as they were. */
  outdated?(identities: readonly Identity[]): Promise<ReadonlySet<Identity>>;
}
