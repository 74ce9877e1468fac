import type { DuckDBConnection } from "@duckdb/node-api";
import type { DescribedTables, DescribeRequest, IngestedFile, IngestRequest } from "@parlance/core";
import type { ReadAhead } from "../ingest/ahead/read-ahead.ts";
import type { WorkerReply } from "./call-reply.ts";
import { openSandbox } from "./sandbox.ts";
import type { EngineSettings } from "./settings.ts";

/** Parsers are loaded by the jobs that need them, so that a worker for queries starts without them. */
const loadIngest = () => import("../ingest/index.ts");
const loadDescribe = () => import("../describe/index.ts");

type Reach = { readonly readPaths: readonly string[]; readonly writeDirs: readonly string[] };

export async function ingestInSandbox(
  request: IngestRequest,
  settings: EngineSettings,
  reply: Pick<WorkerReply, "progress">,
  signal: AbortSignal,
  ahead?: ReadAhead,
): Promise<IngestedFile> {
  const { ingestFile } = await loadIngest();
  // DuckDB looks for a write-ahead log beside a database it attaches; an upload is one file, so there is none.
  const readPaths = [request.path, `${request.path}.wal`];
  const reach = { readPaths, writeDirs: [request.outDir, settings.scratchDir] };
  return inSandbox(reach, settings, signal, (connection) =>
    ingestFile(request, connection, reply.progress, signal, ahead),
  );
}

export async function describeInSandbox(
  request: DescribeRequest,
  settings: EngineSettings,
  reply: Pick<WorkerReply, "progress">,
  signal: AbortSignal,
): Promise<DescribedTables> {
  const { describeTables } = await loadDescribe();
  const reach = { readPaths: request.tables.map((table) => table.path), writeDirs: [settings.scratchDir] };
  return inSandbox(reach, settings, signal, (connection) =>
    describeTables(request, connection, reply.progress, signal),
  );
}

/** An engine for one job, which can reach that job's files and nothing else. */
async function inSandbox<T>(
  reach: Reach,
  settings: EngineSettings,
  signal: AbortSignal,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { scratchDir, threads, memoryBytes, maxTempBytes } = settings;
  const instance = await openSandbox({ ...reach, tempDir: scratchDir, threads, memoryBytes, maxTempBytes });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await work(connection);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}
