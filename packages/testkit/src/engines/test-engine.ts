import type { TestTable } from "./test-table.ts";

/** A real database that a test can fill and ask. */
export interface TestEngine {
  readonly dialect: "duckdb" | "sqlite" | "postgres" | "mysql" | "trino";
  /** Name and version, for messages. */
  readonly version: string;
  readonly load: (tables: readonly TestTable[]) => Promise<void>;
  /** Cells as the driver gives them; `comparableRows` makes them alike. Errors are the driver's own. */
  readonly query: (sql: string) => Promise<readonly (readonly unknown[])[]>;
  readonly close: () => Promise<void>;
}
