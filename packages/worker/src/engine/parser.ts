import type { DuckDBConnection } from "@duckdb/node-api";
import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { judgeDuckdb } from "@parlance/sql";
import { openSandbox, type SandboxOptions } from "./sandbox.ts";

/** An engine with no data that only parses. Statements are serialised here before any other engine sees them. */
export class Parser {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(options: Omit<SandboxOptions, "readPaths" | "writeDirs">): Promise<Parser> {
    const instance = await openSandbox({ ...options, readPaths: [], writeDirs: [] });
    return new Parser(await instance.connect());
  }

  async check(sql: string, policy: GuardPolicy): Promise<GuardVerdict> {
    const reader = await this.#connection.runAndReadAll("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", [sql]);
    return judgeDuckdb(String(reader.getRows()[0]?.[0] ?? ""), sql, policy);
  }
}
