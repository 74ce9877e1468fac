import { createHash } from "node:crypto";
import {
  type Catalog,
  type Column,
  type ColumnProfile,
  type ColumnValues,
  cellToJson,
  type Table,
  type TypeKind,
  type ValueCount,
} from "@parlance/core";
import { type Db, type Document, MongoServerError } from "mongodb";
import { indexesFrom } from "../process/indexes-from.ts";
import { MONGODB_DIALECT } from "./dialect.ts";
import { type BsonType, bsonTypeOf, kindOf, toCell } from "./types.ts";

/** Documents a collection's fields are made from. */
const SAMPLE = 1_000;
const MAX_DEPTH = 3;
const MAX_FIELDS = 500;
const SHOWN_ROWS = 5;
const TOP_VALUES = 20;
const MAX_DISTINCT = 2_000;
const LONGEST_VALUE = 200;
/** One collection may not hold up the others. */
const COLLECTION_MS = 10_000;
const AT_ONCE = 4;

export async function readCatalog(db: Db, signal?: AbortSignal): Promise<Catalog> {
  const found = await db.listCollections({}, { nameOnly: false, signal }).toArray();
  const wanted = found.filter(({ name }) => !name.startsWith("system.")).sort((a, b) => (a.name < b.name ? -1 : 1));
  const tables: Table[] = [];
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    const some = wanted.slice(i, i + AT_ONCE).map((collection) => readTable(db, collection, signal));
    tables.push(...(await Promise.all(some)));
  }
  const version = createHash("sha256").update(JSON.stringify(tables)).digest("hex").slice(0, 16);
  return { dialect: MONGODB_DIALECT, version, tables };
}

async function readTable(db: Db, { name, type, options }: FoundCollection, signal?: AbortSignal): Promise<Table> {
  const isView = type === "view";
  const documents = await sampleOf(db, name, isView, signal);
  const rowCount = isView ? undefined : await db.collection(name).estimatedDocumentCount({ maxTimeMS: COLLECTION_MS });
  const fields = fieldsOf(documents);
  return {
    name,
    kind: isView ? "view" : "table",
    ...(isView ? { reads: readsOfView(options) } : {}),
    columns: [...fields].map(([path, values]) => columnOf(path, values, documents.length)),
    primaryKey: isView ? [] : ["_id"],
    primaryKeyOrigin: "declared",
    foreignKeys: [],
    ...(isView ? {} : await indexesOf(db, name)),
    ...(rowCount === undefined ? {} : { rowCount }),
    samples: documents
      .slice(0, SHOWN_ROWS)
      .map((document) => [...fields.keys()].map((path) => cellToJson(toCell(valueAt(document, path), "json") ?? null))),
  };
}

/** But that of `_id`, which is the key. What a server does not list holds nothing up. */
async function indexesOf(db: Db, name: string): Promise<Pick<Table, "indexes">> {
  try {
    const found = await db.collection(name).listIndexes({ maxTimeMS: COLLECTION_MS }).toArray();
    const others = found.filter((index) => index.name !== "_id_");
    return indexesFrom(
      others.flatMap((index) =>
        indexedFields(index).map((field) => [index.name, index.unique === true, field] as const),
      ),
    );
  } catch (error) {
    if (error instanceof MongoServerError) return {};
    throw error;
  }
}

/** An index of words keeps its fields beside its key. */
const indexedFields = ({ key, weights }: Document): readonly string[] =>
  Object.keys(key ?? {}).flatMap((field) =>
    field === "_fts" ? Object.keys(weights ?? {}) : field === "_ftsx" ? [] : [field],
  );

interface FoundCollection {
  readonly name: string;
  readonly type?: string;
  readonly options?: Document | undefined;
}

/** What a view stands on, and what the stages of its pipeline bring in from elsewhere. */
export function readsOfView(options: Document | undefined): NonNullable<Table["reads"]> {
  const { viewOn, pipeline = [] } = options ?? {};
  return typeof viewOn === "string" ? [...new Set([viewOn, ...namesIn(pipeline)])] : "unknown";
}

/** $lookup and $graphLookup say "from", $unionWith "coll" or the bare name; anything named so is taken for a collection. */
function namesIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(namesIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string" ? (NAMING.has(key) ? [value] : []) : namesIn(value),
  );
}

const NAMING: ReadonlySet<string> = new Set(["from", "coll", "$unionWith"]);

