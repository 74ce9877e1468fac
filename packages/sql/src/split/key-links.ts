import type { TypeKind } from "@parlance/core";
import { allOf, literal, select } from "../ast/build.ts";
import type { Predicate } from "../ast/predicate.ts";
import type { Query } from "../ast/query.ts";
import { columnsInReach, conditionsOf, findOccurrence, type Occurrence } from "./occurrence.ts";
import { readFilters } from "./read-filters.ts";
import type { ColumnInReach, ColumnsInReach } from "./read-predicate.ts";
import { anchorsOf } from "./remote-rows.ts";
import type { KeyLink, SplitTable } from "./split-types.ts";
import { isNode, type TreeNode, textOf } from "./tree.ts";

type Placed = SplitTable & { readonly remote: NonNullable<SplitTable["remote"]> };

interface Reading {
  readonly table: Placed;
  readonly occurrence: Occurrence;
  readonly reach: ColumnsInReach;
}

/**
 * Tables of which only rows can count whose key another table has: those that a condition of the statement, or the ON of
 * a join that fills them, holds equal to a column of the other.
 */
export function keyLinks(
  statement: TreeNode,
  read: readonly string[],
  tables: readonly SplitTable[],
): readonly KeyLink[] {
  const readings = tables
    .filter(({ name }) => read.includes(name))
    .flatMap((table) => readingOf(statement, table, tables));
  return readings
    .filter(({ table }) => tables.some(({ name, remote }) => name === table.name && remote !== null))
    .flatMap((reading) => linksOf(reading, readings));
}

/** A table that is here is asked for its keys in this engine's own words. */
function readingOf(statement: TreeNode, table: SplitTable, tables: readonly SplitTable[]): readonly Reading[] {
  const placed = { ...table, remote: table.remote ?? { dialect: "duckdb" as const, table: table.name } };
  const occurrence = findOccurrence(statement, table);
  if (occurrence === null) return [];
  return [{ table: placed, occurrence, reach: columnsInReach(placed, occurrence, tables) }];
}

function linksOf(reading: Reading, readings: readonly Reading[]): readonly KeyLink[] {
  const { occurrence } = reading;
  const around = readings.filter((each) => each !== reading && each.occurrence.block.node === occurrence.block.node);
  const joining = occurrence.block.fills.filter(({ filled }) => filled.includes(occurrence.alias));
  const outside = (filled: readonly string[]) => around.filter((each) => !filled.includes(each.occurrence.alias));
  return [
    ...conditionsOf(occurrence).flatMap((node) => linksIn(node, reading, around)),
    ...joining.flatMap(({ conditions, filled }) =>
      conditions.flatMap((node) => linksIn(node, reading, outside(filled))),
    ),
  ];
}

function linksIn(node: TreeNode, reading: Reading, others: readonly Reading[]): readonly KeyLink[] {
  if (node.class !== "COMPARISON" || textOf(node.type) !== "COMPARE_EQUAL") return [];
  const { left, right } = node;
  if (!isNode(left) || !isNode(right)) return [];
  return [[left, right] as const, [right, left] as const].flatMap(([own, theirs]) => {
    const found = reading.reach.find(own);
    return others.flatMap((other) => {
      const key = other.reach.find(theirs);
      if (found === undefined || key === undefined || !areKeys(found.kind, key.kind)) return [];
      return [linkOf({ reading, column: found }, { reading: other, column: key })];
    });
  });
}

interface End {
  readonly reading: Reading;
  readonly column: ColumnInReach;
}

function linkOf(to: End, from: End): KeyLink {
  const { table, reach, occurrence } = from.reading;
  const filters = readFilters(occurrence, reach);
  const key = from.column.at;
  const where = allOf([
    ...filters.map(({ read }) => read.predicate),
    { kind: "null", left: key, isNegated: true } satisfies Predicate,
  ]);
  return {
    table: to.reading.table.name,
    column: to.column.at,
    kind: to.column.kind === "text" ? "text" : "number",
    of: table.name,
    keys: {
      select: [select(key, "key")],
      isDistinct: true,
      ...(where === undefined ? {} : { where }),
      ...anchorsOf(table.remote),
    },
    filters: filters.length,
    ...(table.remote.joined === undefined ? {} : { joined: table.remote.joined }),
  };
}

/** Kinds whose equal values are written alike everywhere. */
const areKeys = (a: TypeKind, b: TypeKind): boolean => (isWhole(a) && isWhole(b)) || (a === "text" && b === "text");
const isWhole = (kind: TypeKind): boolean => kind === "integer" || kind === "bigint";

/** The rows of a fetch that have one of these keys. */
export function withKeys(query: Query, { column: left, kind }: KeyLink, keys: readonly string[]): Query {
  const among: Predicate = { kind: "in", left, values: keys.map((key) => literal(key, kind)) };
  // No dialect has words for a list of nothing.
  const none: readonly Predicate[] = [
    { kind: "null", left },
    { kind: "null", left, isNegated: true },
  ];
  const where = allOf([query.where, ...(keys.length === 0 ? none : [among])]);
  return where === undefined ? query : { ...query, where };
}
