import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationTarget } from "../database/migrate.ts";
import { keepArchive } from "./archive.ts";
import { backUp } from "./back-up.ts";

/** Within the data folder. */
export const UPGRADE_BACKUPS = "backups";
const KEPT = 3;

/** The product database as it was, put beside the data before its schema changes. The newest few are kept. */
export async function backUpBeforeUpgrade(
  database: Pick<MigrationTarget, "transaction">,
  dataDir: string,
  pending: readonly string[],
): Promise<void> {
  const folder = join(dataDir, UPGRADE_BACKUPS);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const now = new Date();
  const step = (pending[0] ?? "upgrade").replace(/\.sql$/, "");
  const name = `${now.toISOString().replaceAll(/[:.]/g, "-")}-before-${step}.tar.gz`;
  await keepArchive(await backUp({ database, dataDir, withFiles: false, withKeys: false, now }), join(folder, name));
  const old = (await readdir(folder))
    .filter((one) => one.includes("-before-"))
    .sort()
    .slice(0, -KEPT);
  for (const one of old) await rm(join(folder, one), { force: true });
}
