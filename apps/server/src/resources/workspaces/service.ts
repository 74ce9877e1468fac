import type { Clock } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import { resolveWorkspace, resolveWritableWorkspace } from "./policy.ts";
import type { Workspace } from "./schema.ts";
import type { WorkspaceRow, WorkspaceStore } from "./store.ts";

export class WorkspaceService {
  readonly #clock: Clock;
  readonly #store: WorkspaceStore;
  readonly #demoIds: ReadonlySet<string>;

  constructor(needs: { readonly clock: Clock; readonly store: WorkspaceStore; readonly demoIds: readonly string[] }) {
    this.#clock = needs.clock;
    this.#store = needs.store;
    this.#demoIds = new Set(needs.demoIds);
  }

  /** The caller's own workspace first, then the demos. */
  async list(identity: Identity): Promise<Workspace[]> {
    const demos = (await this.#store.demos()).filter((row) => this.#demoIds.has(row.id));
    return Promise.all(
      [anonymousWorkspace(identity.workspaceId, this.#now()), ...demos].map((row) => this.#toWorkspace(row)),
    );
  }

  resolve(identity: Identity, id: string): string {
    return resolveWorkspace(identity, id, this.#demoIds);
  }

  resolveWritable(identity: Identity, id: string): string {
    return resolveWritableWorkspace(identity, id, this.#demoIds);
  }

  async #toWorkspace(row: WorkspaceRow): Promise<Workspace> {
    const { sourceCount, expiresAt } = await this.#store.contents(row.id, this.#now());
    return {
      id: row.id,
      name: row.name,
      kind: row.kind,
      description: row.description,
      sourceCount,
      expiresAt: expiresAt?.toISOString() ?? null,
    };
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}

/** The row of a browser's own workspace, as it is or will be stored. */
export const anonymousWorkspace = (id: string, now: Date): WorkspaceRow => ({
  id,
  name: "My data",
  kind: "anonymous",
  description: "Files you upload here are yours alone and are removed after a day.",
  createdAt: now,
});
