import type { Dialect, GuardPolicy, GuardTable } from "@parlance/core";

/** Names that belong to the engine or stand for files, never to a source's own tables. */
const NOT_A_SOURCE_TABLE = /^(duckdb_|pg_|sqlite_|pragma_|information_schema$)|[^\p{L}\p{N}_ $-]/iu;

/** Namespaces stand before the last dot, as in sales.orders; collections of MongoDB have dots of their own. */
export const policyFor = (dialect: Dialect, names: readonly string[]): GuardPolicy => ({
  tables: names.map((name) => tableFor(dialect, name)),
});

function tableFor(dialect: Dialect, name: string): GuardTable {
  const dot = dialect === "mongodb" ? -1 : name.lastIndexOf(".");
  if (dot <= 0) return { name, columns: [] };
  return { schema: name.slice(0, dot), name: name.slice(dot + 1), columns: [] };
}

/**
 * The table named at a refusal's position, when it could be a source's own: a plain name, bare or in double quotes,
 * without a namespace in front of or behind it other than the engine's default one.
 */
export function tableNameAt(sql: string, position: number): string | null {
  const match = /^(?:main\s*\.\s*)?(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*)(?![\p{L}\p{N}_$]))(?!\s*[.(])/iu.exec(
    sql.slice(position),
  );
  const name = match?.[1]?.replaceAll('""', '"') ?? match?.[2] ?? null;
  return name === null || NOT_A_SOURCE_TABLE.test(name) ? null : name;
}
