import cookie from "@fastify/cookie";
import { AppError, isAppError } from "@parlance/core";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { IdentityResolver } from "../accounts/identity-resolver.ts";
import type { OpenWork } from "../accounts/open-work.ts";
import type { Permission } from "../permissions/permission.ts";
import type { Role } from "../permissions/role.ts";

/** Who asks, in which workspace, and with what rights. Made once for each request from its session, key or cookie. */
export interface Identity {
  /** Anonymous: a browser without an account, known by an unguessable cookie, which owns one temporary workspace. */
  readonly kind: "anonymous" | "user" | "apiKey" | "credentials";
  /** The one workspace this request is about. Never taken from a body, a query or a header. */
  readonly workspaceId: string;
  /** Whose conversations, settings and limits are meant: the user's id, or what stands for one. */
  readonly principal: string;
  readonly role: Role;
  readonly userId: string | null;
  readonly isInstanceAdmin: boolean;
  /** What an API key is limited to; null: everything the role has. */
  readonly scopes: readonly Permission[] | null;
  /** What row rules may compare columns with. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sessionId?: string;
  readonly apiKeyId?: string;
  /** The workspace wants a second factor that this session has not shown: only the account can be seen to. */
  readonly lacksSecondFactor?: boolean;
  /** The request brought nothing to be known by, and this identity was made for it. */
  readonly isNew?: boolean;
}

/** Whose something is: a person's within a workspace. */
export type Holder = Pick<Identity, "workspaceId" | "principal">;

/** A holder in one word, for what is kept in memory under it. */
export const holderOf = ({ workspaceId, principal }: Holder): string =>
  principal === workspaceId ? workspaceId : `${workspaceId}/${principal}`;

declare module "fastify" {
  interface FastifyInstance {
    /** Stops what goes on for callers who would not be let in any more. */
    readonly openWork: OpenWork;
  }
  interface FastifyRequest {
    /** Null: nobody known, which only public routes are answered to. */
    caller: Identity | null;
    /** Why what the request brought to be known by was not accepted. */
    refusal: AppError | null;
    /** The caller; reading it where there is none refuses the request with AUTH_REQUIRED. */
    readonly identity: Identity;
  }
}

export interface IdentityNeeds {
  /** Asked in turn; the first that knows the caller is believed. */
  readonly resolvers: readonly IdentityResolver[];
  /** Browsers without an account; null where they are not served. */
  anonymous(request: FastifyRequest, reply: FastifyReply): Promise<Identity | null>;
}

/** Gives every API request its identity, or none. */
export async function addIdentity(app: FastifyInstance, needs: IdentityNeeds): Promise<void> {
  await app.register(cookie);
  app.decorateRequest("caller", null);
  app.decorateRequest("refusal", null);
  app.decorateRequest("identity", {
    getter(this: FastifyRequest) {
      if (this.caller === null) throw this.refusal ?? new AppError("AUTH_REQUIRED");
      return this.caller;
    },
  });
  app.addHook("onRequest", async (request, reply) => {
    try {
      request.caller = await known(request, needs.resolvers);
      if (request.caller !== null) return;
      if (request.headers.authorization !== undefined) throw new AppError("AUTH_REQUIRED");
      request.caller = await needs.anonymous(request, reply);
    } catch (error) {
      // Public addresses answer all the same; every other one answers with this.
      if (!isAppError(error) || error.status !== 401) throw error;
      request.refusal = error;
    }
  });
}

async function known(request: FastifyRequest, resolvers: readonly IdentityResolver[]): Promise<Identity | null> {
  for (const resolver of resolvers) {
    const identity = await resolver.resolve(request);
    if (identity !== null) return identity;
  }
  return null;
}

/** A browser without an account: it owns what is in its workspace, and nothing else. */
export const anonymousIdentity = (workspaceId: string, isNew = false): Identity => ({
  kind: "anonymous",
  workspaceId,
  principal: workspaceId,
  role: "owner",
  userId: null,
  isInstanceAdmin: false,
  scopes: null,
  attributes: {},
  isNew,
});
