import type { Column, ForeignKey, Table } from "@parlance/core";

/** Where a database declares no foreign key at all, the names of columns say what belongs together. */
export function inferKeys(tables: readonly Table[]): readonly Table[] {
  if (tables.some((table) => table.foreignKeys.length > 0)) return tables;
  const targets = new Map<string, Table>();
  for (const table of tables) {
    if (table.primaryKey.length === 1)
      for (const name of namesFor(table)) if (!targets.has(name)) targets.set(name, table);
  }
  return tables.map((table) => ({
    ...table,
    foreignKeys: table.columns.flatMap((column) => keyOf(table, column, targets)),
  }));
}

const folded = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();

/** "order_items" is also an "order_item"; "companies" a "company". */
function namesFor(table: Table): string[] {
  const name = folded(table.nativeName ?? table.name);
  const singular = name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/(?<=ss|x|ch|sh)es$|(?<!s|u|i)s$/, "");
  return [name, singular];
}

const KEY_SUFFIX = /_(?:id|code|key|no|nr|uuid)$/;
const CONFIDENCE = 0.7;

function keyOf(table: Table, column: Column, targets: ReadonlyMap<string, Table>): ForeignKey[] {
  const name = folded(column.name);
  const subject = name.replace(KEY_SUFFIX, "");
  const target = subject === name ? undefined : targets.get(subject);
  const [refColumn = ""] = target?.primaryKey ?? [];
  const refType = target?.columns.find((candidate) => candidate.name === refColumn)?.type;
  const isOwnKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  if (target === undefined || target === table || isOwnKey || refType?.kind !== column.type.kind) return [];
  return [
    {
      columns: [column.name],
      refTable: target.name,
      refColumns: [refColumn],
      origin: "inferred",
      confidence: CONFIDENCE,
      evidence: `${column.name} is named after ${target.name} and has the type of its key ${refColumn}.`,
    },
  ];
}
