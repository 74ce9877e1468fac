import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type Catalog, type Clock, findTable, type QueryWorkerPool, type Table } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { FileTable } from "../../database/schema.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceStorage } from "../../storage/source-storage.ts";
import type { SourceWithCatalog } from "../../wire/source.ts";
import { refOf, type SourceAccess } from "../sources/source-access.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "../sources/store.ts";
import { toSource } from "../sources/to-wire.ts";
import { parseFile } from "../uploads/build-version.ts";
import { type ReceiveRequest, receiveForm } from "../uploads/receive.ts";
import { liveParts } from "../uploads/service.ts";
import { driftOf, pairTables } from "./drift.ts";
import { appendSql, INCOMING, PRESENT, renameSql } from "./merge-sql.ts";
import { type PendingChange, PendingChanges } from "./pending-changes.ts";
import { assertCanChangeFiles } from "./policy.ts";
import type { ColumnMapping, FileChange } from "./schema.ts";
import type { FileChangeStore, FilesVersion } from "./store.ts";
import type { TablePair } from "./table-pair.ts";
import { writeTable } from "./write-table.ts";

export interface FileChangeServiceNeeds {
  readonly clock: Clock;
  readonly store: FileChangeStore;
  readonly sources: SourceStore;
  readonly storage: SourceStorage;
  readonly access: SourceAccess;
  readonly workers: QueryWorkerPool;
  readonly maxBytes: number;
}

export interface ChangeRequest {
  readonly sourceId: string;
  readonly fileId: string;
  readonly mode: FileChange["mode"];
  readonly parts: ReceiveRequest["parts"];
  readonly signal: AbortSignal;
}

const PARSE_TIMEOUT_MS = 15 * 60_000;
const ignore = (): void => undefined;

/** Replaces a file of a source or adds rows to it: shown first, done when confirmed, and undone while nothing else is. */
export class FileChangeService {
  readonly #needs: FileChangeServiceNeeds;
  readonly #pending: PendingChanges;

  constructor(needs: FileChangeServiceNeeds) {
    this.#needs = needs;
    this.#pending = new PendingChanges(({ staging }) => void needs.storage.removeStaged(staging));
  }

  /** Reads the new file and says how it differs. Nothing of the source changes. */
  async preview(identity: Identity, request: ChangeRequest): Promise<FileChange> {
    const row = await this.#changeable(identity, request.sourceId);
    const files = await this.#needs.sources.filesOf([row.id]);
    const present = files.find(({ id }) => id === request.fileId);
    if (present === undefined) throw new AppError("FILE_NOT_FOUND");
    const staging = await this.#needs.storage.stage();
    try {
      const change = await this.#read(row, files, present, staging, request);
      this.#pending.put(change);
      return change.wire;
    } catch (error) {
      await this.#needs.storage.removeStaged(staging);
      throw error;
    }
  }

  /** Does what was shown. Errors: FILE_NOT_FOUND when it waited too long, EDIT_CONFLICT when the source moved on. */
  async confirm(
    identity: Identity,
    sourceId: string,
    changeId: string,
    mapping: ColumnMapping,
    signal: AbortSignal,
  ): Promise<SourceWithCatalog> {
    const row = await this.#changeable(identity, sourceId);
    const change = this.#pending.take(changeId, identity.workspaceId);
    if (change === undefined || change.wire.sourceId !== sourceId) throw gone();
    try {
      if (row.revision !== change.revision) throw new AppError("EDIT_CONFLICT");
      return await this.#apply(row, change, mapping, signal);
    } finally {
      await this.#needs.storage.removeStaged(change.staging);
    }
  }

  /** Puts the files back as they were before their last change. */
  async undo(identity: Identity, sourceId: string): Promise<SourceWithCatalog> {
    const row = await this.#changeable(identity, sourceId);
    const snapshot = await this.#needs.sources.snapshotOf(sourceId);
    if (snapshot === undefined) throw new AppError("FILE_NOT_FOUND", { message: "There is nothing to undo." });
    return this.#commit(row, snapshot, null);
  }

