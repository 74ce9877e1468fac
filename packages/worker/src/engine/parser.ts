import type { DuckDBConnection } from "@duckdb/node-api";
import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { guardDuckdb, type JudgedText, restrictDuckdb } from "@parlance/sql";
import { openSandbox, type SandboxOptions } from "./sandbox.ts";
import { Verdicts } from "./verdicts.ts";

/** An engine with no data that only parses. Statements are serialised here before any other engine sees them. */
export class Parser {
  readonly #connection: DuckDBConnection;
  readonly #verdicts = new Verdicts();

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(options: Omit<SandboxOptions, "readPaths" | "writeDirs">): Promise<Parser> {
    const instance = await openSandbox({ ...options, readPaths: [], writeDirs: [] });
    return new Parser(await instance.connect());
  }

  /** Runs nothing over data: a PIVOT that needs its values looked up is judged with a stand-in for them. */
  async check(sql: string, policy: GuardPolicy): Promise<GuardVerdict> {
    return (await guardDuckdb(sql, { check: async (text) => (await this.judge(text, policy)).verdict })).verdict;
  }

  /** The guard's verdict on exactly this text, and what runs in its place. */
  judge(sql: string, policy: GuardPolicy): Promise<JudgedText> {
    return this.#verdicts.of(sql, policy, () => restrictDuckdb(sql, policy, (text) => this.serialize(text)));
  }

  serialize(sql: string): Promise<string> {
    return this.#textOf("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", sql);
  }

  /** The text of a tree; nothing is run, and what it says is judged before it is. */
  deserialize(tree: string): Promise<string> {
    return this.#textOf("SELECT json_deserialize_sql(CAST($1 AS JSON))", tree);
  }

  async #textOf(query: string, value: string): Promise<string> {
    const reader = await this.#connection.runAndReadAll(query, [value]);
    return String(reader.getRows()[0]?.[0] ?? "");
  }
}
