import { eq } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import type { AnonymousBrowsers } from "../../accounts/anonymous-browsers.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { Database } from "../../database/database.ts";
import { sources, workspaces } from "../../database/schema.ts";
import { permissionsOf } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { Me } from "./schema.ts";

/** A way to sign in elsewhere, as the sign-in page offers it. */
export interface SingleSignOnOffer {
  readonly id: string;
  readonly label: string;
}

export interface MeNeeds {
  readonly db: Database;
  readonly settings: Settings;
  readonly users: UserStore;
  readonly anonymous: AnonymousBrowsers;
  readonly singleSignOn: readonly (() => readonly SingleSignOnOffer[])[];
}

/** Who the caller is, and what they can do from here: the first thing a page asks. */
export class MeService {
  readonly #needs: MeNeeds;

  constructor(needs: MeNeeds) {
    this.#needs = needs;
  }

  async tell(request: FastifyRequest): Promise<Me> {
    const { caller } = request;
    const user = caller?.userId == null ? undefined : await this.#needs.users.find(caller.userId);
    return {
      kind: caller?.kind ?? "nobody",
      user: user === undefined ? null : userBody(user),
      workspace: caller === null || caller.workspaceId === "" ? null : await this.#workspace(caller),
      permissions: caller === null ? [] : permissionsOf(caller),
      possible: await this.#possible(request),
    };
  }

  async #possible(request: FastifyRequest): Promise<Me["possible"]> {
    const { settings, users, anonymous, singleSignOn } = this.#needs;
    const held = await anonymous.workspaceBehind(request);
    return {
      anonymous: anonymous.mayCome(request),
      registration: settings.current().registration,
      setup: !(await users.isThereAny()),
      keepData: held !== null && (await this.#holdsAnything(held)),
      credentialSessions: this.#takesCredentials(request),
      singleSignOn: singleSignOn.flatMap((offers) => offers()).map(({ id, label }) => ({ id, label })),
    };
  }

  #takesCredentials(request: FastifyRequest): boolean {
    const { settings, anonymous } = this.#needs;
    const { credentialSessions } = settings.current();
    return credentialSessions === "auto" ? anonymous.isOnlyThisMachine(request) : credentialSessions === "allowed";
  }

  /** A browser's own workspace has no row until something is in it. */
  async #workspace({ workspaceId, role }: Identity): Promise<Me["workspace"]> {
    const [row] = await this.#needs.db.select().from(workspaces).where(eq(workspaces.id, workspaceId));
    return { id: workspaceId, name: row?.name ?? "My data", kind: row?.kind ?? "anonymous", role };
  }

  async #holdsAnything(workspaceId: string): Promise<boolean> {
    const { db } = this.#needs;
    const [source] = await db
      .select({ id: sources.id })
      .from(sources)
      .where(eq(sources.workspaceId, workspaceId))
      .limit(1);
    return source !== undefined;
  }
}

export const userBody = (user: UserRow): NonNullable<Me["user"]> => ({
  id: user.id,
  email: user.email,
  name: user.name,
  isInstanceAdmin: user.isInstanceAdmin,
  isEmailVerified: user.emailVerifiedAt !== null,
  hasPassword: user.passwordHash !== null,
  avatarUrl: user.avatarType === null ? null : `/api/v1/account/avatar?v=${user.revision}`,
});
