import type { FastifyRequest } from "fastify";
import type { IdentityResolver } from "../../accounts/identity-resolver.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { ApiKeyService } from "./service.ts";

const BEARER = /^bearer +(plk_\S*)$/i;

/** Requests of programs that send an API key in the Authorization header; it counts nowhere else. */
export class ApiKeyResolver implements IdentityResolver {
  readonly #keys: ApiKeyService;

  constructor(keys: ApiKeyService) {
    this.#keys = keys;
  }

  async resolve({ headers, ip }: FastifyRequest): Promise<Identity | null> {
    const [, key] = BEARER.exec(headers.authorization ?? "") ?? [];
    return key === undefined ? null : this.#keys.identify(key, ip);
  }

  async outdated(identities: readonly Identity[]): Promise<ReadonlySet<Identity>> {
    const outdated = new Set<Identity>();
    for (const identity of identities) {
      if (identity.apiKeyId !== undefined && !(await this.#keys.isStill(identity))) outdated.add(identity);
    }
    return outdated;
  }
}
