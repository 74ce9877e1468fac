import { createHash } from "node:crypto";
import type { Catalog, Column, ColumnValues, ForeignKey, Table } from "@parlance/core";
import { inferJoins } from "./infer-joins.ts";

/** A source that takes part, as it is now. */
export interface CombinedMember {
  readonly sourceId: string;
  readonly name: string;
  readonly version: string;
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
}

/** Two columns that a person has said belong together. */
export interface DeclaredJoin {
  readonly from: JoinColumn;
  readonly to: JoinColumn;
}

export interface JoinColumn {
  readonly sourceId: string;
  readonly table: string;
  readonly column: string;
}

export interface CombinedTable {
  /** In the combined catalog. */
  readonly name: string;
  readonly sourceId: string;
  /** In its own source's catalog. */
  readonly table: string;
}

export interface CombinedCatalog {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  readonly tables: readonly CombinedTable[];
}

/**
 * One catalog over the tables of several sources. A table keeps its name unless an earlier source has one of that name;
 * then it is called after its source as well. Pure: the same members give the same catalog and version.
 */
export function combineCatalogs(
  members: readonly CombinedMember[],
  declared: readonly DeclaredJoin[],
): CombinedCatalog {
  const tables = nameTables(members);
  const nameOf = (sourceId: string, table: string): string | undefined =>
    tables.find((each) => each.sourceId === sourceId && each.table.toLowerCase() === table.toLowerCase())?.name;
  const renamed = members.flatMap((member) =>
    member.catalog.tables.map((table) => renameTable(table, (name) => nameOf(member.sourceId, name) ?? name)),
  );
  const values = members.flatMap((member) =>
    member.values.map((each) => ({ ...each, table: nameOf(member.sourceId, each.table) ?? each.table })),
  );
  const keys = declared
    .filter((join) => isSeen(join, members) && canMeet(join, members))
    .flatMap((join) => declaredKey(join, nameOf));
  const inferred = inferJoins(
    members.map((member) => ({
      tables: renamed.filter((table) =>
        tables.some((each) => each.name === table.name && each.sourceId === member.sourceId),
      ),
    })),
    values,
  ).filter((found) => !keys.some((key) => key.table === found.table && key.key.refTable === found.key.refTable));
  const joined = renamed.map((table) => ({
    ...table,
    foreignKeys: [
      ...table.foreignKeys,
      ...[...keys, ...inferred].filter((each) => each.table === table.name).map(({ key }) => key),
    ],
  }));
  return { catalog: { dialect: "duckdb", version: versionOf(members, declared), tables: joined }, values, tables };
}

export function versionOf(
  members: readonly Pick<CombinedMember, "sourceId" | "version" | "name">[],
  declared: readonly DeclaredJoin[],
): string {
  const facts = JSON.stringify([members.map(({ sourceId, version, name }) => [sourceId, version, name]), declared]);
  return createHash("sha256").update(facts).digest("hex").slice(0, 32);
}

function nameTables(members: readonly CombinedMember[]): readonly CombinedTable[] {
  const taken = new Set<string>();
  return members.flatMap(({ sourceId, name: source, catalog }) =>
    catalog.tables.map(({ name: table }) => {
      const name = freeName(table, source, taken);
      taken.add(name.toLowerCase());
      return { name, sourceId, table };
    }),
  );
}

function freeName(table: string, source: string, taken: ReadonlySet<string>): string {
  if (!taken.has(table.toLowerCase())) return table;
  const prefix =
    source
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
      .replaceAll(/^_|_$/g, "") || "other";
  const names = (n: number): string => (n === 1 ? `${prefix}_${table}` : `${prefix}_${n}_${table}`);
  let n = 1;
  while (taken.has(names(n).toLowerCase())) n++;
  return names(n);
}

/** Namespaces belong to the source it came from; here a table has one name. */
function renameTable(
  { schema: _schema, nativeName: _native, ...table }: Table,
  rename: (name: string) => string,
): Table {
  return {
    ...table,
    name: rename(table.name),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, refTable: rename(key.refTable) })),
  };
}

/** Whether both columns are there. Of one that is kept from whoever asks, the name is kept as well. */
export const isSeen = ({ from, to }: DeclaredJoin, members: readonly MemberCatalog[]): boolean =>
  isSeenColumn(from, members) && isSeenColumn(to, members);

export const isSeenColumn = (end: JoinColumn, members: readonly MemberCatalog[]): boolean =>
  findColumn(end, members) !== undefined;

type MemberCatalog = Pick<CombinedMember, "sourceId" | "catalog">;

/** Values that a mask has changed meet nothing; hashed ones meet each other. */
function canMeet({ from, to }: DeclaredJoin, members: readonly MemberCatalog[]): boolean {
  const masking = findColumn(from, members)?.masking;
  return masking === findColumn(to, members)?.masking && masking !== "mask";
}

const findColumn = ({ sourceId, table, column }: JoinColumn, members: readonly MemberCatalog[]): Column | undefined =>
  members
    .find((member) => member.sourceId === sourceId)
    ?.catalog.tables.find((each) => each.name.toLowerCase() === table.toLowerCase())
    ?.columns.find((each) => each.name === column);

function declaredKey(
  { from, to }: DeclaredJoin,
  nameOf: (sourceId: string, table: string) => string | undefined,
): readonly { readonly table: string; readonly key: ForeignKey }[] {
  const [table, refTable] = [nameOf(from.sourceId, from.table), nameOf(to.sourceId, to.table)];
  // A table that has gone since takes its joins with it.
  if (table === undefined || refTable === undefined) return [];
  const key = { columns: [from.column], refTable, refColumns: [to.column], origin: "declared", confidence: 1 } as const;
  return [{ table, key }];
}
