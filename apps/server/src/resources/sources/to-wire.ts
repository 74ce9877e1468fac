import type { Catalog } from "@parlance/core";
import type { ConnectionRow } from "../../connecting/credentials.ts";
import type { Source, SourceConnection, SourceFile } from "../../wire/source.ts";
import type { SourceFileRow, SourceRow, UndoableChange } from "./store.ts";

export interface SourceParts {
  readonly files: readonly SourceFileRow[];
  readonly connection?: ConnectionRow | undefined;
  readonly undoable?: UndoableChange | undefined;
}

export function toSource(row: SourceRow, { files, connection, undoable }: SourceParts): Source {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    kind: row.kind,
    dialect: row.dialect,
    status: row.status,
    statusReason: row.statusReason,
    tableCount: row.tableCount,
    rowCount: row.rowCount,
    bytes: row.bytes,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    files: files.map(toSourceFile),
    sendsKeys: row.sendsKeys,
    connection: connection === undefined ? null : toConnection(connection),
    undoable:
      undoable === undefined
        ? null
        : { change: undoable.reason === "append" ? "append" : "replace", at: undoable.createdAt.toISOString() },
  };
}

/** A source that somebody sees only in part: counts of what they see whole, and no word about columns or cells of files. */
export const inPart = (source: Source, { tables }: Catalog): Source => ({
  ...source,
  tableCount: tables.length,
  rowCount: tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0),
  files: source.files.map((file) => {
    const { columnTypes: _types, ...parsed } = file.parsed;
    return { ...file, tables: file.tables.filter((name) => tables.some((t) => t.name === name)), parsed, warnings: [] };
  }),
});

/** Secrets leave by their names only. */
const toConnection = (row: ConnectionRow): SourceConnection => ({
  connector: row.connector,
  config: { ...row.config },
  secretFields: Object.keys(row.secrets),
  syncEveryMinutes: row.syncEveryMinutes,
  syncedAt: row.syncedAt?.toISOString() ?? null,
  nextSyncAt: row.nextSyncAt?.toISOString() ?? null,
});

const toSourceFile = (row: SourceFileRow): SourceFile => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  bytes: row.bytes,
  tables: row.tables.map((table) => table.name),
  parsed: row.parsed,
  warnings: [...row.warnings],
});

export const etagOf = (row: Pick<SourceRow, "revision">): string => `"${row.revision}"`;
