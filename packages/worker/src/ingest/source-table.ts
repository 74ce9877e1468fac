import type { DeclaredFacts } from "@parlance/core";
import type { IngestJob } from "./job.ts";

/** A table inside an uploaded database file, with the keys it declares under its own names. */
export interface SourceTable {
  readonly schema: string;
  /** The table's name in the file. */
  readonly origin: string;
  readonly facts: DeclaredFacts;
}

export interface NamedTable extends SourceTable {
  readonly name: string;
}

/** Gives every table its name here and makes foreign keys speak of the new names; keys to absent tables go. */
export function nameKeyTables(job: IngestJob, sources: readonly SourceTable[]): NamedTable[] {
  const named = sources.map((source) => ({ ...source, name: job.claimTableName(source.origin) }));
  const nameOf = new Map(named.map(({ origin, name }) => [origin.toLowerCase(), name]));
  return named.map((table) => ({
    ...table,
    facts: {
      ...table.facts,
      foreignKeys: (table.facts.foreignKeys ?? []).flatMap((key) => {
        const refTable = nameOf.get(key.refTable.toLowerCase());
        return refTable === undefined ? [] : [{ ...key, refTable }];
      }),
    },
  }));
}
