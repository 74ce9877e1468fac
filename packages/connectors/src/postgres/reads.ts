import type { Table } from "@parlance/core";
import type { TextRow } from "./session.ts";

/**
 * What a table shows rows of, from the rows of READS. What lies between, such as a view that this user may not read, is
 * followed through to the tables of the catalog; what ends outside of it is named as the server names it.
 */
export function readsByOid(
  rows: readonly TextRow[],
  names: ReadonlyMap<string, string>,
): (oid: string, isView: boolean) => Pick<Table, "reads"> {
  const next = new Map<string, TextRow[]>();
  for (const row of rows) {
    const known = next.get(row[0] ?? "");
    if (known === undefined) next.set(row[0] ?? "", [row]);
    else known.push(row);
  }
  const namesUnder = (oid: string, seen: Set<string>): readonly (string | null)[] =>
    (next.get(oid) ?? []).flatMap(([, read, schema, name]) => {
      if (read === null || read === undefined) return [null];
      if (seen.has(read)) return [];
      seen.add(read);
      const listed = names.get(read);
      if (listed !== undefined) return [listed];
      return next.has(read) ? namesUnder(read, seen) : [`${schema}.${name}`];
    });
  return (oid, isView) => {
    const found = namesUnder(oid, new Set([oid]));
    if (found.includes(null)) return { reads: "unknown" };
    const reads = [...new Set(found)].filter((name) => name !== null).sort();
    return isView || reads.length > 0 ? { reads } : {};
  };
}