/** The oldest and the newest documents: fields come and go over a collection's life. A view has no such order. */
async function sampleOf(db: Db, name: string, isView: boolean, signal?: AbortSignal): Promise<Document[]> {
  const read = (stages: Document[]): Promise<Document[]> =>
    db.collection(name).aggregate(stages, { promoteValues: false, maxTimeMS: COLLECTION_MS, signal }).toArray();
  if (isView) return read([{ $limit: SAMPLE }]);
  const oldest = await read([{ $sort: { _id: 1 } }, { $limit: SAMPLE / 2 }]);
  if (oldest.length < SAMPLE / 2) return oldest;
  const newest = await read([{ $sort: { _id: -1 } }, { $limit: SAMPLE / 2 }]);
  const seen = new Set(oldest.map(({ _id }) => String(_id)));
  return [...oldest, ...newest.filter(({ _id }) => !seen.has(String(_id))).reverse()];
}

/** Values by dotted path, nested documents opened up to a depth; lists stay whole. */
function fieldsOf(documents: readonly Document[]): ReadonlyMap<string, readonly unknown[]> {
  const fields = new Map<string, unknown[]>();
  const add = (document: Document, prefix: string, depth: number): void => {
    for (const [key, value] of Object.entries(document)) {
      const path = prefix + key;
      // Such names cannot be reached by a path.
      if (key.includes(".") || key.startsWith("$")) continue;
      if (bsonTypeOf(value) === "object" && depth < MAX_DEPTH) add(value, `${path}.`, depth + 1);
      else {
        const values = fields.get(path);
        if (values !== undefined) values.push(value);
        else if (fields.size < MAX_FIELDS) fields.set(path, [value]);
      }
    }
  };
  for (const document of documents) add(document, "", 1);
  return fields;
}

const valueAt = (document: Document, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((value, key) => (bsonTypeOf(value) === "object" ? Object(value)[key] : undefined), document);

function columnOf(name: string, values: readonly unknown[], rows: number): Column {
  const types = new Set<BsonType>(values.map(bsonTypeOf));
  const kind = kindOf(types);
  const native = [...types].filter((type) => type !== "null").join(" | ") || "null";
  const known = values.filter((value) => bsonTypeOf(value) !== "null");
  return {
    name,
    type: { kind, native },
    // What no document of the sample lacks, another may.
    nullable: name !== "_id",
    profile: profileOf(known, kind, rows),
  };
}

function profileOf(known: readonly unknown[], kind: TypeKind, rows: number): ColumnProfile {
  const texts = known.map((value) => String(toCell(value, kind) ?? ""));
  const counts = new Map<string, number>();
  if (kind !== "json" && kind !== "binary") for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const top = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, TOP_VALUES);
  const numbers =
    kind === "integer" || kind === "double" || kind === "decimal" || kind === "bigint" ? texts.map(Number) : [];
  const isOrdered = numbers.length > 0 || kind === "timestamptz" || kind === "text";
  const ordered = numbers.length > 0 ? [...texts].sort((a, b) => Number(a) - Number(b)) : [...texts].sort();
  return {
    rows,
    nulls: rows - known.length,
    distinct: counts.size,
    distinctIsExact: false,
    ...(isOrdered && ordered.length > 0 ? { min: ordered[0] ?? "", max: ordered.at(-1) ?? "" } : {}),
    ...(numbers.length > 0 ? { mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length } : {}),
    topValues: top.map(([value, count]) => ({ value: value.slice(0, LONGEST_VALUE), count })),
    sampledRows: rows,
  };
}

/** Distinct values of text fields, the most frequent first. A field that takes too long keeps what the sample showed. */
export async function readValues(db: Db, catalog: Catalog, signal?: AbortSignal): Promise<readonly ColumnValues[]> {
  const lists: ColumnValues[] = [];
  for (const table of catalog.tables) {
    for (const column of table.columns) {
      if (column.type.kind !== "text" || column.type.native === "objectId") continue;
      lists.push(await valuesOf(db, table.name, column, signal));
    }
  }
  return lists;
}

async function valuesOf(db: Db, table: string, column: Column, signal?: AbortSignal): Promise<ColumnValues> {
  try {
    const found = await db
      .collection(table)
      .aggregate(
        [
          { $group: { _id: `$${column.name}`, n: { $sum: 1 } } },
          { $sort: { n: -1, _id: 1 } },
          { $limit: MAX_DISTINCT + 1 },
        ],
        { maxTimeMS: COLLECTION_MS, allowDiskUse: false, signal },
      )
      .toArray();
    const values = found.filter(({ _id }) => typeof _id === "string" && _id.length <= LONGEST_VALUE);
    return {
      table,
      column: column.name,
      values: values.slice(0, MAX_DISTINCT).map(({ _id, n }): ValueCount => ({ value: _id, count: Number(n) })),
      isTruncated: found.length > MAX_DISTINCT,
    };
  } catch (error) {
    if (signal?.aborted || !(error instanceof MongoServerError)) throw error;
    return { table, column: column.name, values: column.profile?.topValues ?? [], isTruncated: true };
  }
}