  async #read(
    row: SourceRow,
    files: readonly SourceFileRow[],
    present: SourceFileRow,
    staging: string,
    request: ChangeRequest,
  ): Promise<PendingChange> {
    const form = await receiveForm({
      parts: request.parts,
      folder: staging,
      maxBytes: this.#needs.maxBytes,
      signal: request.signal,
      onBytes: ignore,
    });
    const [file, ...more] = form.files;
    if (file === undefined || more.length > 0) throw oneFileOnly();
    const others = files.filter((one) => one !== present);
    const reader = this.#needs.workers.forWorkspace(row.workspaceId).openFiles();
    try {
      const work = {
        ref: refOf(row),
        staging,
        timeoutMs: PARSE_TIMEOUT_MS,
        onProgress: ignore,
        signal: request.signal,
      };
      const received = { ...file, path: file.path ?? "", fileId: present.id, options: form.options };
      const takenNames = others.flatMap((one) => one.tables.map(({ name }) => name));
      const parsed = await parseFile(reader, work, received, takenNames);
      const tables = parsed.row.tables.map((table) => ({ ...table, path: join(parsed.folder, table.parquet) }));
      const { catalog } = await reader.describe({ tables }, ignore, request.signal);
      await file.kept;
      const pairs = pairsOf(await this.#needs.access.wholeCatalog(row), present, catalog, parsed.row);
      const wire: FileChange = {
        id: uuid(),
        sourceId: row.id,
        fileId: present.id,
        mode: request.mode,
        fileName: parsed.row.name,
        tables: pairs.map((pair) => mutable(driftOf([pair.present?.table ?? null, pair.incoming?.table ?? null]))),
      };
      return { wire, workspaceId: row.workspaceId, revision: row.revision, present, parsed, pairs, staging };
    } finally {
      await reader.close();
    }
  }

  async #apply(
    row: SourceRow,
    change: PendingChange,
    mapping: ColumnMapping,
    signal: AbortSignal,
  ): Promise<SourceWithCatalog> {
    const { storage, workers, sources } = this.#needs;
    const { parsed, present } = change;
    const folder = join(change.staging, "next");
    await mkdir(folder);
    const tables: FileTable[] = [];
    for (const [at, pair] of change.pairs.entries()) {
      const table = await this.#tableOf(row, change, pair, { folder, parquet: `${at}.parquet`, mapping, signal });
      if (table !== null) tables.push(table);
    }
    const isAppended = change.wire.mode === "append";
    const next: SourceFileRow = {
      ...(isAppended ? present : parsed.row),
      id: present.id,
      position: present.position,
      parseId: uuid(),
      tables,
      bytes: isAppended ? present.bytes + parsed.row.bytes : parsed.row.bytes,
      originalId: isAppended ? present.originalId : uuid(),
      isAppended,
    };
    const files = (await sources.filesOf([row.id])).map((one) => (one.id === present.id ? next : one));
    const described = await workers.forWorkspace(row.workspaceId).describe(
      {
        tables: files.flatMap((file) =>
          file.tables.map((table) => ({
            ...table,
            path:
              file === next ? join(folder, table.parquet) : storage.tablePath(refOf(row), file.parseId, table.parquet),
          })),
        ),
      },
      ignore,
      signal,
    );
    await storage.adoptTables(refOf(row), next.parseId, folder);
    if (next.originalId !== null && !isAppended) {
      await storage.adoptOriginal(refOf(row), next.originalId, parsed.file.path);
    }
    const version = uuid();
    await storage.writeCatalog(refOf(row), version, described);
    return this.#commit(row, versionOf(version, files, described.catalog), change.wire.mode);
  }

  /** One table of the changed file: as it came, under its old names, or below the rows that are there. */
  async #tableOf(
    row: SourceRow,
    { wire, parsed, present: file }: PendingChange,
    { present, incoming }: TablePair,
    target: { folder: string; parquet: string; mapping: ColumnMapping; signal: AbortSignal },
  ): Promise<FileTable | null> {
    const { storage, workers } = this.#needs;
    const { folder, parquet, mapping, signal } = target;
    const isAppend = wire.mode === "append";
    const oldPath = present === null ? "" : storage.tablePath(refOf(row), file.parseId, present.file.parquet);
    const inputs = [
      ...(present === null || !isAppend ? [] : [{ name: PRESENT, path: oldPath, columns: present.table.columns }]),
      ...(incoming === null
        ? []
        : [{ name: INCOMING, path: join(parsed.folder, incoming.file.parquet), columns: incoming.table.columns }]),
    ];
    const worker = workers.forWorkspace(row.workspaceId);
    if (incoming === null) {
      if (!isAppend || present === null) return null;
      const kept = [{ name: INCOMING, path: oldPath, columns: present.table.columns }];
      const sql = renameSql(present.table, {});
      return writeTable(worker, { sql, inputs: kept, folder, parquet, file: present.file }, signal);
    }
    const renames = present === null ? {} : (mapping[present.file.name] ?? {});
    assertKnown(renames, incoming.table);
    const named: FileTable = { ...incoming.file, name: present?.file.name ?? incoming.file.name, parquet };
    if (present !== null && isAppend) {
      const sql = appendSql(present.table, incoming.table, renames);
      return writeTable(worker, { sql, inputs, folder, parquet, file: { ...present.file, parquet } }, signal);
    }
    if (Object.keys(renames).length > 0) {
      const sql = renameSql(incoming.table, renames);
      return writeTable(worker, { sql, inputs, folder, parquet, file: named }, signal);
    }
    await rename(join(parsed.folder, incoming.file.parquet), join(folder, parquet));
    return named;
  }

  async #commit(row: SourceRow, next: FilesVersion, reason: string | null): Promise<SourceWithCatalog> {
    const { store, sources, storage, access, clock } = this.#needs;
    const filesBefore = await sources.filesOf([row.id]);
    const { version, tableCount, rowCount, bytes } = row;
    const before = reason === null ? null : { version, tableCount, rowCount, bytes, files: filesBefore, reason };
    const committing = store.commit(row, next, before, new Date(clock.now()));
    const failure = await committing.then(
      (isCommitted) => (isCommitted ? null : new AppError("EDIT_CONFLICT")),
      (error: unknown) => error,
    );
    if (failure === null) await access.forget(row);
    const now = await sources.find(row.id, new Date(clock.now()));
    if (now === undefined) throw new AppError("SOURCE_NOT_FOUND");
    const files = await sources.filesOf([row.id]);
    const snapshot = await sources.snapshotOf(row.id);
    await storage.removeLeftovers(refOf(row), liveParts(now, files, snapshot));
    if (failure !== null) throw failure;
    return { source: toSource(now, { files, undoable: snapshot }), catalog: await access.wholeCatalog(now) };
  }

  async #changeable(identity: Identity, sourceId: string): Promise<SourceRow> {
    const row = await this.#needs.sources.find(sourceId, new Date(this.#needs.clock.now()));
    assertCanChangeFiles(identity, row);
    if (row.kind !== "files") throw new AppError("FILE_NOT_FOUND");
    // What changes is told in rows and columns of the whole.
    if (await this.#needs.access.isLimitedFor(row, identity)) throw new AppError("SOURCE_SEEN_IN_PART");
    return row;
  }
}

