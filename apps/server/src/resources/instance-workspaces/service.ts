import type { Clock } from "@parlance/core";
import { pageOf } from "../../http/page-cursor.ts";
import type { InstanceWorkspace, InstanceWorkspaceQuery } from "./schema.ts";
import type { InstanceWorkspaceStore } from "./store.ts";

const MONTH_MS = 30 * 24 * 3_600_000;

/** Every workspace there is. The right itself, instance.workspaces, is asked by the route. */
export class InstanceWorkspaceService {
  readonly #clock: Clock;
  readonly #store: InstanceWorkspaceStore;

  constructor(needs: { readonly clock: Clock; readonly store: InstanceWorkspaceStore }) {
    this.#clock = needs.clock;
    this.#store = needs.store;
  }

  async list({ search, cursor, limit }: InstanceWorkspaceQuery) {
    const askedSince = new Date(this.#clock.now() - MONTH_MS);
    const rows = await this.#store.list(search, askedSince, cursor, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { items: items.map(toWire), nextCursor };
  }
}

const toWire = ({
  kind,
  createdAt,
  ...row
}: Awaited<ReturnType<InstanceWorkspaceStore["list"]>>[number]): InstanceWorkspace => ({
  ...row,
  kind: kind === "anonymous" ? "anonymous" : "team",
  createdAt: createdAt.toISOString(),
});
