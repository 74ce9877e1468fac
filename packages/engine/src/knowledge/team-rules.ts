import type { DefaultFilter, KnownAlias, WorkspaceKnowledge } from "@parlance/core";
import { allOf, blockTables, column, type Expr, type Predicate, type Query, type SelectItem } from "@parlance/sql";
import type { SchemaModel } from "../schema/schema-model.ts";
import { normalize } from "../text/normalize.ts";
import { conditionPredicate } from "./metric-column.ts";

/** What holds for every reading of a team's questions, whatever they ask. */
export interface TeamRules {
  readonly filters: readonly DefaultFilter[];
  /** Columns that stand for "everything" of a table, where some of it is hidden. */
  readonly shown: ReadonlyMap<string, readonly string[]>;
  readonly roles: readonly JoinRole[];
}

/** A key that people have a name for: "shipping address". */
interface JoinRole {
  readonly phrase: string;
  /** As "table.column". */
  readonly key: string;
  readonly tables: readonly [string, string];
}

/** Undefined where there are none. */
export function teamRules(knowledge: WorkspaceKnowledge, schema: SchemaModel): TeamRules | undefined {
  const touched = new Set((knowledge.hidden ?? []).flatMap((part) => (part.column ? [part.table.toLowerCase()] : [])));
  const shown = schema.tables.filter((table) => touched.has(table.name.toLowerCase()));
  const filters = knowledge.filters ?? [];
  const roles = knowledge.aliases.flatMap(roleOf);
  if (filters.length + shown.length + roles.length === 0) return undefined;
  return {
    filters,
    shown: new Map(shown.map((table) => [table.name.toLowerCase(), table.columns.map((one) => one.name)])),
    roles,
  };
}

const roleOf = ({ phrase, target }: KnownAlias): JoinRole[] =>
  target.kind === "join" && phrase !== ""
    ? [
        {
          phrase: normalize(phrase),
          key: `${target.from.table}.${target.from.column}`,
          tables: [target.from.table, target.to.table],
        },
      ]
    : [];

export interface RuledQuery {
  readonly query: Query;
  /** Without the filters, where any was put in. */
  readonly unfiltered?: Query;
  /** What a person is told about it. */
  readonly said: readonly string[];
}

/** The query as the team wants it read. A filter stays out where the query speaks of its column, or was lifted. */
export function applyRules(query: Query, rules: TeamRules, question: string, lifted: ReadonlySet<string>): RuledQuery {
  const named = withRoles(withShown(query, rules.shown), rules.roles, question);
  const used = rules.filters.filter((filter) => !lifted.has(filter.table) && !speaksOf(named, filter));
  const found = new Set<DefaultFilter>();
  const filtered = mapBlocks(named, (block) => {
    const own = used.filter((filter) =>
      blockTables(block).some((instance) => instance.table.toLowerCase() === filter.table.toLowerCase()),
    );
    for (const filter of own) found.add(filter);
    const where = allOf([block.where, ...own.flatMap(predicatesOf)]);
    return own.length > 0 && where ? { ...block, where } : block;
  });
  if (found.size === 0) return { query: named, said: [] };
  return { query: filtered, unfiltered: named, said: [...found].map(sayFilter) };
}

const predicatesOf = ({ table, only }: DefaultFilter): Predicate[] =>
  only.map((condition) => conditionPredicate(table, condition));

export const sayFilter = ({ table, only }: DefaultFilter): string => {
  const words = only.map(({ column: name, isOneOf }) => `${name} is ${isOneOf.join(" or ")}`);
  return `only ${table} where ${words.join(" and ")}, as your team usually counts them`;
};

function speaksOf(query: Query, { table, only }: DefaultFilter): boolean {
  const columns = new Set(only.map((condition) => condition.column.toLowerCase()));
  let isFound = false;
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (value !== null && typeof value === "object") {
      if (isColumn(value) && value.table.toLowerCase() === table.toLowerCase())
        isFound ||= columns.has(value.column.toLowerCase());
      Object.values(value).forEach(look);
    }
  };
  look(query);
  return isFound;
}

/** Changes every block of a query, the inner ones first. */
function mapBlocks(query: Query, change: (block: Query) => Query): Query {
  const map = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(map);
    if (value === null || typeof value !== "object") return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
    if (isExists(copy)) return changedExists(copy, change);
    return isQuery(copy) ? change(copy) : copy;
  };
  return map(query) as Query; // the same shape, block by block
}

/** The rows that must exist are a block of their own that has no SELECT. */
function changedExists(
  predicate: { readonly table: string; readonly where?: Predicate },
  change: (block: Query) => Query,
) {
  const { where } = change({
    select: [],
    anchors: [predicate.table],
    ...(predicate.where === undefined ? {} : { where: predicate.where }),
  });
  return where === undefined ? predicate : { ...predicate, where };
}

const isColumn = (value: object): value is { kind: "column"; table: string; column: string } =>
  "kind" in value && value.kind === "column" && "table" in value && "column" in value;

const isExists = (value: object): value is { kind: "exists"; table: string; where?: Predicate } =>
  "kind" in value && value.kind === "exists" && "table" in value;

const isQuery = (value: object): value is Query => "select" in value && Array.isArray(value.select);

/** "All orders" shows the columns that are not hidden. */
function withShown(query: Query, shown: TeamRules["shown"]): Query {
  if (shown.size === 0) return query;
  const widen = (item: SelectItem): readonly SelectItem[] => {
    const { expr } = item;
    const columns = expr.kind === "star" ? shown.get(expr.table.toLowerCase()) : undefined;
    return columns === undefined || expr.kind !== "star"
      ? [item]
      : columns.map((name) => ({ expr: column(expr.table, name, expr.via) satisfies Expr }));
  };
  return mapBlocks(query, (block) => ({ ...block, select: block.select.flatMap(widen) }));
}

/** The key that the question names, where several join the same tables. */
function withRoles(query: Query, roles: readonly JoinRole[], question: string): Query {
  const text = ` ${normalize(question)} `;
  const tables = new Set(blockTables(query).map((instance) => instance.table.toLowerCase()));
  const named = roles.filter(
    (role) => text.includes(` ${role.phrase} `) && role.tables.every((table) => tables.has(table.toLowerCase())),
  );
  if (named.length === 0) return query;
  return { ...query, joinHints: [...(query.joinHints ?? []), ...named.map(({ key }) => ({ key }))] };
}
