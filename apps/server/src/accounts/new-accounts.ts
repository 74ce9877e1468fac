import { createHash } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import { and, eq, gt, isNull } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { invitations, memberships } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import { conversations, messages, modelProviders, savedAnswers, sources, workspaces } from "../database/schema.ts";
import type { Executor } from "../resources/sources/store.ts";
import { emailKeyOf } from "./email-address.ts";
import type { PasswordHashing } from "./password-hashing.ts";
import type { NewPerson } from "./registrations.ts";
import type { NewUser, UserStore } from "./user-store.ts";

export interface NewAccountsNeeds {
  readonly clock: Clock;
  readonly db: Database;
  readonly users: UserStore;
  readonly hashing: PasswordHashing;
}

/** What is kept of an invitation's link. */
export const invitationDigestOf = (token: string): string =>
  createHash("sha256").update(`invitation:${token}`).digest("hex");

/** Accounts and the workspaces they begin with. */
export class NewAccounts {
  readonly #needs: NewAccountsNeeds;

  constructor(needs: NewAccountsNeeds) {
    this.#needs = needs;
  }

  /** The person an invitation is for; whoever has its link has read that person's mail. */
  async acceptInvitation(body: NewPerson & { readonly invitation: string }) {
    const { db, clock, users, hashing } = this.#needs;
    const now = new Date(clock.now());
    const passwordHash = await hashing.hash(body.password);
    return db.transaction(async (tx) => {
      const [invitation] = await tx
        .update(invitations)
        .set({ acceptedAt: now })
        .where(
          and(
            eq(invitations.digest, invitationDigestOf(body.invitation)),
            eq(invitations.emailKey, emailKeyOf(body.email)),
            isNull(invitations.acceptedAt),
            gt(invitations.expiresAt, now),
          ),
        )
        .returning();
      if (invitation === undefined) throw new AppError("ACCOUNT_LINK_INVALID");
      if ((await users.findByEmail(invitation.email, tx)) !== undefined) throw new AppError("ACCOUNT_EMAIL_TAKEN");
      const { workspaceId, role } = invitation;
      const user = newUser({ ...body, email: invitation.email, passwordHash, now, emailVerifiedAt: now });
      await users.insert(user, tx);
      await tx.insert(memberships).values({ workspaceId, userId: user.id, role, createdAt: now });
      return { user, workspaceId };
    });
  }

  /** A workspace of one's own, under the person's name. */
  async makeWorkspace(userId: string, name: string, executor: Executor = this.#needs.db): Promise<string> {
    const now = new Date(this.#needs.clock.now());
    const id = uuid();
    await executor.insert(workspaces).values({ id, name, kind: "team", description: "", createdAt: now });
    await executor.insert(memberships).values({ workspaceId: id, userId, role: "owner", createdAt: now });
    return id;
  }

  async rename(workspaceId: string, name: string, executor: Executor): Promise<void> {
    await executor.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId));
  }

  /**
   * Makes what a browser had without an account somebody's own: a team's workspace that the browser's cookie does not
   * open any more, and whose sources do not expire. False where there is nothing to keep.
   */
  async keepWorkspace(workspaceId: string, userId: string, executor: Executor = this.#needs.db): Promise<boolean> {
    const now = new Date(this.#needs.clock.now());
    const kept = await executor
      .update(workspaces)
      .set({ kind: "team", description: "" })
      .where(and(eq(workspaces.id, workspaceId), eq(workspaces.kind, "anonymous")))
      .returning({ id: workspaces.id });
    if (kept.length === 0) return false;
    await executor.insert(memberships).values({ workspaceId, userId, role: "owner", createdAt: now });
    await executor.update(sources).set({ expiresAt: null }).where(eq(sources.workspaceId, workspaceId));
    await handOver(executor, workspaceId, userId);
    return true;
  }
}

export type NewUserFacts = Omit<NewPerson, "password"> & {
  readonly passwordHash: string | null;
  readonly now: Date;
  readonly emailVerifiedAt: Date | null;
  readonly isInstanceAdmin?: boolean;
};

export const newUser = ({ email, name, passwordHash, now, emailVerifiedAt, isInstanceAdmin = false }: NewUserFacts) =>
  ({
    id: uuid(),
    email,
    emailKey: emailKeyOf(email),
    name,
    passwordHash,
    emailVerifiedAt,
    isInstanceAdmin,
    createdAt: now,
    updatedAt: now,
  }) satisfies NewUser;

/**
 * Conversations, saved answers and settings of models were the browser's, which goes by its workspace's id; now they
 * are the person's. Keys sealed for the browser do not open for the person and are asked for again.
 */
async function handOver(executor: Executor, workspaceId: string, userId: string): Promise<void> {
  for (const table of [conversations, messages, savedAnswers, modelProviders] as const) {
    await executor
      .update(table)
      .set({ owner: userId })
      .where(and(eq(table.workspaceId, workspaceId), eq(table.owner, workspaceId)));
  }
}
