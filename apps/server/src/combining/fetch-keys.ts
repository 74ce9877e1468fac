import { frameRows, isAppError, type ResultStream } from "@parlance/core";
import { withKeys } from "@parlance/sql";
import { MAX_KEYS, type PlannedFetch, type PlannedKeys, printAt } from "./fetch-plan.ts";

/** All of them together, as text; past it the statement would be a load of its own. */
const MAX_KEY_CHARACTERS = 64_000;

/**
 * What a source is sent: only rows that have one of the other table's keys, where those are few. Where they are many or
 * cannot be had, everything is asked for as it would be without.
 */
export async function sqlWithKeys(
  { sql, query, keys, place, joined }: PlannedFetch,
  read: (keys: PlannedKeys) => Promise<ResultStream>,
  signal: AbortSignal,
): Promise<string> {
  if (keys === null) return sql;
  try {
    const found = await fewKeys(await read(keys));
    if (found === null) return sql;
    return printAt(withKeys(query, keys.link, found), place.remote, joined);
  } catch (error) {
    // The statement's own parts will tell what is wrong, if it is more than this.
    if (isAppError(error) && error.code !== "QUERY_CANCELLED" && !signal.aborted) return sql;
    throw error;
  }
}

/** Null where there are too many. */
async function fewKeys(stream: ResultStream): Promise<readonly string[] | null> {
  const keys: string[] = [];
  let characters = 0;
  for await (const frame of stream.frames) {
    for (const [key] of frameRows(frame)) {
      keys.push(String(key));
      characters += String(key).length;
      if (keys.length > MAX_KEYS || characters > MAX_KEY_CHARACTERS) return null;
    }
  }
  return stream.wasTruncated() ? null : keys;
}
