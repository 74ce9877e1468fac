import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Database } from "../../database/database.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertDone } from "../members/service.ts";
import type { MembershipStore } from "../members/store.ts";
import type { SourceService } from "../sources/service.ts";
import type { Executor } from "../sources/store.ts";
import { assertActive, assertPerson } from "./policy.ts";
import type { Workspace, WorkspaceCreate, WorkspacePatch } from "./schema.ts";
import type { WorkspaceService } from "./service.ts";
import type { WorkspaceRow, WorkspaceStore } from "./store.ts";

export interface TeamServiceNeeds {
  readonly clock: Clock;
  readonly database: Pick<Database, "transaction">;
  readonly store: WorkspaceStore;
  readonly members: MembershipStore;
  readonly workspaces: WorkspaceService;
  readonly sources: Pick<SourceService, "discard">;
  readonly audit: AuditTrail;
}

export interface VersionedWorkspace {
  readonly body: Workspace;
  readonly etag: string;
}

/** More than anybody keeps apart in their head; a limit on what one account can fill the database with. */
export const MAX_OWNED = 50;

/** Workspaces that people make, share and leave. Always with an owner; what is in them is kept until somebody deletes it. */
export class TeamService {
  readonly #needs: TeamServiceNeeds;

  constructor(needs: TeamServiceNeeds) {
    this.#needs = needs;
  }

  /** It becomes the active one of this session. */
  async create(identity: Identity, body: WorkspaceCreate): Promise<VersionedWorkspace> {
    assertPerson(identity);
    const { members, database } = this.#needs;
    if ((await members.countOwned(identity.userId)) >= MAX_OWNED) throw new AppError("WORKSPACE_LIMIT");
    const id = await database.transaction((tx) => this.found(tx, identity.userId, body));
    this.#record({ ...identity, workspaceId: id }, "workspace.create", id, { name: body.name });
    return this.activate(identity, id);
  }

  /** A new workspace with its first owner; its id. Inside the transaction that makes the account, where it is their first. */
  async found(tx: Executor, ownerId: string, { name, description }: WorkspaceCreate): Promise<string> {
    const { store, members } = this.#needs;
    const id = uuid();
    const createdAt = this.#now();
    await store.insert(tx, { id, name, description, kind: "team", createdAt, revision: 1 });
    await members.add(tx, { workspaceId: id, userId: ownerId, role: "owner", attributes: {}, createdAt });
    return id;
  }

  /** `ifMatch` absent means: whatever the state is. */
  async change(
    identity: Identity,
    id: string,
    patch: WorkspacePatch,
    ifMatch: string | undefined,
  ): Promise<VersionedWorkspace> {
    const row = await this.#team(identity, id);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    const changed = await this.#needs.store.change(row, patch);
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
    this.#record(identity, "workspace.change", row.id, { name: changed.name });
    return this.#versioned(identity, row.id);
  }

  /** What requests of this session are about from now on. */
  async activate(identity: Identity, id: string): Promise<VersionedWorkspace> {
    assertPerson(identity);
    const { sessionId, userId } = identity;
    const isDone = sessionId !== undefined && (await this.#needs.members.activate(sessionId, userId, id));
    if (!isDone) throw new AppError("WORKSPACE_NOT_FOUND");
    return this.#versioned({ ...identity, workspaceId: id }, id);
  }

  /** Any of one's own, active or not. */
  async leave(identity: Identity, id: string): Promise<void> {
    assertPerson(identity);
    const { members } = this.#needs;
    const workspaceId = id === "mine" ? identity.workspaceId : id;
    const own = await members.roleOf(workspaceId, identity.userId);
    if (own === undefined) throw new AppError("WORKSPACE_NOT_FOUND");
    assertDone(await members.remove(workspaceId, identity.userId, this.#now()));
    this.#record({ ...identity, workspaceId }, "workspace.leave", workspaceId, { role: own.role });
  }

  async transfer(identity: Identity, id: string, userId: string): Promise<VersionedWorkspace> {
    const row = await this.#team(identity, id);
    assertPerson(identity);
    if (userId !== identity.userId) {
      assertDone(await this.#needs.members.transfer(row.id, identity.userId, userId));
      this.#record(identity, "workspace.transfer", row.id, { to: userId });
    }
    return this.#versioned(identity, row.id);
  }

  /**
   * The row goes last: while sources are removed one by one, everybody who is in it still finds what is left,
   * and a removal that is cut off can be repeated.
   */
  async remove(identity: Identity, id: string, typedName: string): Promise<void> {
    const row = await this.#team(identity, id);
    if (typedName !== row.name) throw new AppError("WORKSPACE_NAME_MISMATCH");
    const { store, sources } = this.#needs;
    for (const source of await store.sourcesOf(row.id)) await sources.discard(source);
    await store.remove(row.id);
    this.#record(identity, "workspace.delete", row.id, { name: row.name });
  }

  async #team(identity: Identity, id: string): Promise<WorkspaceRow> {
    assertActive(identity, id);
    const row = await this.#needs.store.find(identity.workspaceId);
    if (row?.kind !== "team") throw new AppError("WORKSPACE_NOT_A_TEAM");
    return row;
  }

  async #versioned(identity: Identity, id: string): Promise<VersionedWorkspace> {
    const body = await this.#needs.workspaces.own(identity, id);
    return { body, etag: etagOf(body) };
  }

  #record(identity: Identity, action: string, id: string, detail: Readonly<Record<string, string>>): void {
    this.#needs.audit.record({ action, identity, target: { type: "workspace", id }, outcome: "done", detail });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const etagOf = ({ revision }: Pick<WorkspaceRow, "revision">): string => `"${revision}"`;
