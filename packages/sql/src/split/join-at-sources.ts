import type { Dialect, ForeignKey, TypeKind } from "@parlance/core";
import { conjunction, type InnerRegion, innerRegion, isInnerJoin, joinedOn, sideBySide } from "./inner-region.ts";
import { type Equality, type JoinTree, joinTrees } from "./join-tree.ts";
import { type NamedColumn, type NamedColumns, namedColumns } from "./named-columns.ts";
import { sameName } from "./occurrence.ts";
import type { RemoteTable } from "./remote-rows.ts";
import { conjuncts, readBlock, type SelectBlock } from "./select-block.ts";
import { headingOf } from "./split-aggregates.ts";
import type { JoinedTables, SplitColumn, SplitTable } from "./split-types.ts";
import { everyNode, isNode, nodesOf, rewrite, type TreeNode, textOf } from "./tree.ts";

export interface JoinedStatement {
  readonly statement: TreeNode;
  readonly isChanged: boolean;
  readonly read: readonly string[];
  readonly tables: readonly SplitTable[];
}

/** A pipeline has no words for joins on any condition. */
const CANNOT_JOIN = new Set<Dialect>(["mongodb"]);

/**
 * The statement with one table in the place of those that their source can join itself: tables of one source, each read
 * once, held equal by plain columns of inner joins. What such a table stands for is in its `remote.joined`.
 */
export function joinAtSources(
  statement: TreeNode,
  read: readonly string[],
  tables: readonly SplitTable[],
  isWanted: (joined: JoinedTables) => boolean,
): JoinedStatement {
  const start = { statement, isChanged: false, read, tables };
  return joinMore(start, isWanted) ?? start;
}

function joinMore(given: JoinedStatement, isWanted: (joined: JoinedTables) => boolean): JoinedStatement | null {
  for (const node of everyNode(given.statement)) {
    if (node.type !== "SELECT_NODE") continue;
    const block = readBlock(node);
    for (const place of block === null ? [] : placesOf(block, given)) {
      const joined = joinOne(place, given, isWanted);
      if (joined !== null) return joinMore(joined, isWanted) ?? joined;
    }
  }
  return null;
}

/** A region of inner joins, with the tree by which a source could join some of its tables. */
interface Place {
  readonly block: SelectBlock;
  readonly from: TreeNode;
  readonly region: InnerRegion;
  readonly tree: JoinTree;
  readonly members: ReadonlyMap<string, RemoteTable>;
  readonly leaves: ReadonlyMap<string, TreeNode>;
  readonly names: NamedColumns;
}

function placesOf(block: SelectBlock, { statement, read, tables }: JoinedStatement): readonly Place[] {
  if (isNode(block.node.sample)) return [];
  return regionsOf(block.node.from_table).flatMap((from) => {
    const region = innerRegion(from);
    const candidates = candidatesIn(region, statement, read, tables);
    const sources = new Set([...candidates.values()].map(({ table }) => table.remote.source));
    return [...sources].flatMap((source) => {
      const own = [...candidates].filter(([, { table }]) => table.remote.source === source);
      if (own.length < 2) return [];
      const names = namedColumns(block, tables, new Set(own.map(([alias]) => alias)));
      if (names === null) return [];
      const members = new Map(own.map(([alias, { table }]) => [alias, table]));
      const leaves = new Map(own.map(([alias, { leaf }]) => [alias, leaf]));
      const conditions = [...region.conditions, ...(from === block.node.from_table ? whereOf(block) : [])];
      const trees = joinTrees(members, equalitiesIn(conditions, names));
      return trees.map((tree) => ({ block, from, region, tree, members, leaves, names }));
    });
  });
}

const whereOf = ({ node }: SelectBlock): readonly TreeNode[] => conjuncts(node.where_clause);

/** The largest parts of FROM that inner joins alone hold together. */
function regionsOf(from: unknown): readonly TreeNode[] {
  if (!isNode(from) || from.type !== "JOIN") return [];
  if (!isInnerJoin(from)) return [...regionsOf(from.left), ...regionsOf(from.right)];
  return [from, ...innerRegion(from).leaves.flatMap(regionsOf)];
}

interface Candidate {
  readonly leaf: TreeNode;
  readonly table: RemoteTable;
}

