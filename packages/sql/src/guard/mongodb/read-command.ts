import { stop } from "../refusal.ts";
import { entryOf, type JsonEntry, type JsonNode, type JsonObject, ownValue } from "./json-node.ts";
import type { MongodbReader } from "./mongodb-reader.ts";
import { expectNumber, expectObject, expectString, readData } from "./read-data.ts";
import { readFields } from "./read-expression.ts";
import { readFilter } from "./read-filter.ts";
import { readCollection, readPipeline, startsWith } from "./read-pipeline.ts";
import { readProjection, readSort } from "./read-shape.ts";

type ReadOption = (reader: MongodbReader, value: JsonNode) => void;

const data: ReadOption = (_reader, value) => readData(value);
const count: ReadOption = (_reader, value) => expectNumber(value, "This option");
const filter: ReadOption = (_reader, value) => readFilter(value);

const SHARED: Readonly<Record<string, ReadOption>> = {
  collation: data,
  hint: data,
  comment: (_reader, value) => void expectString(value, "A comment"),
  maxTimeMS: (_reader, value) => expectNumber(value, "maxTimeMS", 1),
  readConcern: (_reader, value) => readConcern(value),
  let: (_reader, value) => readFields(expectObject(value, "let")),
  allowDiskUse: (_reader, value) => expectFalse(value, "allowDiskUse"),
};

/** The commands that read, and what may stand in each. Everything else is refused: an option may write or wait. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, ReadOption>>>> = {
  aggregate: {
    ...SHARED,
    aggregate: readSource,
    pipeline: readPipeline,
    cursor: (_reader, value) => readCursor(value),
  },
  find: {
    ...SHARED,
    find: readCollection,
    filter,
    sort: (_reader, value) => readSort(value),
    projection: (_reader, value) => readProjection(value),
    skip: count,
    limit: count,
    batchSize: count,
    singleBatch: data,
    min: data,
    max: data,
    returnKey: data,
    showRecordId: data,
  },
  count: { ...SHARED, count: readCollection, query: filter, limit: count, skip: count },
  distinct: { ...SHARED, distinct: readCollection, key: data, query: filter },
};

/** The first key names the command, as it does for the server. */
export function readCommand(reader: MongodbReader, command: JsonObject): void {
  const [first] = command.entries;
  if (first === undefined) stop("command-not-allowed", "There is no command to run.", command.start);
  const options = ownValue(COMMANDS, first.key);
  if (options === undefined) refuseCommand(first);
  noteFilter(reader, command);
  for (const { key, start, value } of command.entries) {
    const read = ownValue(options, key);
    if (read === undefined) stop("option-not-allowed", `${JSON.stringify(key)} is not allowed in ${first.key}.`, start);
    read(reader, value);
  }
  if (first.key === "aggregate") checkDocuments(command);
}

function refuseCommand({ key, start }: JsonEntry): never {
  if (key === "explain") stop("explain-not-offered", "Query plans are not offered; run the query itself.", start);
  if (key.startsWith("list")) stop("show-not-offered", "Lists of collections are not offered.", start);
  return stop("command-not-allowed", `${key} is not allowed; aggregate, find, count and distinct are.`, start);
}

function noteFilter(reader: MongodbReader, command: JsonObject): void {
  const source = entryOf(command, "aggregate")?.value;
  const isFiltered = startsWith(entryOf(command, "pipeline")?.value, "$match");
  if (isFiltered && source?.kind === "string") reader.filtered = source.value;
}

/** 1 stands for no collection: the pipeline brings its own documents. */
function readSource(reader: MongodbReader, node: JsonNode): void {
  if (node.kind !== "number" || node.value !== 1) readCollection(reader, node);
}

function checkDocuments(command: JsonObject): void {
  const isOwn = startsWith(entryOf(command, "pipeline")?.value, "$documents");
  const source = entryOf(command, "aggregate")?.value;
  if (source?.kind === "number" && !isOwn) {
    stop("stage-not-allowed", "Without a collection, a pipeline must begin with $documents.", source.start);
  }
}

function readCursor(node: JsonNode): void {
  for (const { key, start, value } of expectObject(node, "cursor").entries) {
    if (key !== "batchSize") stop("option-not-allowed", `${JSON.stringify(key)} is not allowed in a cursor.`, start);
    expectNumber(value, "batchSize");
  }
}

const READ_LEVELS = new Set(["local", "available", "majority"]);

function readConcern(node: JsonNode): void {
  for (const { key, start, value } of expectObject(node, "readConcern").entries) {
    const isKnown = key === "level" && value.kind === "string" && READ_LEVELS.has(value.value);
    if (!isKnown) stop("option-not-allowed", "This readConcern is not allowed.", start);
  }
}

function expectFalse(node: JsonNode, what: string): void {
  if (node.kind !== "boolean" || node.value) stop("option-not-allowed", `${what} is not allowed.`, node.start);
}
