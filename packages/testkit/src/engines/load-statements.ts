import type { TestCell, TestColumnKind, TestTable } from "./test-table.ts";

/** How one engine spells what loading needs. */
export interface LoadSpelling {
  readonly quote: '"' | "`";
  readonly hasBackslashEscapes: boolean;
  /** Text is no date and no decimal before it is cast. */
  readonly isStrict?: boolean;
  readonly types: Readonly<Record<TestColumnKind, string>>;
}

const DUCKDB_TYPES = {
  boolean: "BOOLEAN",
  integer: "INTEGER",
  bigint: "BIGINT",
  decimal: "DECIMAL(18,4)",
  double: "DOUBLE",
  text: "VARCHAR",
  date: "DATE",
  timestamp: "TIMESTAMP",
} as const;

export const DUCKDB_SPELLING: LoadSpelling = { quote: '"', hasBackslashEscapes: false, types: DUCKDB_TYPES };

export const SQLITE_SPELLING: LoadSpelling = {
  ...DUCKDB_SPELLING,
  types: { ...DUCKDB_TYPES, text: "TEXT", date: "TEXT", timestamp: "TEXT", decimal: "REAL" },
};

export const POSTGRES_SPELLING: LoadSpelling = {
  ...DUCKDB_SPELLING,
  types: { ...DUCKDB_TYPES, double: "DOUBLE PRECISION", text: "TEXT" },
};

export const MARIADB_SPELLING: LoadSpelling = {
  quote: "`",
  hasBackslashEscapes: true,
  // Letter case, accents and trailing spaces tell values apart, as they do in the other engines.
  types: { ...DUCKDB_TYPES, text: "VARCHAR(400) COLLATE utf8mb4_nopad_bin", timestamp: "DATETIME(6)" },
};

export const TRINO_SPELLING: LoadSpelling = {
  ...DUCKDB_SPELLING,
  isStrict: true,
  types: { ...DUCKDB_TYPES, timestamp: "TIMESTAMP(6)" },
};

const ROWS_PER_INSERT = 500;

/** Statements that make the table and fill it. */
export function loadStatements(table: TestTable, spelling: LoadSpelling): string[] {
  const name = quoted(table.name, spelling);
  const columns = table.columns.map((column) => `${quoted(column.name, spelling)} ${spelling.types[column.kind]}`);
  const statements = [`CREATE TABLE ${name} (${columns.join(", ")})`];
  for (let at = 0; at < table.rows.length; at += ROWS_PER_INSERT) {
    const rows = table.rows
      .slice(at, at + ROWS_PER_INSERT)
      .map((row) => `(${row.map((cell, i) => literal(cell, table.columns[i]?.kind ?? "text", spelling)).join(", ")})`);
    statements.push(`INSERT INTO ${name} VALUES ${rows.join(", ")}`);
  }
  return statements;
}

const quoted = (name: string, { quote }: LoadSpelling): string => quote + name.replaceAll(quote, quote + quote) + quote;

function literal(cell: TestCell, kind: TestColumnKind, spelling: LoadSpelling): string {
  if (cell === null) return "NULL";
  if (typeof cell !== "string") return String(cell).toUpperCase();
  const text = spelling.hasBackslashEscapes ? cell.replaceAll("\\", "\\\\") : cell;
  const quotedText = `'${text.replaceAll("'", "''")}'`;
  return spelling.isStrict && kind !== "text" ? `CAST(${quotedText} AS ${spelling.types[kind]})` : quotedText;
}
