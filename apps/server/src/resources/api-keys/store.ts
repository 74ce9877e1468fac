import { and, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "../../database/database.ts";
import { apiKeys, memberships, userSessions, users, userTotp, workspaces } from "../../database/schema.ts";
import type { Role } from "../../permissions/role.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export interface ListedKey extends ApiKeyRow {
  readonly ownerName: string;
}

/** A key with what its person is now. */
export interface PresentedKey {
  readonly key: ApiKeyRow;
  readonly role: Role;
  readonly user: Pick<typeof users.$inferSelect, "id" | "email" | "attributes" | "disabledAt">;
  readonly memberAttributes: Readonly<Record<string, string>>;
  readonly requiresTwoFactor: boolean;
  /** Whether the person has a second factor here, or is signed in by a provider that asks for one. */
  readonly hasTwoFactor: boolean;
}

const isSignedInWithFactor = sql`EXISTS (
  SELECT 1 FROM ${userSessions}
  WHERE ${userSessions.userId} = ${apiKeys.userId} AND ${userSessions.revokedAt} IS NULL
    AND ${userSessions.method} LIKE '%+provider')`;

/** SQL over API keys of one workspace at a time, but for the look-up of a key that somebody presents. */
export class ApiKeyStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(row: ApiKeyRow): Promise<void> {
    await this.#db.insert(apiKeys).values(row);
  }

  /** Live ones of one person in one workspace. */
  async count(workspaceId: string, userId: string, now: Date): Promise<number> {
    return this.#db.$count(
      apiKeys,
      and(
        eq(apiKeys.workspaceId, workspaceId),
        eq(apiKeys.userId, userId),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    );
  }

  /** Newest first; `userId` undefined: of everybody. */
  async list(
    workspaceId: string,
    userId: string | undefined,
    page: { readonly after: ApiKeyRow | undefined; readonly limit: number },
  ): Promise<readonly ListedKey[]> {
    const { after } = page;
    const rows = await this.#db
      .select({ key: apiKeys, ownerName: users.name })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.userId))
      .where(
        and(
          eq(apiKeys.workspaceId, workspaceId),
          userId === undefined ? undefined : eq(apiKeys.userId, userId),
          after === undefined
            ? undefined
            : or(
                lt(apiKeys.createdAt, after.createdAt),
                and(eq(apiKeys.createdAt, after.createdAt), lt(apiKeys.id, after.id)),
              ),
        ),
      )
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(page.limit);
    return rows.map(({ key, ownerName }) => ({ ...key, ownerName }));
  }

  async find(workspaceId: string, id: string): Promise<ApiKeyRow | undefined> {
    const [row] = await this.#db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)));
    return row;
  }

  /** Only while its person is a member of its workspace. */
  async presented(id: string): Promise<PresentedKey | undefined> {
    const [row] = await this.#db
      .select({
        key: apiKeys,
        role: memberships.role,
        memberAttributes: memberships.attributes,
        requiresTwoFactor: workspaces.requiresTwoFactor,
        hasTwoFactor: sql<boolean>`${userTotp.confirmedAt} IS NOT NULL OR ${isSignedInWithFactor}`,
        user: { id: users.id, email: users.email, attributes: users.attributes, disabledAt: users.disabledAt },
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.userId))
      .innerJoin(
        memberships,
        and(eq(memberships.workspaceId, apiKeys.workspaceId), eq(memberships.userId, apiKeys.userId)),
      )
      .innerJoin(workspaces, eq(workspaces.id, apiKeys.workspaceId))
      .leftJoin(userTotp, eq(userTotp.userId, apiKeys.userId))
      .where(eq(apiKeys.id, id));
    return row;
  }

  async ownerName(id: string): Promise<string | undefined> {
    const [row] = await this.#db
      .select({ name: users.name })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.userId))
      .where(eq(apiKeys.id, id));
    return row?.name;
  }

  async used(id: string, at: Date, address: string): Promise<void> {
    await this.#db.update(apiKeys).set({ lastUsedAt: at, lastUsedAddress: address }).where(eq(apiKeys.id, id));
  }

  async revoke(workspaceId: string, id: string, at: Date): Promise<void> {
    await this.#db
      .update(apiKeys)
      .set({ revokedAt: at })
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
  }

  /** All of a person's in a workspace, when they leave it. */
  async revokeOf(workspaceId: string, userId: string, at: Date): Promise<void> {
    await this.#db
      .update(apiKeys)
      .set({ revokedAt: at })
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)));
  }
}
