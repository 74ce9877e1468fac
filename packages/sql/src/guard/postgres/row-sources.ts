import type { GuardPolicy } from "@parlance/core";
import { FIELDS_OF_FUNCTIONS, OUT_COLUMN_FUNCTIONS } from "./field-names.ts";
import { nameOfTarget, type RowColumns, SYSTEM_COLUMNS, UNKNOWN_COLUMNS } from "./row-columns.ts";
import { asArray, asNode, isNode, type Node, namesOf } from "./tree-nodes.ts";

/** What a name in FROM stands for. */
export interface RowSource {
  readonly columns: RowColumns;
  /** A function may give plain values: its name then stands for a value, and not for a row. */
  readonly isRow: boolean;
}

/** The names of one FROM. */
export type Frame = ReadonlyMap<string, RowSource>;

/** The columns of a table as the policy tells them; without any told, all may be there. */
export function tableColumns(node: Node, policy: GuardPolicy): RowColumns {
  const { schemaname, relname } = node;
  const table = policy.tables.find(
    ({ name, nativeName = name, schema = "public" }) =>
      nativeName === relname && (schemaname === undefined ? name === relname : schema === schemaname),
  );
  if (table === undefined || table.columns.length === 0) return UNKNOWN_COLUMNS;
  return { names: table.columns, isOpen: false };
}

export const isColumnOf = ({ columns }: RowSource, name: string): boolean =>
  columns.isOpen || columns.names.includes(name) || SYSTEM_COLUMNS.has(name);

/**
 * What a function in FROM gives. One of plain values has a single column, called like the alias; where the alias names
 * the column, or the function itself does, the alias is no column any more.
 */
export function functionColumns(node: Node): RowColumns {
  const alias = asNode(node.alias);
  const parts = asArray(node.functions).map((item) => asArray(asNode(asNode(item).List).items));
  const definitions = [node.coldeflist, ...parts.map(([, defined]) => asNode(asNode(defined).List).items)];
  const defined = definitions
    .flatMap(asArray)
    .map((item) => asNode(asNode(item).ColumnDef).colname)
    .filter((name) => typeof name === "string");
  const given = namesOf(alias.colnames);
  const names = [...given, ...defined, ...FIELDS_OF_FUNCTIONS];
  const calls = parts.map(([call]) => nameOfTarget({ val: call }) ?? "");
  if (calls.length > 1) names.push(...calls);
  else if (given.length === 0 && !OUT_COLUMN_FUNCTIONS.has(calls[0] ?? ""))
    names.push(typeof alias.aliasname === "string" ? alias.aliasname : (calls[0] ?? ""));
  return { names, isOpen: false };
}

/** The columns that XMLTABLE and JSON_TABLE spell out, nested ones too. */
export function spelledColumns(columns: unknown): string[] {
  return asArray(columns).flatMap((item) => {
    const column = asNode(Object.values(asNode(item))[0]);
    const name = column.colname ?? column.name;
    return [...(typeof name === "string" ? [name] : []), ...spelledColumns(column.columns)];
  });
}

/** The name by which the rest of the statement calls it; without one it cannot be called. */
export function nameOfSource(node: Node, otherwise: string | undefined): string | undefined {
  const name = isNode(node.alias) ? node.alias.aliasname : otherwise;
  return typeof name === "string" ? name : undefined;
}
