import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { RefusalFound, refuse } from "../refusal.ts";
import { MongodbReader } from "./mongodb-reader.ts";
import { parseJson } from "./parse-json.ts";
import { readCommand } from "./read-command.ts";
import { expectObject } from "./read-data.ts";

/** Longer than any query a person or a model writes for reading. */
const MAX_QUERY_LENGTH = 500_000;

/**
 * Judges one MongoDB command in JSON: `{"aggregate": ..., "pipeline": [...]}`, find, count or distinct. Commands, their
 * options, stages, operators and variables are each allowed by name, at every depth; so are the collections they read.
 */
export function guardMongodb(query: string, policy: GuardPolicy): GuardVerdict {
  if (query.length > MAX_QUERY_LENGTH) return refuse("too-long", "The query is too long.");
  try {
    const reader = new MongodbReader(policy);
    readCommand(reader, expectObject(parseJson(query), "A query"));
    return { isAllowed: true, tables: reader.collections.found };
  } catch (error) {
    if (error instanceof RefusalFound) return error.verdict;
    throw error;
  }
}