function pairsOf(
  before: Catalog,
  present: SourceFileRow,
  after: Catalog,
  incoming: SourceFileRow,
): readonly TablePair[] {
  const listed = (catalog: Catalog, file: SourceFileRow) =>
    file.tables.flatMap((one) => {
      const table = findTable(catalog, one.name);
      return table === undefined ? [] : [{ table, origin: one.origin, file: one }];
    });
  const [old, fresh] = [listed(before, present), listed(after, incoming)];
  const find = (list: typeof old, table: Table | null) =>
    table === null ? null : (list.find((one) => one.table === table) ?? null);
  return pairTables(old, fresh).map(([a, b]) => ({ present: find(old, a), incoming: find(fresh, b) }));
}

const versionOf = (version: string, files: readonly SourceFileRow[], { tables }: Catalog): FilesVersion => ({
  version,
  files,
  tableCount: tables.length,
  rowCount: tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0),
  bytes: files.reduce((sum, file) => sum + file.bytes, 0),
});

function assertKnown(renames: Readonly<Record<string, string>>, { columns }: Table): void {
  const unknown = Object.keys(renames).find((name) => columns.every((column) => column.name !== name));
  if (unknown === undefined) return;
  const problem = `The new file has no column "${unknown.slice(0, 100)}".`;
  throw new AppError("REQUEST_INVALID", { details: { fields: [{ field: "mapping", problem }] } });
}

const oneFileOnly = (): AppError =>
  new AppError("REQUEST_INVALID", {
    details: { fields: [{ field: "file", problem: "Send one file to replace or add to another." }] },
  });

const gone = (): AppError =>
  new AppError("FILE_NOT_FOUND", {
    message: "There is no such change waiting.",
    hint: "It may have waited for more than half an hour; send the file again.",
  });

/** The wire's types are mutable; nothing writes to them. */
const mutable = <T>(value: T) => structuredClone(value) as FileChange["tables"][number];
