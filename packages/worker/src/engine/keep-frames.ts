import { type DuckDBConnection, DuckDBDataChunk, type DuckDBType } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import type { FrameColumn } from "@parlance/core";
import { type Data, type Field, RecordBatchReader } from "apache-arrow";
import { dataTypeOf } from "../describe/data-type.ts";
import { quoteName } from "../ingest/quote.ts";
import type { KeepParams } from "../protocol/messages.ts";
import { ColumnStorage, nativeName } from "./column-storage.ts";
import { uniqueNames } from "./statement.ts";

interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** What a table of kept rows turned out to be. */
interface FilledTable {
  readonly columns: readonly FrameColumn[];
  readonly types: readonly DuckDBType[];
  readonly rowCount: number;
  readonly bytes: number;
}

/** Appends frames of remote rows to a new table; columns take the narrowest exact type that holds all their values. */
export async function keepFrames(
  connection: DuckDBConnection,
  table: TableName,
  { columns }: KeepParams,
  frames: AsyncIterable<Uint8Array>,
): Promise<FilledTable> {
  const place = `${table.schema}.${table.name}`;
  const names = uniqueNames(columns.map(({ name }) => name));
  const storages = columns.map((column) => new ColumnStorage(column));
  const alter = (i: number, type: string) =>
    connection.run(`ALTER TABLE ${place} ALTER COLUMN ${quoteName(names[i] ?? "")} TYPE ${type}`);
  await connection.run(
    `CREATE TABLE ${place} (${storages.map(({ type }, i) => `${quoteName(names[i] ?? "")} ${nativeName(type)}`)})`,
  );
  let rowCount = 0;
  let bytes = 0;
  let appender = await connection.createAppender(table.name, table.schema);
  for await (const message of frames) {
    bytes += message.byteLength;
    for (const batch of RecordBatchReader.from(message)) {
      const fields: readonly Field[] = batch.schema.fields;
      for (const [i, storage] of storages.entries()) {
        if (!storage.mustWiden(fields[i])) continue;
        appender.closeSync();
        await alter(i, nativeName(storage.widen()));
        appender = await connection.createAppender(table.name, table.schema);
      }
      appender.appendDataChunk(chunkOf(storages, fields, batch.data.children, batch.numRows));
      rowCount += batch.numRows;
    }
  }
  appender.closeSync();
  for (const [i, storage] of storages.entries()) {
    const final = storage.settle();
    if (final !== null) await alter(i, nativeName(final));
  }
  const types = storages.map((storage) => storage.type);
  return {
    columns: types.map((type, i) => ({ name: names[i] ?? "", type: dataTypeOf(nativeName(type)) })),
    types,
    rowCount,
    bytes,
  };
}

function chunkOf(
  storages: readonly ColumnStorage[],
  fields: readonly Field[],
  children: readonly Data[],
  rowCount: number,
): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(
    storages.map((storage) => storage.type),
    rowCount,
  );
  storages.forEach((storage, i) => {
    const [field, data] = [fields[i], children[i]];
    if (field && data) storage.fill(duckdb.data_chunk_get_vector(chunk.chunk, i), field, data);
  });
  return chunk;
}
