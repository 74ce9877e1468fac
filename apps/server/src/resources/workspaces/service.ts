import { AppError, type Clock } from "@parlance/core";
import type { Role } from "../../permissions/role.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { MembershipStore, OwnWorkspace } from "../members/store.ts";
import { resolveWorkspace, resolveWritableWorkspace } from "./policy.ts";
import type { Workspace } from "./schema.ts";
import type { WorkspaceRow, WorkspaceStore } from "./store.ts";

export interface WorkspaceServiceNeeds {
  readonly clock: Clock;
  readonly store: WorkspaceStore;
  readonly members: MembershipStore;
  readonly demoIds: readonly string[];
}

export class WorkspaceService {
  readonly #needs: WorkspaceServiceNeeds;
  readonly #demoIds: ReadonlySet<string>;

  constructor(needs: WorkspaceServiceNeeds) {
    this.#needs = needs;
    this.#demoIds = new Set(needs.demoIds);
  }

  /** The active one first, then the caller's others, then the demos. */
  async list(identity: Identity): Promise<Workspace[]> {
    const own = await this.#own(identity);
    const isActive = ({ workspace }: OwnWorkspace): boolean => workspace.id === identity.workspaceId;
    const demos = (await this.#needs.store.demos()).filter((row) => this.#demoIds.has(row.id));
    return Promise.all([
      ...[...own.filter(isActive), ...own.filter((one) => !isActive(one))].map(({ workspace, role }) =>
        this.#toWorkspace(identity, workspace, role),
      ),
      ...demos.map((row) => this.#toWorkspace(identity, row, null)),
    ]);
  }

  /** Those whose sources a request can be about: the active one and the demos. */
  async readable(identity: Identity): Promise<Workspace[]> {
    return (await this.list(identity)).filter(({ isActive, kind }) => isActive || kind === "demo");
  }

  /** One of the caller's own. */
  async own(identity: Identity, id: string): Promise<Workspace> {
    const found = (await this.#own(identity)).find(({ workspace }) => workspace.id === id);
    if (found === undefined) throw new AppError("WORKSPACE_NOT_FOUND");
    return this.#toWorkspace(identity, found.workspace, found.role);
  }

  resolve(identity: Identity, id: string): string {
    return resolveWorkspace(identity, id, this.#demoIds);
  }

  resolveWritable(identity: Identity, id: string): string {
    return resolveWritableWorkspace(identity, id, this.#demoIds);
  }

  async #own(identity: Identity): Promise<readonly OwnWorkspace[]> {
    const { userId, workspaceId, role, kind } = identity;
    if (userId === null) return [{ workspace: anonymousWorkspace(workspaceId, this.#now()), role }];
    const own = await this.#needs.members.workspacesOf(userId);
    // A key is for one workspace, whatever else its person is in.
    return kind === "apiKey" ? own.filter(({ workspace }) => workspace.id === workspaceId) : own;
  }

  async #toWorkspace(identity: Identity, row: WorkspaceRow, role: Role | null): Promise<Workspace> {
    const { store, members } = this.#needs;
    const { sourceCount, expiresAt } = await store.contents(row.id, this.#now());
    return {
      id: row.id,
      name: row.name,
      kind: row.kind,
      description: row.description,
      role,
      isActive: row.id === identity.workspaceId,
      memberCount: row.kind === "team" ? ((await members.counts([row.id])).get(row.id) ?? 0) : 0,
      sourceCount,
      expiresAt: expiresAt?.toISOString() ?? null,
      revision: row.revision,
    };
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

/** The row of a browser's own workspace, as it is or will be stored. */
export const anonymousWorkspace = (id: string, now: Date): WorkspaceRow => ({
  id,
  name: "My data",
  kind: "anonymous",
  description: "Files you upload here are yours alone and are removed after a day.",
  createdAt: now,
  revision: 1,
  requiresTwoFactor: false,
});
