import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { RefusalFound, stop } from "../refusal.ts";
import { asWritten } from "../restrict/edited-text.ts";
import type { JudgedText } from "../restrict/judge-text.ts";
import { MongodbReader } from "./mongodb-reader.ts";
import { parseJson } from "./parse-json.ts";
import { readCommand } from "./read-command.ts";
import { expectObject } from "./read-data.ts";
import { restrictCommand } from "./restrict-command.ts";

/** Longer than any query a person or a model writes for reading. */
const MAX_QUERY_LENGTH = 500_000;

/**
 * Judges one MongoDB command in JSON: `{"aggregate": ..., "pipeline": [...]}`, find, count or distinct. Commands, their
 * options, stages, operators and variables are each allowed by name, at every depth; so are the collections they read.
 */
export const guardMongodb = (query: string, policy: GuardPolicy): GuardVerdict => judgeMongodb(query, policy).verdict;

/** The verdict, and what must run in the query's place. */
export function judgeMongodb(query: string, policy: GuardPolicy): JudgedText {
  try {
    const { command, found } = readMongodb(query, policy);
    const restricted = restrictCommand(query, command, policy);
    // What was written in must stand up to the same judge.
    if (restricted !== undefined) readMongodb(restricted, policy);
    const runs = restricted === undefined ? asWritten(query) : { sql: restricted, originalPosition: () => 0 };
    return { verdict: { isAllowed: true, tables: found }, runs };
  } catch (error) {
    if (error instanceof RefusalFound) return { verdict: error.verdict, runs: asWritten(query) };
    throw error;
  }
}

function readMongodb(query: string, policy: GuardPolicy) {
  if (query.length > MAX_QUERY_LENGTH) stop("too-long", "The query is too long.");
  const reader = new MongodbReader(policy);
  const command = expectObject(parseJson(query), "A query");
  readCommand(reader, command);
  return { command, found: reader.collections.found };
}
