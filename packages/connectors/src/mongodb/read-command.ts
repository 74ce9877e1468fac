import type { RunLimits } from "@parlance/core";

import { type AbstractCursor, BSON, type Db, type Document } from "mongodb";

/** A command that the guard has allowed, read once more as what the driver takes. */
export interface ReadCommand {
  readonly collection: string;
  /** The shown fields, where the command itself settles them. */
  readonly fields: readonly string[] | null;
  open(db: Db, limits: RunLimits, signal: AbortSignal): AbstractCursor<Document>;
}

/** Documents a batch; the driver asks for the next one when the reader has taken this one. */
const BATCH = 1_000;

/** Errors: SyntaxError for text that is not extended JSON. */
export function readCommand(text: string): ReadCommand {
  // Relaxed would fold 64-bit numbers into doubles.
  const command: Document = BSON.EJSON.parse(text, { relaxed: false });
  if ("aggregate" in command) return aggregateOf(command);
  if ("find" in command) return findOf(command);
  return summaryOf(command);
}

const optionsOf = (command: Document, limits: RunLimits, signal: AbortSignal) => ({
  promoteValues: false,
  allowDiskUse: false,
  batchSize: BATCH,
  maxTimeMS: Math.max(1, limits.timeoutMs),
  signal,
  ...(command.collation === undefined ? {} : { collation: command.collation }),
  ...(command.hint === undefined ? {} : { hint: command.hint }),
  ...(command.let === undefined ? {} : { let: command.let }),
});

/** One more than the limit, so that a cut is noticed. */
const withLimit = (pipeline: readonly Document[], limits: RunLimits): Document[] => [
  ...pipeline,
  { $limit: Math.min(limits.maxRows, 2 ** 31 - 2) + 1 },
];

function aggregateOf(command: Document): ReadCommand {
  const { aggregate, pipeline } = command;
  return {
    collection: String(aggregate),
    fields: fieldsOfPipeline(pipeline),
    open: (db, limits, signal) => {
      const options = optionsOf(command, limits, signal);
      const source = typeof aggregate === "string" ? db.collection(aggregate) : db;
      return source.aggregate(withLimit(pipeline, limits), options);
    },
  };
}

function findOf(command: Document): ReadCommand {
  const { find, filter = {}, sort, projection, skip, limit } = command;
  return {
    collection: String(find),
    fields: null,
    open: (db, limits, signal) =>
      db.collection(String(find)).find(filter, {
        ...optionsOf(command, limits, signal),
        limit: Math.min(Number(limit ?? 0) || Number.POSITIVE_INFINITY, limits.maxRows + 1),
        ...(sort === undefined ? {} : { sort }),
        ...(projection === undefined ? {} : { projection }),
        ...(skip === undefined ? {} : { skip: Number(skip) }),
      }),
  };
}

/** count and distinct as pipelines: they then stream, and are limited, like the rest. */
function summaryOf(command: Document): ReadCommand {
  const { count, distinct, key, query = {}, skip, limit } = command;
  const pipeline: Document[] =
    distinct === undefined
      ? [
          { $match: query },
          ...(skip === undefined ? [] : [{ $skip: Number(skip) }]),
          ...(limit === undefined || Number(limit) === 0 ? [] : [{ $limit: Math.abs(Number(limit)) }]),
          { $count: "count" },
        ]
      : [
          { $match: query },
          { $unwind: { path: `$${key}`, preserveNullAndEmptyArrays: false } },
          { $group: { _id: `$${key}` } },
          { $sort: { _id: 1 } },
          { $project: { _id: 0, value: "$_id" } },
        ];
  return {
    collection: String(count ?? distinct),
    fields: [distinct === undefined ? "count" : "value"],
    open: (db, limits, signal) =>
      db
        .collection(String(count ?? distinct))
        .aggregate(withLimit(pipeline, limits), optionsOf(command, limits, signal)),
  };
}

/** The fields a pipeline ends with, in order, when its last shaping stage names them; null when documents decide. */
export function fieldsOfPipeline(pipeline: readonly Document[]): readonly string[] | null {
  for (const stage of [...pipeline].reverse()) {
    const [[operator, body] = ["", {}]] = Object.entries(stage);
    if (PASSES_ON.has(operator)) continue;
    if (operator === "$count") return [String(body)];
    if (operator === "$sortByCount") return ["_id", "count"];
    if (operator === "$group") return Object.keys(body);
    if (operator === "$project") return fieldsOfProject(body);
    return null;
  }
  return null;
}

/** Stages after which documents have the fields they had before. */
const PASSES_ON: ReadonlySet<string> = new Set(["$sort", "$limit", "$skip", "$match", "$sample"]);

function fieldsOfProject(body: Document): readonly string[] | null {
  const entries = Object.entries(body);
  const isLeftOut = ([, value]: readonly [string, unknown]): boolean =>
    value === 0 || value === false || (typeof value === "object" && value !== null && Number(String(value)) === 0);
  const shown = entries.filter((entry) => !isLeftOut(entry)).map(([field]) => field);
  if (shown.length === 0 || shown.some((field) => field.includes("."))) return null;
  const hasId = entries.some(([field]) => field === "_id");
  return hasId ? shown : ["_id", ...shown];
}
