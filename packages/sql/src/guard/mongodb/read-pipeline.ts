import { stop } from "../refusal.ts";
import { entryOf, type JsonEntry, type JsonNode, type JsonObject, ownValue } from "./json-node.ts";
import type { MongodbReader } from "./mongodb-reader.ts";
import { expectNumber, expectObject, expectString, readData } from "./read-data.ts";
import { readExpression, readFields } from "./read-expression.ts";
import { readFilter } from "./read-filter.ts";
import { readProjection, readSort } from "./read-shape.ts";

type ReadPart = (reader: MongodbReader, value: JsonNode) => void;

const data: ReadPart = (_reader, value) => readData(value);
const expression: ReadPart = (_reader, value) => readExpression(value);
const fields: ReadPart = (_reader, value) => readFields(expectObject(value, "The fields"));
const filter: ReadPart = (_reader, value) => readFilter(value);
const sort: ReadPart = (_reader, value) => readSort(value);
const count: ReadPart = (_reader, value) => expectNumber(value, "This");
const collection: ReadPart = (reader, value) => readCollection(reader, value);

/** Every stage that only reads, and what each part of it is. Anything else is refused, however deep it hangs. */
const STAGES: Readonly<Record<string, ReadPart>> = {
  $match: filter,
  $project: (_reader, value) => readProjection(value),
  $addFields: fields,
  $set: fields,
  $unset: data,
  $group: fields,
  $sort: sort,
  $limit: count,
  $skip: count,
  $count: data,
  $sortByCount: expression,
  $unwind: data,
  $replaceWith: expression,
  $replaceRoot: parts({ newRoot: expression }),
  $redact: expression,
  $sample: parts({ size: count }),
  $densify: data,
  $documents: expression,
  $bucket: parts({ groupBy: expression, boundaries: expression, default: expression, output: fields }),
  $bucketAuto: parts({ groupBy: expression, buckets: count, output: fields, granularity: data }),
  $fill: parts({ partitionBy: expression, partitionByFields: data, sortBy: sort, output: readFills }),
  $setWindowFields: parts({ partitionBy: expression, sortBy: sort, output: readWindows }),
  $facet: readFacets,
  $lookup: readLookup,
  $unionWith: readUnion,
  $graphLookup: parts({
    from: collection,
    startWith: expression,
    connectFromField: data,
    connectToField: data,
    as: data,
    maxDepth: count,
    depthField: data,
    restrictSearchWithMatch: filter,
  }),
  $geoNear: parts({
    near: data,
    distanceField: data,
    distanceMultiplier: data,
    includeLocs: data,
    key: data,
    maxDistance: data,
    minDistance: data,
    query: filter,
    spherical: data,
  }),
};

export function readPipeline(reader: MongodbReader, node: JsonNode): void {
  if (node.kind !== "array") stop("syntax", "A pipeline is a list of stages.", node.start);
  for (const stage of node.items) readStage(reader, expectObject(stage, "A stage"));
}

function readStage(reader: MongodbReader, stage: JsonObject): void {
  reader.countStage(stage.start);
  const [entry] = stage.entries;
  if (entry === undefined || stage.entries.length > 1) {
    stop("syntax", "A stage is an object with exactly one key.", stage.start);
  }
  const read = ownValue(STAGES, entry.key);
  if (read === undefined) refuseStage(entry);
  read(reader, entry.value);
}

const WRITES = new Set(["$out", "$merge"]);

function refuseStage({ key, start }: JsonEntry): never {
  const why = WRITES.has(key) ? "would write; only reading is allowed." : "is not one that can be used here.";
  return stop("stage-not-allowed", `The stage ${key} ${why}`, start);
}

/** A stage whose parts have names; one that is not foreseen is refused. */
function parts(known: Readonly<Record<string, ReadPart>>): ReadPart {
  return (reader, value) => {
    for (const { key, start, value: part } of expectObject(value, "This stage").entries) {
      const read = ownValue(known, key);
      if (read === undefined) stop("option-not-allowed", `${JSON.stringify(key)} is not allowed here.`, start);
      read(reader, part);
    }
  };
}

export function readCollection(reader: MongodbReader, node: JsonNode): void {
  const name = expectString(node, "A collection of this database");
  reader.collections.use({ name, position: node.start });
}

function readFacets(reader: MongodbReader, node: JsonNode): void {
  for (const { value } of expectObject(node, "$facet").entries) readPipeline(reader, value);
}

/** Without a collection, the inner pipeline must bring its own documents. */
function checkOrigin(node: JsonObject, name: string): void {
  if (entryOf(node, name) !== undefined) return;
  const pipeline = entryOf(node, "pipeline")?.value;
  if (!startsWith(pipeline, "$documents")) stop("syntax", `${JSON.stringify(name)} is missing.`, node.start);
}

const readLookupParts = parts({
  from: collection,
  localField: data,
  foreignField: data,
  let: fields,
  pipeline: readPipeline,
  as: data,
});

function readLookup(reader: MongodbReader, node: JsonNode): void {
  const lookup = expectObject(node, "$lookup");
  checkOrigin(lookup, "from");
  readLookupParts(reader, lookup);
  if (entryOf(lookup, "localField") === undefined) checkReread(reader, lookup, "from");
}

const readUnionParts = parts({ coll: collection, pipeline: readPipeline });

function readUnion(reader: MongodbReader, node: JsonNode): void {
  if (node.kind === "string") readCollection(reader, node);
  else {
    checkOrigin(expectObject(node, "$unionWith"), "coll");
    readUnionParts(reader, node);
  }
  checkReread(reader, node, "coll");
}

/** Joined to itself whole, a collection gives back the documents that the first $match had left out. */
function checkReread(reader: MongodbReader, node: JsonNode, name: string): void {
  const coll = node.kind === "object" ? entryOf(node, name)?.value : node;
  const pipeline = node.kind === "object" ? entryOf(node, "pipeline")?.value : undefined;
  if (coll?.kind !== "string" || coll.value !== reader.filtered || startsWith(pipeline, "$match")) return;
  const message = "This reads again what the first $match left out; begin its pipeline with a $match.";
  stop("rereads-past-filter", message, node.start);
}

export function startsWith(pipeline: JsonNode | undefined, stage: string): boolean {
  const [first] = pipeline?.kind === "array" ? pipeline.items : [];
  return first?.kind === "object" && first.entries[0]?.key === stage;
}

function readFills(reader: MongodbReader, node: JsonNode): void {
  const read = parts({ value: expression, method: data });
  for (const { value } of expectObject(node, "output").entries) read(reader, value);
}

function readWindows(_reader: MongodbReader, node: JsonNode): void {
  for (const { value } of expectObject(node, "output").entries) {
    const entries = expectObject(value, "A window function").entries;
    for (const entry of entries.filter(({ key }) => key === "window")) readData(entry.value);
    readExpression({
      ...expectObject(value, "A window function"),
      entries: entries.filter(({ key }) => key !== "window"),
    });
  }
}