/** By alias. */
function candidatesIn(
  { leaves }: InnerRegion,
  statement: TreeNode,
  read: readonly string[],
  tables: readonly SplitTable[],
): ReadonlyMap<string, Candidate> {
  const found = new Map<string, Candidate>();
  for (const leaf of leaves) {
    const name = textOf(leaf.table_name);
    const table = leaf.type === "BASE_TABLE" && textOf(leaf.schema_name) === "" ? named(tables, name) : undefined;
    if (table === undefined || !isRemote(table) || !read.includes(table.name)) continue;
    if (CANNOT_JOIN.has(table.remote.dialect) || table.remote.source === undefined) continue;
    if (table.remote.joined === undefined && isReadOnce(statement, name)) {
      found.set((textOf(leaf.alias) || name).toLowerCase(), { leaf, table });
    }
  }
  return found;
}

const named = (tables: readonly SplitTable[], name: string) => tables.find((each) => sameName(each.name, name));
const isRemote = (table: SplitTable): table is RemoteTable => table.remote !== null;

const isReadOnce = (statement: TreeNode, name: string): boolean =>
  [...everyNode(statement)].filter((node) => node.type === "BASE_TABLE" && sameName(textOf(node.table_name), name))
    .length === 1;

function equalitiesIn(conditions: readonly TreeNode[], names: NamedColumns): readonly Equality[] {
  return conditions.flatMap((node) => {
    if (node.class !== "COMPARISON" || textOf(node.type) !== "COMPARE_EQUAL") return [];
    const [left, right] = [node.left, node.right].map((side) => (isNode(side) ? names.get(side) : undefined));
    if (left === undefined || right === undefined || left.alias === right.alias) return [];
    if (!areKeys(left.column.kind, right.column.kind)) return [];
    const end = ({ alias, column }: NamedColumn) => ({ alias, column: column.name });
    return [{ node, ends: [end(left), end(right)] as const }];
  });
}

/** Kinds whose equal values are equal in every source; one that holds more to be equal sends more rows. */
const areKeys = (a: TypeKind, b: TypeKind): boolean =>
  (isWhole(a) && isWhole(b)) || (a === b && (a === "text" || a === "uuid" || a === "date"));
const isWhole = (kind: TypeKind): boolean => kind === "integer" || kind === "bigint";

function joinOne(
  { block, from, region, tree, members, leaves, names }: Place,
  given: JoinedStatement,
  isWanted: (joined: JoinedTables) => boolean,
): JoinedStatement | null {
  const aliases = [tree.root, ...tree.steps.map(({ alias }) => alias)];
  const parts = aliases.flatMap((alias) => {
    const [table, leaf] = [members.get(alias), leaves.get(alias)];
    return table === undefined || leaf === undefined ? [] : [{ alias, table, leaf }];
  });
  const [first] = parts;
  if (first === undefined) return null;
  const joined = joinedTables(tree, members);
  if (!isWanted(joined)) return null;
  const columns = joinedColumns(parts);
  const name = freeName(given.tables);
  const table: SplitTable = {
    name,
    columns: columns.map(({ column }) => column),
    remote: { ...first.table.remote, joined },
  };
  const settled = new Set(
    tree.steps.flatMap(({ pairs }) => pairs.filter(isSettledThere(names)).map(({ node }) => node)),
  );
  const leaf = { ...first.leaf, alias: "", table_name: name };
  const others = region.leaves.filter((each) => !parts.some((part) => part.leaf === each));
  const left = region.conditions.filter((condition) => !settled.has(condition));
  const isWhole = from === block.node.from_table;
  const newFrom = isWhole ? sideBySide([leaf, ...others]) : joinedOn([leaf, ...others], left);
  if (newFrom === null) return null;
  const where = isWhole ? conjunction([...left, ...whereOf(block).filter((each) => !settled.has(each))]) : undefined;
  const rewritten = rewriteBlock(block.node, { from, newFrom, where }, (node) => {
    const found = names.get(node);
    const column = found && columns.find((each) => each.alias === found.alias && each.of === found.column.name);
    return column && { path: [name, column.column.name], heading: column.of };
  });
  if (rewritten === null) return null;
  const statement = rewrite(given.statement, (node) => (node === block.node ? rewritten : undefined));
  if (!isNode(statement)) return null;
  const gone = new Set(parts.map((part) => part.table.name));
  return {
    statement,
    isChanged: true,
    read: [name, ...given.read.filter((each) => !gone.has(each))],
    tables: [table, ...given.tables.filter((each) => !gone.has(each.name))],
  };
}

