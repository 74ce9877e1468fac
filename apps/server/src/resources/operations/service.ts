import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UPGRADE_BACKUPS } from "../../backing-up/before-upgrade.ts";
import { readOrphans } from "../../backing-up/kept-orphans.ts";
import type { Observing } from "../../observing/observing.ts";
import type { Plugins } from "../../plugging/plugins.ts";
import type { Identity } from "../../plugins/identity.ts";
import { hasCode } from "../../storage/system-error.ts";
import type { HealthService } from "../health/service.ts";
import { assertCanOperate } from "./policy.ts";
import type { OperationsBody } from "./schema.ts";
import type { OperationsStore } from "./store.ts";

export interface OperationsServiceNeeds {
  readonly health: HealthService;
  readonly observing: Observing;
  readonly plugins: Plugins;
  readonly store: OperationsStore;
  readonly dataDir: string;
}

export class OperationsService {
  readonly #needs: OperationsServiceNeeds;

  constructor(needs: OperationsServiceNeeds) {
    this.#needs = needs;
  }

  async read(identity: Identity): Promise<OperationsBody> {
    assertCanOperate(identity);
    const { health, observing, plugins, store, dataDir } = this.#needs;
    const [looked, { status }, sourceCount, troubled, syncs, orphans, upgradeBackups, figures] = await Promise.all([
      health.look(),
      health.read(),
      store.countSources(),
      store.troubledSources(),
      store.latestSyncs(),
      readOrphans(dataDir),
      namesIn(join(dataDir, UPGRADE_BACKUPS)),
      observing.metrics.standing(),
    ]);
    return {
      status,
      ...looked,
      processes: observing.processes().map(({ kind, facts: { pids: _pids, ...facts } }) => ({ kind, ...facts })),
      ...figures,
      sources: { count: sourceCount, troubled: troubled.flatMap(toTroubled) },
      jobs: syncs.map(({ sync, sourceName }) => ({
        kind: "sync" as const,
        sourceId: sync.sourceId,
        sourceName,
        state: sync.state,
        cause: sync.cause,
        startedAt: sync.startedAt.toISOString(),
        endedAt: sync.endedAt?.toISOString() ?? null,
        message: sync.message,
      })),
      plugins: {
        running: plugins.all.filter(({ state }) => state === "running").length,
        notRunning: plugins.all.filter(({ state }) => state !== "running").length,
      },
      orphans: [...orphans],
      upgradeBackups: [...upgradeBackups].sort().reverse(),
    };
  }
}

type TroubledRow = Awaited<ReturnType<OperationsStore["troubledSources"]>>[number];

const toTroubled = ({ id, name, workspaceId, status, statusReason, updatedAt }: TroubledRow) =>
  status === "connected"
    ? []
    : [{ id, name, workspaceId, status, reason: statusReason, since: updatedAt.toISOString() }];

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
