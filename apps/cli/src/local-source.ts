import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONNECTORS } from "@parlance/connectors";
import type { Catalog, ColumnValues, Connection, GuardPolicy, IngestedTable, QueryWorker } from "@parlance/core";
import { policyForCatalog } from "@parlance/sql";
import { createWorkerPool } from "@parlance/worker";
import type { InputFile } from "./file-arguments.ts";
import type { ProgressLine } from "./progress-line.ts";

/** Files on this machine as one source, ready to be asked; gone when closed. */
export interface LocalSource {
  readonly id: string;
  readonly connection: Connection;
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  readonly policy: GuardPolicy;
  /** What a person should know about how the files were read. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

const ID = "files";
const WORKSPACE = "command-line";
const INGEST_TIMEOUT_MS = 30 * 60_000;

/** Reads every file into tables of one source, in a sandboxed process, in a temporary folder. */
export async function openLocalSource(
  files: readonly InputFile[],
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<LocalSource> {
  const folder = await mkdtemp(join(tmpdir(), "parlance-"));
  // One person's files and one question: one process reads, describes and answers, so that only one has to start.
  const pool = createWorkerPool({ scratchDir: join(folder, "scratch"), spares: 0, sharesProcess: true });
  const close = async (): Promise<void> => {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const worker = pool.forWorkspace(WORKSPACE);
    const { tables, warnings } = await readFiles(worker, files, folder, progress, signal);
    const { catalog, values } = await worker.describe(
      { tables },
      (step) => progress.show(step, files[0]?.name ?? ""),
      signal,
    );
    const stored = { source: { sourceId: ID, version: catalog.version, tables }, catalog, values };
    const connection = await CONNECTORS.files.open({ sourceId: ID }, { worker, load: async () => stored });
    return { id: ID, connection, catalog, values, policy: policyForCatalog(catalog), warnings, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    progress.clear();
  }
}

async function readFiles(
  worker: QueryWorker,
  files: readonly InputFile[],
  folder: string,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<{ tables: IngestedTable[]; warnings: string[] }> {
  const tables: IngestedTable[] = [];
  const warnings: string[] = [];
  for (const [index, file] of files.entries()) {
    const outDir = join(folder, `file-${index}`);
    await mkdir(outDir);
    const ingested = await worker.ingest(
      {
        path: file.path,
        fileName: file.name,
        outDir,
        options: {},
        takenNames: tables.map((table) => table.name),
        timeoutMs: INGEST_TIMEOUT_MS,
      },
      (step) => progress.show(step, file.name),
      signal,
    );
    tables.push(...ingested.tables);
    warnings.push(...ingested.warnings.map((warning) => `${file.name}: ${warning.message}`));
  }
  return { tables, warnings };
}
