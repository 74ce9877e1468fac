import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type AskNeeds, type Assistance, ask, noResultCache } from "@parlance/ask";
import { memoryRetriever } from "@parlance/ask/retrieval";
import { CONNECTORS } from "@parlance/connectors";
import { type Answer, type Cell, DEFAULT_LIMITS, frameRows, type StoredTable } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { policyForCatalog } from "@parlance/sql";
import { createWorkerPool, type WorkerPool } from "@parlance/worker";

const WORKSPACE = "evals";
const TIMEOUT_MS = 120_000;
const SCHEMA_TOKENS = 2_000;
const ignoreProgress = (): void => undefined;

/** Questions put to everything that answers them in the product: worker, guard, engine, model. */
export interface WholePath {
  ask(question: string, now: number): Promise<Answer>;
  query(sql: string): Promise<Cell[][]>;
  close(): Promise<void>;
}

/** Which model helps, without what depends on the source. */
export type ChosenModel = Omit<Assistance, "retriever">;

/** Files as an upload would read them, or tables that are Parquet already. */
export async function openWholePath(
  from: { readonly files: readonly string[] } | { readonly tables: readonly StoredTable[] },
  chosen: ChosenModel,
): Promise<WholePath> {
  const folder = mkdtempSync(join(tmpdir(), "parlance-eval-"));
  const pool = createWorkerPool({ scratchDir: join(folder, "scratch"), spares: 0, sharesProcess: true });
  const close = async (): Promise<void> => {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const tables = "tables" in from ? from.tables : await ingest(pool, from.files, folder);
    return { ...(await openTables(pool, tables, chosen)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ingest(pool: WorkerPool, files: readonly string[], folder: string): Promise<StoredTable[]> {
  const tables: StoredTable[] = [];
  for (const [index, path] of files.entries()) {
    const outDir = join(folder, `file-${index}`);
    mkdirSync(outDir);
    const takenNames = tables.map((table) => table.name);
    const request = { path, fileName: basename(path), outDir, options: {}, takenNames, timeoutMs: TIMEOUT_MS };
    tables.push(...(await pool.forWorkspace(WORKSPACE).ingest(request, ignoreProgress)).tables);
  }
  return tables;
}

async function openTables(
  pool: WorkerPool,
  tables: readonly StoredTable[],
  chosen: ChosenModel,
): Promise<Pick<WholePath, "ask" | "query">> {
  const worker = pool.forWorkspace(WORKSPACE);
  const { catalog, values } = await worker.describe({ tables }, ignoreProgress);
  const stored = { source: { sourceId: "eval", version: catalog.version, tables }, catalog, values };
  const connection = await CONNECTORS.files.open({ sourceId: "eval" }, { worker, load: async () => stored });
  const prepared = prepareSource(catalog, values);
  const retrieverNeeds = { source: prepared, notes: [], embedder: null, mayTellValues: false };
  const retriever = memoryRetriever({ ...retrieverNeeds, budgetTokens: SCHEMA_TOKENS });
  let results = 0;
  const needs: Omit<AskNeeds, "clock"> = {
    workspaceId: WORKSPACE,
    principal: WORKSPACE,
    connection,
    source: { id: "eval", catalog, policy: policyForCatalog(catalog), prepared, values },
    limits: DEFAULT_LIMITS,
    budget: null,
    timeZone: "UTC",
    newResultId: () => `result-${++results}`,
    cache: noResultCache,
    assistance: { ...chosen, retriever },
  };
  const policy = policyForCatalog(catalog);
  return {
    ask: (question, now) => ask({ question, mode: "run" }, { ...needs, clock: { now: () => now } }, ignoreProgress),
    async query(sql) {
      const rows: Cell[][] = [];
      const { frames } = await connection.stream({ sql, policy, limits: DEFAULT_LIMITS });
      for await (const frame of frames) rows.push(...frameRows(frame));
      return rows;
    },
  };
}
