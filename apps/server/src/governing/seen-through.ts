import type { Catalog, Table } from "@parlance/core";

/** What rules keep back of a table: some of its rows, or some of its columns. */
export type Kept = "rows" | "columns";

/** What rules say of the tables of a catalog, for one person. */
export interface RulesByTable {
  /** By name as rules and catalog spell it. A table of a broken rule keeps both. */
  readonly kept: ReadonlyMap<string, ReadonlySet<Kept>>;
  /** Views that somebody has looked at and opened. */
  readonly opened: ReadonlySet<string>;
}

/**
 * The views, and other tables that show rows of tables, through which this person would see what rules keep back: those
 * over a table with a rule, directly or through other views, that have no rule of the same kind themselves and are not
 * opened. Where a source does not tell what a view reads, it is taken to read every table.
 */
export function seenThrough({ tables }: Pick<Catalog, "tables">, { kept, opened }: RulesByTable): readonly string[] {
  const own = new Map([...kept].map(([name, kinds]) => [keyOf(name), kinds]));
  if (own.size === 0) return [];
  const isOpened = new Set([...opened].map(keyOf));
  const through = tables.filter((table) => showsOthers(table) && !isOpened.has(keyOf(table.name)));
  const inherited = new Map<string, ReadonlySet<Kept>>();
  // What a view lets through may be read by another, in whatever order they are listed.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const table of through) {
      const key = keyOf(table.name);
      const found = keptUnder(table, own, inherited);
      for (const kind of own.get(key) ?? []) found.delete(kind);
      if (found.size === (inherited.get(key)?.size ?? 0)) continue;
      inherited.set(key, found);
      isSettled = false;
    }
  }
  return through.filter(({ name }) => inherited.has(keyOf(name))).map(({ name }) => name);
}

type KeptByKey = ReadonlyMap<string, ReadonlySet<Kept>>;

function keptUnder({ name, reads = "unknown" }: Table, own: KeptByKey, inherited: KeptByKey): Set<Kept> {
  const others = [...own.keys(), ...inherited.keys()].filter((key) => key !== keyOf(name));
  const under = reads === "unknown" ? others : reads.map(keyOf);
  return new Set(under.flatMap((key) => [...(own.get(key) ?? []), ...(inherited.get(key) ?? [])]));
}

export const showsOthers = ({ kind, reads }: Pick<Table, "kind" | "reads">): boolean =>
  kind === "view" || reads !== undefined;

/** Names that differ in case only are taken for one: a rule too many rather than one too few. */
const keyOf = (name: string): string => name.toLowerCase();
