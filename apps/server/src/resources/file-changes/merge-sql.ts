import { AppError, type Column, isNumeric, type Table } from "@parlance/core";

/** Names under which the two tables are attached while they are put together. */
export const PRESENT = "present";
export const INCOMING = "incoming";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Column of the new file -> the name it keeps. */
export type Renames = Readonly<Record<string, string>>;

/** The new table with its columns under their old names. */
export function renameSql(incoming: Table, renames: Renames): string {
  const columns = incoming.columns.map(({ name }) => `${quoted(name)} AS ${quoted(renames[name] ?? name)}`);
  assertDistinct(incoming.columns.map(({ name }) => renames[name] ?? name));
  return `SELECT ${columns.join(", ")} FROM ${quoted(INCOMING)}`;
}

/**
 * The rows that are there and the new ones below them, in the old columns' order and types. Columns that only the new
 * file has come last, empty for the old rows.
 */
export function appendSql(present: Table, incoming: Table, renames: Renames): string {
  const sources = new Map(incoming.columns.map((column) => [renames[column.name] ?? column.name, column]));
  assertDistinct(incoming.columns.map(({ name }) => renames[name] ?? name));
  const extra = [...sources].filter(([name]) => present.columns.every((column) => column.name !== name));
  const above = [
    ...present.columns.map(({ name }) => quoted(name)),
    ...extra.map(([name, { type }]) => `CAST(NULL AS ${type.native}) AS ${quoted(name)}`),
  ];
  const below = [
    ...present.columns.map((column) => `${castTo(column, sources.get(column.name))} AS ${quoted(column.name)}`),
    ...extra.map(([name, column]) => `${quoted(column.name)} AS ${quoted(name)}`),
  ];
  return `SELECT ${above.join(", ")} FROM ${quoted(PRESENT)} UNION ALL SELECT ${below.join(", ")} FROM ${quoted(INCOMING)}`;
}

/** Numbers widen by themselves and must not be rounded into the old column; everything else takes the old type. */
function castTo(target: Column, source: Column | undefined): string {
  if (source === undefined) return `CAST(NULL AS ${target.type.native})`;
  const isSame = source.type.native === target.type.native || (isNumeric(source.type) && isNumeric(target.type));
  return isSame ? quoted(source.name) : `CAST(${quoted(source.name)} AS ${target.type.native})`;
}

function assertDistinct(names: readonly string[]): void {
  const folded = names.map((name) => name.toLowerCase());
  const twice = names.find((_name, at) => folded.indexOf(folded[at] ?? "") !== at);
  if (twice === undefined) return;
  throw new AppError("REQUEST_INVALID", {
    details: { fields: [{ field: "mapping", problem: `Two columns would be called "${twice}".` }] },
  });
}
