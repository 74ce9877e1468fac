import type { FastifyBaseLogger } from "fastify";
import type { MigrationTarget } from "../database/migrate.ts";
import type { Sweeper } from "../jobs/sweeper.ts";
import { isDatabaseOlderThanFiles } from "./generation.ts";
import { type Orphan, readOrphans, writeOrphans } from "./kept-orphans.ts";

export interface ClearOrphansNeeds {
  readonly target: Pick<MigrationTarget, "query">;
  readonly dataDir: string;
  readonly sweeper: Pick<Sweeper, "listOrphans" | "removeOrphans">;
  readonly log: Pick<FastifyBaseLogger, "warn">;
}

/** Clears away what killed processes left, at a start; after a restore it only reports. Answers with what is kept. */
export async function clearOrphans({ target, dataDir, sweeper, log }: ClearOrphansNeeds): Promise<readonly Orphan[]> {
  const isRestored = await isDatabaseOlderThanFiles(target, dataDir);
  const known = await readOrphans(dataDir);
  const isKept = ({ sourceId }: Orphan): boolean => isRestored || known.some((one) => one.sourceId === sourceId);
  const kept = (await sweeper.listOrphans()).filter(isKept);
  await sweeper.removeOrphans(new Set(kept.map(({ sourceId }) => sourceId)));
  if (kept.length > 0 || known.length > 0) await writeOrphans(dataDir, kept);
  if (isRestored && kept.length > 0)
    log.warn({ orphans: kept }, "the database is older than the files: files of sources it does not know were kept");
  return kept;
}
