import { rm } from "node:fs/promises";
import { AppError, type QueryWorker, type RunLimits } from "@parlance/core";
import type { OpenMember } from "./combined-connection.ts";
import type { PlannedFetch } from "./fetch-plan.ts";

/** Rows one table may send for one statement. */
const MAX_ROWS = 5_000_000;
const MAX_BYTES = 1024 ** 3;

export interface LandFetch {
  readonly fetch: PlannedFetch;
  readonly member: OpenMember;
  readonly worker: QueryWorker;
  readonly limits: RunLimits;
  readonly resultId: string;
  readonly signal: AbortSignal;
}

/**
 * Runs one part at its source and writes what comes to a Parquet file in the worker's scratch folder, whose path it
 * answers with; the caller removes the file. Errors: those of the source, COMBINATION_TOO_LARGE.
 */
export async function landFetch({ fetch, member, worker, limits, resultId, signal }: LandFetch): Promise<string> {
  const { sourceId, policy, connection } = member;
  const statement = { sql: fetch.sql, policy, limits: { ...limits, maxRows: MAX_ROWS, maxBytes: MAX_BYTES } };
  const stored = await connection.run({ ...statement, resultId, pageRows: 1 }, signal);
  // A part of the rows would give a wrong sum that looks like a right one.
  if (stored.isTruncated) {
    throw new AppError("COMBINATION_TOO_LARGE", {
      message: `${fetch.table} would have to send more than ${MAX_ROWS.toLocaleString("en")} rows or a gigabyte.`,
    });
  }
  const ref = { ...statement, resultId, sourceId, format: "parquet", isFormulaSafe: false } as const;
  return (await worker.export(ref, signal)).path;
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true });
