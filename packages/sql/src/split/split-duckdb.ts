import { allOf, column, select } from "../ast/build.ts";
import type { Query } from "../ast/query.ts";
import { keyLinks } from "./key-links.ts";
import { neededColumns } from "./needed-columns.ts";
import { columnsInReach, conditionsOf, findOccurrence, type Occurrence } from "./occurrence.ts";
import { readFilters } from "./read-filters.ts";
import type { ReadPredicate } from "./read-predicate.ts";
import { splitAggregates } from "./split-aggregates.ts";
import type { Fetch, KeyLink, SplitTable } from "./split-types.ts";
import { everyNode, isNode, nodesOf, parseTree, serializeTree, type TreeNode, textOf } from "./tree.ts";

type RemoteTable = SplitTable & { readonly remote: NonNullable<SplitTable["remote"]> };

export interface Split {
  /** For json_deserialize_sql; null where the statement runs as it is. */
  readonly serialized: string | null;
  readonly fetches: readonly Fetch[];
  /** Where the keys of one table can tell which rows of a fetched one count. */
  readonly links: readonly KeyLink[];
}

/**
 * What each remote table of an allowed statement has to send before the statement can run here: only columns that are
 * read, only rows that can count, and sums in place of rows where that gives the same.
 * `serialized` is what json_serialize_sql gave for the statement; `read` are its tables as the guard found them.
 */
export function splitDuckdb(serialized: string, read: readonly string[], tables: readonly SplitTable[]): Split {
  const parsed = parseTree(serialized);
  const remotes = tables.filter((table): table is RemoteTable => table.remote !== null && read.includes(table.name));
  if (parsed === null) return { serialized: null, fetches: remotes.map((table) => wholeTable(table)), links: [] };
  const { isExact } = parsed;
  const planned = remotes.map((table) => plan(parsed.node, table, tables, isExact));
  // Sums of two tables at once would count each row of one for each row of the other.
  const chosen = planned.find(({ aggregated }) => aggregated !== null && isExact);
  const fetches = planned.map(({ table, plain, where, filters, aggregated }) => {
    const isAggregated = aggregated !== null && chosen?.table === table;
    const query = isAggregated ? { ...aggregated.query, ...where } : { ...plain, ...where };
    return { table: table.name, query, filters, isAggregated };
  });
  const statement = chosen?.aggregated?.statement;
  const links = isExact ? keyLinks(parsed.node, read, tables) : [];
  return { serialized: statement === undefined ? null : serializeTree(statement), fetches, links };
}

function plan(statement: TreeNode, table: RemoteTable, tables: readonly SplitTable[], isExact: boolean) {
  const plain = rowsOf(table, neededColumns(statement, table));
  const occurrence = isExact ? findOccurrence(statement, table) : null;
  if (occurrence === null) return { table, plain, where: {}, filters: 0, aggregated: null };
  const reach = columnsInReach(table, occurrence, tables);
  const filters = readFilters(occurrence, reach);
  const where = allOf(filters.map(({ read }) => read.predicate));
  const limit =
    filters.length === conditionsOf(occurrence).length ? limitOf(statement, occurrence, filters) : undefined;
  return {
    table,
    plain: limit === undefined ? plain : { ...plain, limit: { count: limit } },
    where: where === undefined ? {} : { where },
    filters: filters.length,
    aggregated: splitAggregates(statement, occurrence, reach, filters),
  };
}

/** LIMIT of a statement that is one table's rows and nothing else; any rows will do then. */
function limitOf(
  statement: TreeNode,
  { block }: Occurrence,
  filters: readonly { readonly read: ReadPredicate }[],
): number | undefined {
  const { node } = block;
  const isWhole = statement.node === node && block.from.length === 1 && filters.every(({ read }) => read.isExact);
  const [modifier, ...others] = nodesOf(node.modifiers);
  const isRows =
    others.length === 0 &&
    nodesOf(node.group_expressions).length === 0 &&
    !isNode(node.having) &&
    !isNode(node.qualify);
  if (!isWhole || !isRows || modifier?.type !== "LIMIT_MODIFIER" || isNode(modifier.offset)) return undefined;
  const isPlain = ![...everyNode(node.select_list)].some(
    (each) => each.class === "FUNCTION" || each.class === "WINDOW" || each.class === "SUBQUERY",
  );
  const count = isNode(modifier.limit) && isNode(modifier.limit.value) ? modifier.limit.value.value : undefined;
  return isPlain && typeof count === "number" && textOf(modifier.limit_type) !== "PERCENT" ? count : undefined;
}

const rowsOf = ({ remote }: RemoteTable, names: readonly string[]): Query => ({
  select: names.map((name) => select(column(remote.table, name), name)),
});

const wholeTable = (table: RemoteTable): Fetch => ({
  table: table.name,
  query: rowsOf(
    table,
    table.columns.map(({ name }) => name),
  ),
  filters: 0,
  isAggregated: false,
});
