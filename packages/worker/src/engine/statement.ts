import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBType } from "@duckdb/node-api";
import type { FrameColumn } from "@parlance/core";
import { dataTypeOf } from "../describe/data-type.ts";

/** A statement's rows as they come from the engine, with names made unique. */
export interface OpenStatement {
  readonly columns: readonly FrameColumn[];
  readonly types: readonly DuckDBType[];
  chunks(signal: AbortSignal): AsyncGenerator<DuckDBDataChunk>;
}

export async function openStatement(connection: DuckDBConnection, sql: string): Promise<OpenStatement> {
  const result = await connection.stream(sql);
  const types = result.columnTypes();
  const names = uniqueNames(result.columnNames());
  return {
    columns: names.map((name, i) => ({ name, type: dataTypeOf(nativeName(types[i])) })),
    types,
    chunks: (signal) => chunksOf(result, signal),
  };
}

const nativeName = (type: DuckDBType | undefined): string => type?.alias ?? type?.toString() ?? "NULL";

async function* chunksOf(result: DuckDBResult, signal: AbortSignal): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

/** SQL allows the same name twice; frames and tables do not, and tables do not tell cases apart. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${name}_${n}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}
