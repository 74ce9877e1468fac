import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  AppError,
  type DescribedTables,
  type FileReader,
  type IngestProgress,
  type ParseOptions,
  type QueryWorker,
} from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { FileTable } from "../../database/schema.ts";
import type { SourceRef, SourceStorage } from "../../storage/source-storage.ts";
import type { SourceFileRow } from "../sources/store.ts";

/** A received file that is to become part of a source. */
export interface FileToParse {
  readonly fileId: string;
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly options: ParseOptions;
  /** Settles when the disk has the received bytes. */
  readonly kept: Promise<void>;
}

export interface BuildRequest {
  readonly ref: SourceRef;
  readonly kept: readonly SourceFileRow[];
  readonly toParse: readonly FileToParse[];
  /** Scratch folder of this request. */
  readonly staging: string;
  readonly timeoutMs: number;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly signal: AbortSignal;
}

export interface BuiltVersion {
  readonly version: string;
  readonly described: DescribedTables;
  readonly files: readonly SourceFileRow[];
}

/** Parses the new files one after the other, then describes all tables of the source together: keys may join files. */
export async function buildVersion(
  worker: QueryWorker,
  storage: SourceStorage,
  request: BuildRequest,
): Promise<BuiltVersion> {
  const files = worker.openFiles();
  try {
    return await buildVersionWith(files, storage, request);
  } finally {
    await files.close();
  }
}

/** The same, with a process that the caller has opened and closes. */
export async function buildVersionWith(
  reader: FileReader,
  storage: SourceStorage,
  request: BuildRequest,
): Promise<BuiltVersion> {
  const parsed: ParsedFile[] = [];
  for (const file of request.toParse) {
    parsed.push(
      await parseFile(reader, request, file, [
        ...namesOf(request.kept),
        ...parsed.flatMap((done) => namesOf([done.row])),
      ]),
    );
  }
  const tables = [
    ...request.kept.flatMap((row) =>
      row.tables.map((table) => ({ ...table, path: storage.tablePath(request.ref, row.parseId, table.parquet) })),
    ),
    ...parsed.flatMap(({ row, folder }) =>
      row.tables.map((table) => ({ ...table, path: join(folder, table.parquet) })),
    ),
  ];
  const [described] = await Promise.all([
    reader.describe({ tables }, request.onProgress, request.signal),
    // The disk can take its time meanwhile.
    ...parsed.flatMap(({ file, folder }) => [file.kept, storage.keepStaged(folder)]),
  ]);
  for (const { file, row, folder } of parsed) {
    await storage.adoptTables(request.ref, row.parseId, folder);
    await storage.adoptOriginal(request.ref, file.fileId, file.path);
  }
  const version = uuid();
  await storage.writeCatalog(request.ref, version, described);
  const files = [...request.kept, ...parsed.map(({ row }) => row)].map((row, position) => ({ ...row, position }));
  return { version, described: { ...described, catalog: { ...described.catalog, version } }, files };
}

export interface ParsedFile {
  readonly file: FileToParse;
  readonly row: SourceFileRow;
  readonly folder: string;
}

/** Reads one file into a folder of its own inside the staging folder. */
export async function parseFile(
  reader: FileReader,
  request: Pick<BuildRequest, "ref" | "staging" | "timeoutMs" | "onProgress" | "signal">,
  file: FileToParse,
  takenNames: readonly string[],
): Promise<ParsedFile> {
  const parseId = uuid();
  const folder = join(request.staging, parseId);
  await mkdir(folder);
  const { path, name: fileName, options } = file;
  const ingested = await reader
    .ingest(
      { path, fileName, outDir: folder, options, takenNames, timeoutMs: request.timeoutMs },
      request.onProgress,
      request.signal,
    )
    .catch((error: unknown) => {
      throw namingTheFile(error, fileName);
    });
  const tables = ingested.tables.map(
    ({ path: parquet, ...table }): FileTable => ({ ...table, parquet: basename(parquet) }),
  );
  const row: SourceFileRow = {
    id: file.fileId,
    sourceId: request.ref.sourceId,
    position: 0,
    name: fileName,
    kind: ingested.kind,
    bytes: file.bytes,
    sha256: file.sha256,
    parseId,
    tables,
    parsed: ingested.parsed,
    warnings: ingested.warnings,
    originalId: null,
    isAppended: false,
  };
  return { file, row, folder };
}

const namesOf = (rows: readonly SourceFileRow[]): string[] =>
  rows.flatMap((row) => row.tables.map((table) => table.name));

/** A file that takes the worker down with it is a bad file to the person who sent it. */
const FATAL_TO_WORKER = new Set(["ENGINE_RESTARTED", "QUERY_TOO_LARGE", "QUERY_TIMEOUT"]);

function namingTheFile(error: unknown, file: string): unknown {
  if (!(error instanceof AppError)) return error;
  if (FATAL_TO_WORKER.has(error.code)) {
    const message = "Reading this file needed more time or memory than allowed.";
    return new AppError("FILE_REJECTED", { message, details: { file }, cause: error });
  }
  if (!error.code.startsWith("FILE_")) return error;
  const { message, hint, details } = error;
  return new AppError(error.code, {
    message,
    ...(hint === undefined ? {} : { hint }),
    details: { file, ...details },
    cause: error,
  });
}
