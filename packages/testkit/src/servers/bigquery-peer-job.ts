import {
  type DuckDBConnection,
  type DuckDBInstance,
  DuckDBPendingResultState,
  type DuckDBResult,
  type DuckDBType,
} from "@duckdb/node-api";
import { PeerFault, queryFault } from "./bigquery-peer-fault.ts";

/** What the tests' GoogleSQL and DuckDB's SQL spell differently. */
export const toDuckdb = (sql: string): string =>
  sql
    .replace(/UNNEST\(GENERATE_ARRAY\((\d+), (\d+)\)\) AS (\w+)/g, "generate_series($1, $2) AS $3($3)")
    .replace(/\bINT64\b/g, "BIGINT")
    .replace(/\bFLOAT64\b/g, "DOUBLE")
    .replace(/\bSTRING\b/g, "VARCHAR")
    .replace(/`/g, '"')
    .replace(/\bacme-shop\b|"acme-shop"/g, "memory")
    .replace(/\b(?:"memory"|memory)\."?shop"?\./g, "")
    .replace(/\bshop\./g, "");

const TYPES: Readonly<Record<string, string>> = {
  BIGINT: "INTEGER",
  INTEGER: "INTEGER",
  HUGEINT: "NUMERIC",
  DOUBLE: "FLOAT",
  VARCHAR: "STRING",
  BOOLEAN: "BOOLEAN",
  DATE: "DATE",
  TIMESTAMP: "DATETIME",
  "TIMESTAMP WITH TIME ZONE": "TIMESTAMP",
};

interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly precision?: string;
  readonly scale?: string;
}

function fieldOf(name: string, type: DuckDBType): Field {
  const native = String(type);
  if (native.endsWith("[]")) return { name, type: TYPES[native.slice(0, -2)] ?? "STRING", mode: "REPEATED" };
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(native) ?? [];
  if (precision !== undefined && scale !== undefined) return { name, type: "NUMERIC", precision, scale };
  return { name, type: TYPES[native] ?? "STRING" };
}

export interface PeerPage {
  readonly jobComplete: boolean;
  readonly schema?: { readonly fields: readonly Field[] };
  readonly rows?: readonly unknown[];
  readonly pageToken?: string;
}

/** One query job: runs in DuckDB, hands out its rows page by page, can be cancelled, ends at its time. */
export class PeerJob {
  readonly #sql: string;
  readonly #opened: Promise<DuckDBResult>;
  readonly #timer: NodeJS.Timeout;
  #connection: DuckDBConnection | undefined;
  #waiting: unknown[][] = [];
  #fault: PeerFault | undefined;
  isRunning = true;

  constructor(instance: DuckDBInstance, sql: string, timeoutMs: number) {
    this.#sql = sql;
    this.#opened = this.#open(instance);
    this.#opened.catch((error: unknown) => {
      this.#fault ??= queryFault(error, sql);
      this.isRunning = false;
    });
    this.#timer = setTimeout(() => this.#end("Job execution was cancelled: Job timed out"), timeoutMs);
    this.#timer.unref();
  }

  static async prepare(connection: DuckDBConnection, sql: string): Promise<void> {
    try {
      (await connection.prepare(sql)).destroySync();
    } catch (error) {
      throw queryFault(error, sql);
    }
  }

  async #open(instance: DuckDBInstance): Promise<DuckDBResult> {
    this.#connection = await instance.connect();
    const pending = await this.#connection.startStream(this.#sql);
    // In small steps: a few slow statements would take every thread that Node has for such work.
    while (pending.runTask() === DuckDBPendingResultState.RESULT_NOT_READY) {
      await later(1);
      if (this.#fault !== undefined) throw this.#fault;
    }
    return pending.getResult();
  }

  cancel(): void {
    this.#end("Job execution was cancelled: User requested cancellation");
  }

  #end(message: string): void {
    if (!this.isRunning) return;
    this.isRunning = false;
    this.#fault = new PeerFault(400, "stopped", message);
    clearTimeout(this.#timer);
    this.#connection?.interrupt();
  }

  resource(): unknown {
    return { status: { state: this.isRunning ? "RUNNING" : "DONE" } };
  }

  async page(query: URLSearchParams): Promise<PeerPage> {
    const wanted = Number(query.get("maxResults") ?? 10_000);
    const result = await Promise.race([
      this.#opened.catch(() => null),
      later(Number(query.get("timeoutMs") ?? 10_000)),
    ]);
    if (this.#fault !== undefined) throw this.#fault;
    if (result === null || result === undefined) return { jobComplete: false };
    const fields = result.columnNames().map((name, i) => fieldOf(name, result.columnType(i)));
    try {
      while (this.#waiting.length < wanted) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        this.#waiting.push(...(chunk.getRows() as unknown[][])); // DuckDB's values, printed below.
      }
    } catch (error) {
      throw this.#fault ?? queryFault(error, this.#sql);
    }
    const rows = this.#waiting.splice(0, wanted);
    const isLast = rows.length < wanted;
    if (isLast) this.#finish();
    return {
      jobComplete: true,
      schema: { fields },
      rows: rows.map((row) => ({ f: row.map((value, i) => ({ v: printed(value, fields[i]) })) })),
      ...(isLast ? {} : { pageToken: "next" }),
    };
  }

  #finish(): void {
    this.isRunning = false;
    clearTimeout(this.#timer);
  }
}

/** Every scalar is text; arrays are lists of {v}. Instants are microseconds, as formatOptions ask. */
function printed(value: unknown, field: Field | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (field?.mode === "REPEATED" && typeof value === "object" && "items" in value && Array.isArray(value.items)) {
    return value.items.map((item: unknown) => ({ v: printed(item, { ...field, mode: "NULLABLE" }) }));
  }
  if (field?.type === "TIMESTAMP" && typeof value === "object" && "micros" in value) return String(value.micros);
  if (field?.type === "NUMERIC")
    return String(value)
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
  return String(value);
}

const later = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), ms);
  });
