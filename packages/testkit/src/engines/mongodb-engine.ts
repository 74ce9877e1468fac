import { BSON, Decimal128, type Document, Long, MongoClient } from "mongodb";
import { mongodbServer } from "../servers/mongodb-server.ts";
import type { TestCell, TestColumnKind, TestTable } from "./test-table.ts";

/** A MongoDB-protocol server filled like the other engines; it is asked by aggregate commands. */
export interface MongodbEngine {
  readonly version: string;
  readonly load: (tables: readonly TestTable[]) => Promise<void>;
  /** Runs an aggregate command in extended JSON whose last stage is a `$project`; rows in that stage's order. */
  readonly query: (command: string) => Promise<readonly (readonly unknown[])[]>;
  readonly close: () => Promise<void>;
}

export async function openMongodb(): Promise<MongodbEngine> {
  const server = await mongodbServer.start();
  const client = new MongoClient(`mongodb://127.0.0.1:${server.port}`);
  const db = client.db(server.database);
  return {
    version: `MongoDB protocol ${server.version}`,
    async load(tables) {
      for (const { name, columns, rows } of tables) {
        const documents = rows.map((row) =>
          Object.fromEntries(columns.map((column, i) => [column.name, storedCell(row[i] ?? null, column.kind)])),
        );
        if (documents.length > 0) await db.collection(name).insertMany(documents);
      }
    },
    async query(command) {
      const { aggregate, pipeline }: Document = BSON.EJSON.parse(command, { relaxed: false });
      const shown: Document = pipeline.at(-1)?.$project ?? {};
      const names = Object.keys(shown).filter((name) => name !== "_id");
      const documents = await db.collection(aggregate).aggregate(pipeline).toArray();
      return documents.map((document) => names.map((name) => shownCell(document[name])));
    },
    async close() {
      await client.close(true);
      await server.stop();
    },
  };
}

function storedCell(cell: TestCell, kind: TestColumnKind): unknown {
  if (cell === null) return null;
  if (kind === "date" || kind === "timestamp")
    return new Date(`${String(cell).replace(" ", "T")}${DAY_ONLY.test(String(cell)) ? "T00:00:00Z" : "Z"}`);
  if (kind === "decimal") return Decimal128.fromString(String(cell));
  return typeof cell === "bigint" ? Long.fromBigInt(cell) : cell;
}

const DAY_ONLY = /^\d{4}-\d\d-\d\d$/;

const shownCell = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString().slice(0, 19) : value === undefined ? null : value;