/** The source holds exactly the same to be equal, so that nobody needs to look again. */
const isSettledThere =
  (names: NamedColumns) =>
  ({ node }: { readonly node: TreeNode }): boolean =>
    [node.left, node.right].every((side) => isNode(side) && isWhole(names.get(side)?.column.kind ?? "text"));

function joinedTables(tree: JoinTree, members: ReadonlyMap<string, RemoteTable>): JoinedTables {
  const all = [tree.root, ...tree.steps.map(({ alias }) => alias)].flatMap((alias) => members.get(alias) ?? []);
  const far = (alias: string): string => members.get(alias)?.remote.table ?? "";
  const keys = tree.steps.map(({ alias, parent, pairs }) => {
    const key: ForeignKey = {
      columns: pairs.map(({ theirs }) => theirs),
      refTable: far(alias),
      refColumns: pairs.map(({ own }) => own),
      origin: "declared",
      confidence: 1,
    };
    return { table: far(parent), key };
  });
  const names = all.map(({ name }) => name);
  return { names, tables: all.map(({ remote }) => remote.table), keys, isKeyed: tree.isKeyed };
}

interface JoinedColumn {
  readonly alias: string;
  readonly of: string;
  readonly column: SplitColumn;
}

/** Servers cut longer names off, or allow few characters in them. */
const PLAIN_NAME = /^[a-z_][a-z0-9_]{0,59}$/i;

/** Each column under a name that says whose it is, so that no other name of the statement is taken for it. */
function joinedColumns(
  parts: readonly { readonly alias: string; readonly table: RemoteTable }[],
): readonly JoinedColumn[] {
  const taken = new Set<string>();
  return parts
    .flatMap(({ alias, table }) => table.columns.map((column) => ({ alias, table, column })))
    .map(({ alias, table, column }, i) => {
      const full = `${table.name}_${column.name}`;
      const name = PLAIN_NAME.test(full) && !taken.has(full.toLowerCase()) ? full : `joined_column_${i + 1}`;
      taken.add(name.toLowerCase());
      const origin = { kind: "column", table: table.remote.table, column: column.name } as const;
      return { alias, of: column.name, column: { name, kind: column.kind, origin } };
    });
}

function freeName(tables: readonly SplitTable[]): string {
  let n = 1;
  while (named(tables, `joined_${n}`) !== undefined) n += 1;
  return `joined_${n}`;
}

interface Change {
  readonly from: TreeNode;
  readonly newFrom: TreeNode;
  /** Undefined: as it is. */
  readonly where: TreeNode | null | undefined;
}

/** What a node names from now on, and what it was called. */
type Renaming = (node: TreeNode) => { readonly path: readonly string[]; readonly heading: string } | undefined;

/** Null where a heading would change that cannot be written down. */
function rewriteBlock(block: TreeNode, { from, newFrom, where }: Change, nameOf: Renaming): TreeNode | null {
  const headings = headingsToKeep(block, nameOf);
  if (headings === null) return null;
  const rename = (node: TreeNode): TreeNode | undefined => {
    const [name, alias] = [nameOf(node), headings.get(node)];
    if (name !== undefined) return { ...node, column_names: name.path, ...(alias === undefined ? {} : { alias }) };
    return alias === undefined ? undefined : { ...withParts(node, rename), alias };
  };
  const { from_table: fromTable, where_clause: whereClause, ...others } = block;
  return {
    ...withParts(others, rename),
    from_table: rewrite(fromTable, (node) => (node === from ? withParts(newFrom, rename) : rename(node))),
    where_clause: rewrite(where === undefined ? whereClause : where, rename),
  };
}

const withParts = (node: TreeNode, change: (node: TreeNode) => TreeNode | undefined): TreeNode =>
  Object.fromEntries(Object.entries(node).map(([key, child]) => [key, rewrite(child, change)]));

/** Items of the select list that are called after what they name, with what they are called. */
function headingsToKeep(block: TreeNode, nameOf: Renaming): ReadonlyMap<TreeNode, string> | null {
  const headings = new Map<TreeNode, string>();
  for (const item of nodesOf(block.select_list)) {
    const isRenamed = [...everyNode(item)].some((node) => nameOf(node) !== undefined);
    if (!isRenamed || textOf(item.alias) !== "") continue;
    const heading = item.class === "COLUMN_REF" ? nameOf(item)?.heading : headingOf(item);
    if (heading === undefined) return null;
    headings.set(item, heading);
  }
  return headings;
}
