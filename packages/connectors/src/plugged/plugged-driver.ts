import { createHash } from "node:crypto";
import {
  AppError,
  type Catalog,
  type Cell,
  type ColumnValues,
  type Driver,
  type FrameColumn,
  type GuardPolicy,
  type GuardVerdict,
  type LiveDialect,
  type LiveRows,
  type LiveSource,
  type ResultStream,
  type Statement,
} from "@parlance/core";
import { refusalError } from "@parlance/sql";
import type { z } from "zod";
import { restrictedStream } from "../process/restricted-stream.ts";
import { rowStream, uniqueNames } from "../process/row-stream.ts";
import { judgeLive } from "./judge-text.ts";
import { columnValues, isCellOf, resultColumns, tables } from "./plugged-shapes.ts";
import { pluginFault, pluginTrouble } from "./plugin-trouble.ts";

/**
 * A plugin's source as every other driver is: judged before it runs, within limits, and with cells of the right form.
 * What the plugin gives is believed only after it was looked at.
 */
export class PluggedDriver implements Driver {
  readonly #dialect: LiveDialect;
  readonly #source: LiveSource;
  readonly #closed = new AbortController();

  constructor(dialect: LiveDialect, source: LiveSource) {
    this.#dialect = dialect;
    this.#source = source;
  }

  async introspect(signal?: AbortSignal): Promise<Catalog> {
    const stop = this.#stopping(signal);
    const given = await this.#ask(() => this.#source.tables(stop), "SOURCE_UNREACHABLE");
    const read = believed(tables, given, "what it says its tables are cannot be read");
    const described = read.map(({ columns, foreignKeys, ...table }) => ({
      ...definedOnly(table),
      columns: columns.map(({ name, kind, native = kind, isNullable, comment }) => ({
        name,
        type: { kind, native },
        nullable: isNullable,
        ...(comment === undefined ? {} : { comment }),
      })),
      foreignKeys: foreignKeys.map((key) => ({ ...key, origin: "declared" as const, confidence: 1 })),
    }));
    const version = createHash("sha256").update(JSON.stringify(described)).digest("hex");
    return { dialect: this.#dialect, version, tables: described };
  }

  async values(signal?: AbortSignal): Promise<readonly ColumnValues[]> {
    const stop = this.#stopping(signal);
    const given = await this.#ask(() => this.#source.values?.(stop) ?? [], "SOURCE_UNREACHABLE");
    return believed(columnValues, given, "what it says its values are cannot be read");
  }

  async check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    this.#stopping(signal);
    return (await judgeLive(this.#dialect, sql, policy)).verdict;
  }

  async stream({ sql, policy, limits }: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const stop = this.#stopping(signal);
    const { verdict, runs } = await judgeLive(this.#dialect, sql, policy);
    if (!verdict.isAllowed) throw refusalError(verdict.refusal);
    const start = async (): Promise<ResultStream> => {
      const given = await this.#ask(() => this.#source.rows({ sql: runs.sql, limits }, stop), "SQL_FAILED");
      const columns = columnsOf(given);
      return rowStream({ columns, batches: batchesOf(given, columns) }, limits);
    };
    return restrictedStream(start, runs, policy);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#ask(() => this.#source.close?.(), "SOURCE_UNREACHABLE");
  }

  async #ask<T>(work: () => T | Promise<T>, told: "SOURCE_UNREACHABLE" | "SQL_FAILED"): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw pluginTrouble(error, told);
    }
  }

  #stopping(signal?: AbortSignal): AbortSignal {
    if (this.#closed.signal.aborted) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    return signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
  }
}

function believed<T>(schema: z.ZodType<T>, given: unknown, reason: string): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw pluginFault("answered-nonsense", `${reason}: ${issue?.path.map(String).join(".")} ${issue?.message}`);
}

function columnsOf(given: LiveRows): readonly FrameColumn[] {
  const read = believed(resultColumns, given?.columns, "the columns of a result cannot be read");
  const names = uniqueNames(read.map(({ name }) => name));
  return read.map(({ kind, native = kind }, i) => ({ name: names[i] ?? "", type: { kind, native } }));
}

async function* batchesOf(
  { batches }: LiveRows,
  columns: readonly FrameColumn[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  try {
    for await (const batch of batches) {
      for (const row of batch) assertRow(row, columns);
      yield batch;
    }
  } catch (error) {
    throw pluginTrouble(error, "SQL_FAILED");
  }
}

function assertRow(row: readonly Cell[], columns: readonly FrameColumn[]): void {
  if (row.length !== columns.length) throw pluginFault("answered-nonsense", "a row has not as many cells as columns");
  const wrong = columns.find(({ type }, i) => !isCellOf(type.kind, row[i] ?? null));
  if (wrong !== undefined)
    throw pluginFault("answered-nonsense", `a cell of ${wrong.name} is not of the form of ${wrong.type.kind}`);
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Without the members that are there and undefined. */
const definedOnly = <T extends object>(given: T): Defined<T> =>
  // What is left has the types of what was given.
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
