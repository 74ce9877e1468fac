import { and, count, desc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { invitations, users, workspaces } from "../../database/schema.ts";
import type { Executor } from "../sources/store.ts";

export type InvitationRow = typeof invitations.$inferSelect;

export interface ListedInvitation extends InvitationRow {
  readonly inviter: string | null;
}

export interface OpenInvitation extends ListedInvitation {
  readonly workspaceName: string;
}

/** SQL over invitations that wait for their answer. One that was used or has expired is gone for every reader. */
export class InvitationStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** An earlier one to the same address stops counting. */
  async put(row: InvitationRow): Promise<InvitationRow> {
    const { id: _id, ...changes } = row;
    const [kept] = await this.#db
      .insert(invitations)
      .values(row)
      .onConflictDoUpdate({ target: [invitations.workspaceId, invitations.emailKey], set: changes })
      .returning();
    return kept ?? row;
  }

  async list(workspaceId: string, now: Date): Promise<readonly ListedInvitation[]> {
    const rows = await this.#db
      .select({ invitation: invitations, inviter: users.name })
      .from(invitations)
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(and(eq(invitations.workspaceId, workspaceId), isOpen(now)))
      .orderBy(desc(invitations.createdAt), desc(invitations.id));
    return rows.map(({ invitation, inviter }) => ({ ...invitation, inviter }));
  }

  async find(workspaceId: string, id: string): Promise<InvitationRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(invitations)
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id), isNull(invitations.acceptedAt)));
    return row;
  }

  async count(workspaceId: string, now: Date): Promise<number> {
    const [row] = await this.#db
      .select({ count: count() })
      .from(invitations)
      .where(and(eq(invitations.workspaceId, workspaceId), isOpen(now)));
    return row?.count ?? 0;
  }

  async byDigest(digest: string, now: Date, executor: Executor = this.#db): Promise<OpenInvitation | undefined> {
    const [row] = await executor
      .select({ invitation: invitations, inviter: users.name, workspaceName: workspaces.name })
      .from(invitations)
      .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(and(eq(invitations.digest, digest), isOpen(now)));
    return row && { ...row.invitation, inviter: row.inviter, workspaceName: row.workspaceName };
  }

  /** One caller gets it, however many try at once. */
  async take(executor: Executor, digest: string, now: Date): Promise<InvitationRow | undefined> {
    const [row] = await executor
      .update(invitations)
      .set({ acceptedAt: now })
      .where(and(eq(invitations.digest, digest), isOpen(now)))
      .returning();
    return row;
  }

  async remove(workspaceId: string, id: string): Promise<boolean> {
    const gone = await this.#db
      .delete(invitations)
      .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id), isNull(invitations.acceptedAt)))
      .returning({ id: invitations.id });
    return gone.length === 1;
  }
}

const isOpen = (now: Date) => and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, now));
