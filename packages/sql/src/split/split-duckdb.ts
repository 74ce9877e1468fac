import { allOf } from "../ast/build.ts";
import { joinAtSources } from "./join-at-sources.ts";
import { keyLinks } from "./key-links.ts";
import { neededColumns } from "./needed-columns.ts";
import { columnsInReach, conditionsOf, findOccurrence, type Occurrence } from "./occurrence.ts";
import { readFilters } from "./read-filters.ts";
import type { ReadPredicate } from "./read-predicate.ts";
import { anchorsOf, type RemoteTable, rowsOf } from "./remote-rows.ts";
import { splitAggregates } from "./split-aggregates.ts";
import type { Fetch, JoinedTables, KeyLink, SplitTable } from "./split-types.ts";
import { everyNode, isNode, nodesOf, parseTree, serializeTree, type TreeNode, textOf } from "./tree.ts";

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
  if (parsed === null) {
    return { serialized: null, fetches: remoteTables(read, tables).map((table) => wholeTable(table)), links: [] };
  }
  const { node, isExact } = parsed;
  if (!isExact) return splitTree({ statement: node, isChanged: false, isExact, read, tables });
  const joined = splitJoined(node, read, tables, () => true);
  // A join that repeats rows pays only where the source adds them up.
  const isWorth = ({ isAggregated, joined: of }: Fetch): boolean => isAggregated || (of?.isKeyed ?? true);
  return joined.fetches.every(isWorth) ? joined : splitJoined(node, read, tables, ({ isKeyed }) => isKeyed);
}

function splitJoined(
  node: TreeNode,
  read: readonly string[],
  tables: readonly SplitTable[],
  isWanted: (joined: JoinedTables) => boolean,
): Split {
  return splitTree({ ...joinAtSources(node, read, tables, isWanted), isExact: true });
}

interface TreeToSplit {
  readonly statement: TreeNode;
  /** It is not what the person wrote and must run in its place. */
  readonly isChanged: boolean;
  readonly isExact: boolean;
  readonly read: readonly string[];
  readonly tables: readonly SplitTable[];
}

function splitTree({ statement, isChanged, isExact, read, tables }: TreeToSplit): Split {
  const planned = remoteTables(read, tables).map((table) => plan(statement, table, tables, isExact));
  // Sums of two tables at once would count each row of one for each row of the other.
  const chosen = planned.find(({ aggregated }) => aggregated !== null && isExact);
  const fetches = planned.map(({ table, plain, where, filters, aggregated }) => {
    const isAggregated = aggregated !== null && chosen?.table === table;
    const query = isAggregated ? { ...aggregated.query, ...anchorsOf(table.remote), ...where } : { ...plain, ...where };
    const { joined } = table.remote;
    return { table: table.name, query, filters, isAggregated, ...(joined === undefined ? {} : { joined }) };
  });
  const text = chosen?.aggregated?.statement ?? (isChanged ? statement : undefined);
  const links = isExact ? keyLinks(statement, read, tables) : [];
  return { serialized: text === undefined ? null : serializeTree(text), fetches, links };
}

const remoteTables = (read: readonly string[], tables: readonly SplitTable[]): readonly RemoteTable[] =>
  tables.filter((table): table is RemoteTable => table.remote !== null && read.includes(table.name));

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

const wholeTable = (table: RemoteTable): Fetch => ({
  table: table.name,
  query: rowsOf(
    table,
    table.columns.map(({ name }) => name),
  ),
  filters: 0,
  isAggregated: false,
});
