/** What PostgreSQL's types are here; every other is shown as the database prints it. */
const KINDS = {
  16: "boolean",
  20: "bigint",
  21: "integer",
  23: "integer",
  25: "text",
  700: "double",
  701: "double",
  1042: "text",
  1043: "text",
  1082: "date",
  1114: "timestamp",
  1700: "decimal",
  2950: "uuid",
};

export const kindOf = (oid) => KINDS[oid] ?? "unknown";

const CELLS = {
  boolean: (text) => text === "t",
  bigint: BigInt,
  integer: Number,
  double: Number,
  timestamp: (text) => text.replace(" ", "T"),
};

/** A value in the form that its kind has in Parlance. */
export const cellOf = (kind, text) => (text === null ? null : (CELLS[kind]?.(text) ?? text));

const COLUMNS = `
  SELECT t.relname, t.relkind, c.attname, c.atttypid, NOT c.attnotnull, format_type(c.atttypid, c.atttypmod)
  FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
  WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'v') AND c.attnum > 0 AND NOT c.attisdropped
  ORDER BY t.relname, c.attnum`;

const KEYS = `
  SELECT k.contype, t.relname, r.relname,
    (SELECT json_agg(a.attname ORDER BY o.n) FROM unnest(k.conkey) WITH ORDINALITY o(num, n)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.num),
    (SELECT json_agg(a.attname ORDER BY o.n) FROM unnest(k.confkey) WITH ORDINALITY o(num, n)
      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = o.num)
  FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid LEFT JOIN pg_class r ON r.oid = k.confrelid
  WHERE k.contype IN ('p', 'f') AND t.relnamespace = 'public'::regnamespace`;

/** The tables of the schema "public" with their columns and keys. */
export async function readTables(ask) {
  const tables = new Map();
  for (const [name, relkind, column, oid, isNullable, native] of (await ask(COLUMNS)).rows) {
    const kind = relkind === "v" ? "view" : "table";
    const table = tables.get(name) ?? { name, schema: "public", kind, columns: [], primaryKey: [], foreignKeys: [] };
    table.columns.push({ name: column, kind: kindOf(Number(oid)), native, isNullable: isNullable === "t" });
    tables.set(name, table);
  }
  for (const [type, name, refTable, columns, refColumns] of (await ask(KEYS)).rows) {
    const table = tables.get(name);
    if (type === "p") table.primaryKey = JSON.parse(columns);
    else table.foreignKeys.push({ columns: JSON.parse(columns), refTable, refColumns: JSON.parse(refColumns) });
  }
  for (const table of tables.values()) {
    if (table.kind === "view") continue;
    const quoted = `"${table.name.replaceAll('"', '""')}"`;
    table.rowCount = Number((await ask(`SELECT count(*) FROM public.${quoted}`)).rows[0][0]);
  }
  return [...tables.values()];
}
