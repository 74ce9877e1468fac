import type { Column, Table } from "@parlance/core";
import { editDistance } from "@parlance/sql";

/** How a table that comes in differs from the one that is there. */
export interface TableDrift {
  /** Name of the table that is there; null for one that is new. */
  readonly table: string | null;
  /** Name of the table that comes in; null for one that is gone. */
  readonly incoming: string | null;
  readonly rowsBefore: number;
  readonly rowsIncoming: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly retyped: readonly { readonly column: string; readonly from: string; readonly to: string }[];
  /** Columns that were probably renamed, best first. */
  readonly suggestions: readonly { readonly from: string; readonly to: string; readonly confidence: number }[];
}

export interface IncomingTable {
  readonly table: Table;
  /** Sheet name and the like: where in the file it came from. */
  readonly origin?: string | undefined;
}

const folded = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Pairs the tables of a file with those of its new edition: by origin, by name, or because there is only one of each. */
export function pairTables(
  present: readonly IncomingTable[],
  incoming: readonly IncomingTable[],
): readonly (readonly [Table | null, Table | null])[] {
  const [only] = present;
  const [other] = incoming;
  if (present.length === 1 && incoming.length === 1 && only && other) return [[only.table, other.table]];
  const left = [...incoming];
  const pairs = present.map(({ table, origin }) => {
    const at = left.findIndex(
      (one) => (origin !== undefined && one.origin === origin) || folded(one.table.name) === folded(table.name),
    );
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return [table, found?.table ?? null] as const;
  });
  return [...pairs, ...left.map(({ table }) => [null, table] as const)];
}

export function driftOf([before, after]: readonly [Table | null, Table | null]): TableDrift {
  const old = before?.columns ?? [];
  const fresh = after?.columns ?? [];
  const nameIn = (columns: readonly Column[], name: string) => columns.find((one) => one.name === name);
  const removed = old.filter(({ name }) => nameIn(fresh, name) === undefined);
  const added = fresh.filter(({ name }) => nameIn(old, name) === undefined);
  const isPair = before !== null && after !== null;
  return {
    table: before?.name ?? null,
    incoming: after?.name ?? null,
    rowsBefore: before?.rowCount ?? 0,
    rowsIncoming: after?.rowCount ?? 0,
    added: isPair ? added.map(({ name }) => name) : [],
    removed: isPair ? removed.map(({ name }) => name) : [],
    retyped: old.flatMap(({ name, type }) => {
      const now = nameIn(fresh, name)?.type;
      return now === undefined || now.native === type.native
        ? []
        : [{ column: name, from: type.native, to: now.native }];
    }),
    suggestions: isPair ? renames(removed, added) : [],
  };
}

const LIKELY = 0.5;

/** Each column at most once, most alike first. */
function renames(removed: readonly Column[], added: readonly Column[]): TableDrift["suggestions"] {
  const pairs = removed
    .flatMap((from) => added.map((to) => ({ from: from.name, to: to.name, confidence: likeness(from, to) })))
    .filter(({ confidence }) => confidence >= LIKELY)
    .sort((a, b) => b.confidence - a.confidence);
  const used = new Set<string>();
  return pairs.filter(({ from, to }) => {
    const isFree = !used.has(`from ${from}`) && !used.has(`to ${to}`);
    if (isFree) used.add(`from ${from}`).add(`to ${to}`);
    return isFree;
  });
}

function likeness(a: Column, b: Column): number {
  const [left, right] = [folded(a.name), folded(b.name)];
  const length = Math.max(left.length, right.length, 1);
  const sameness = left === right ? 1 : 1 - editDistance(left, right, length) / length;
  const isPart = left.length > 2 && right.length > 2 && (left.includes(right) || right.includes(left));
  const names = Math.max(sameness, isPart ? 0.7 : 0);
  return Math.round((a.type.kind === b.type.kind ? names : names * 0.7) * 100) / 100;
}
