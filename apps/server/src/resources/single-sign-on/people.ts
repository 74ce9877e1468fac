import { AppError, type Clock } from "@parlance/core";
import { emailKeyOf } from "../../accounts/email-address.ts";
import { type NewAccounts, newUser } from "../../accounts/new-accounts.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { SsoProvider } from "../../configuration/sections/single-sign-on.ts";
import { isAtLeast, type Role } from "../../permissions/role.ts";
import type { Claims } from "./openid-provider.ts";
import type { UserIdentityStore } from "./store.ts";

export interface PeopleNeeds {
  readonly clock: Clock;
  readonly users: UserStore;
  readonly newAccounts: NewAccounts;
  readonly identities: UserIdentityStore;
}

/** How a person was found. */
export interface FoundPerson {
  readonly user: UserRow;
  readonly how: "known" | "linked" | "created";
}

/**
 * Which account a provider's person has. Known by issuer and subject alone; by e-mail address only the first time, and
 * only when both the provider and this server have confirmed it, since whoever could choose an address at a provider
 * could otherwise choose an account here.
 */
export class People {
  readonly #needs: PeopleNeeds;

  constructor(needs: PeopleNeeds) {
    this.#needs = needs;
  }

  /** Errors: SSO_DOMAIN_NOT_ALLOWED, SSO_EMAIL_UNVERIFIED, SSO_NO_ACCOUNT. */
  async find(provider: SsoProvider, claims: Claims): Promise<FoundPerson> {
    refuseOtherDomains(provider, claims);
    const found =
      (await this.#known(claims)) ?? (await this.#byEmail(claims)) ?? (await this.#create(provider, claims));
    if (found.user.disabledAt !== null) throw new AppError("SSO_NO_ACCOUNT");
    if (found.how !== "created") await this.#giveRole(provider, claims, found.user.id);
    return found;
  }

  /** Adds the provider's person to an account. Errors: SSO_LINKED_ELSEWHERE. */
  async link(provider: SsoProvider, claims: Claims, userId: string): Promise<UserRow> {
    const { identities, users } = this.#needs;
    refuseOtherDomains(provider, claims);
    const known = await identities.find(claims.issuer, claims.subject);
    if (known !== undefined && known.userId !== userId) throw new AppError("SSO_LINKED_ELSEWHERE");
    const user = await users.find(userId);
    if (user === undefined || user.disabledAt !== null) throw new AppError("SSO_NO_ACCOUNT");
    if (known === undefined && !(await identities.add(rowOf(claims, userId, this.#now()))))
      throw new AppError("SSO_LINKED_ELSEWHERE");
    return user;
  }

  async #known(claims: Claims): Promise<FoundPerson | undefined> {
    const { identities, users } = this.#needs;
    const row = await identities.find(claims.issuer, claims.subject);
    const user = row && (await users.find(row.userId));
    if (row === undefined || user === undefined) return undefined;
    await identities.touch(row, claims.email, this.#now());
    return { user, how: "known" };
  }

  async #byEmail(claims: Claims): Promise<FoundPerson | undefined> {
    const { identities, users } = this.#needs;
    const user = claims.email === null ? undefined : await users.findByEmail(claims.email);
    if (user === undefined) return undefined;
    if (!claims.isEmailVerified || user.emailVerifiedAt === null) throw new AppError("SSO_EMAIL_UNVERIFIED");
    if (user.disabledAt !== null) throw new AppError("SSO_NO_ACCOUNT");
    // Where two requests come at once, the other one has added the same.
    await identities.add(rowOf(claims, user.id, this.#now()));
    return { user, how: "linked" };
  }

  async #create(provider: SsoProvider, claims: Claims): Promise<FoundPerson> {
    const { identities, users, newAccounts } = this.#needs;
    if (!provider.autoCreate || claims.email === null) throw new AppError("SSO_NO_ACCOUNT");
    if (!claims.isEmailVerified) throw new AppError("SSO_EMAIL_UNVERIFIED");
    const now = this.#now();
    const name = (claims.name ?? "").trim().slice(0, 200) || (claims.email.split("@")[0] ?? claims.email);
    const row = newUser({ email: claims.email, name, passwordHash: null, now, emailVerifiedAt: now });
    const { workspace } = provider;
    if (workspace !== undefined && !(await identities.isTeam(workspace))) throw new AppError("SSO_NO_ACCOUNT");
    await identities.transaction(async (tx) => {
      await users.insert(row, tx);
      if (!(await identities.add(rowOf(claims, row.id, now), tx))) throw new AppError("SSO_LINKED_ELSEWHERE");
      if (workspace === undefined) await newAccounts.makeWorkspace(row.id, `${name}'s workspace`, tx);
      else await identities.join({ workspaceId: workspace, userId: row.id, role: roleOf(provider, claims) }, now, tx);
    });
    const user = await users.find(row.id);
    if (user === undefined) throw new AppError("SSO_NO_ACCOUNT");
    return { user, how: "created" };
  }

  /** Where the provider's groups say what people may, they say so at every sign-in. */
  async #giveRole(provider: SsoProvider, claims: Claims, userId: string): Promise<void> {
    const { workspace: workspaceId, groupsClaim } = provider;
    if (workspaceId === undefined || groupsClaim === undefined) return;
    await this.#needs.identities.setRole({ workspaceId, userId, role: roleOf(provider, claims) });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const rowOf = ({ issuer, subject, email }: Claims, userId: string, createdAt: Date) => ({
  issuer,
  subject,
  userId,
  email,
  createdAt,
});

/** The most powerful of what the groups give. */
export function roleOf({ roles, defaultRole }: SsoProvider, { groups }: Claims): Role {
  const given: readonly Role[] = groups.flatMap((group) =>
    Object.hasOwn(roles, group) ? [roles[group] ?? []].flat() : [],
  );
  return given.reduce((best, role) => (isAtLeast(role, best) ? role : best), given[0] ?? defaultRole);
}

function refuseOtherDomains({ allowedDomains }: SsoProvider, { email, isEmailVerified }: Claims): void {
  if (allowedDomains.length === 0) return;
  if (email === null || !isEmailVerified) throw new AppError("SSO_EMAIL_UNVERIFIED");
  const domain = emailKeyOf(email).split("@").at(-1) ?? "";
  if (!allowedDomains.includes(domain)) throw new AppError("SSO_DOMAIN_NOT_ALLOWED");
}
