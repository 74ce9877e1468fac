import {
  allOf,
  blockTables,
  type ColumnExpr,
  type ComparePredicate,
  conjunctsOf,
  type Expr,
  type Predicate,
  type Query,
  select,
  walkPredicate,
} from "@parlance/sql";
import type { ColumnModel, SchemaModel, TableModel } from "../schema/schema-model.ts";
import { joinsText, repeatsRows } from "./join-check.ts";
import { keptCounts } from "./kept-counts.ts";
import { spreadAggregate } from "./most-filters.ts";

/** What the question's words allow. */
export interface Hints {
  readonly words: ReadonlySet<string>;
  /** A word such as "not" is there and the reading made nothing of it. */
  readonly isNegationOpen: boolean;
  readonly hasAnd: boolean;
  readonly hasOr: boolean;
}

/** A query one small step away from another, with what the step costs by hand-set scores. */
export interface Step {
  readonly query: Query;
  readonly bonus: number;
  readonly form: string;
}

/** Readings close to a good one: what words alone cannot settle, such as which of two keys joins two tables. */
export function nearbyQueries(query: Query, schema: SchemaModel, hints: Hints): Step[] {
  if (query.set?.op === "except" && !query.from) return otherKeysTakenAway(query, schema, hints.words);
  if (query.from || query.set || query.limit?.per) return [];
  const { words } = hints;
  return [
    ...(hints.hasAnd || hints.hasOr ? setsOfLists(query, hints) : []),
    ...(hints.isNegationOpen ? negatedConditions(query) : []),
    ...(hints.hasAnd ? [...unions(query), ...unionsOfTwins(query, schema)] : []),
    ...keysAsRoles(query, schema),
    ...otherKeys(query, schema, words),
    ...shorterLists(query),
    ...hiddenKeys(query),
    ...spreadFigures(query, schema),
    ...fannedOut(query, schema),
    ...twinColumns(query, schema),
    ...keysInstead(query, schema),
    ...keptCounts(query, schema),
  ];
}

const isSame = (a: Expr, b: Expr): boolean =>
  a === b || (a.kind === "column" && b.kind === "column" && a.table === b.table && a.column === b.column);

const modelOf = (expr: Expr, schema: SchemaModel): ColumnModel | undefined =>
  expr.kind === "column"
    ? tableOfName(expr.table, schema)?.columns.find((column) => column.name === expr.column)
    : undefined;

const byName = new WeakMap<SchemaModel, ReadonlyMap<string, TableModel>>();

function tableOfName(name: string, schema: SchemaModel): TableModel | undefined {
  let tables = byName.get(schema);
  if (!tables) {
    tables = new Map(schema.tables.map((table) => [table.name, table]));
    byName.set(schema, tables);
  }
  return tables.get(name);
}

const ties = new WeakMap<SchemaModel, readonly TableModel[]>();

/** Tables with several keys to one other: whoever joins through them must choose. */
function doublyTied(schema: SchemaModel): readonly TableModel[] {
  const known = ties.get(schema);
  if (known) return known;
  const found = schema.tables.filter(({ source }) => {
    const targets = source.foreignKeys.map((key) => key.refTable);
    return new Set(targets).size < targets.length;
  });
  ties.set(schema, found);
  return found;
}

/** Models of the tables that take part. */
const tablesOf = (names: Iterable<string>, schema: SchemaModel): TableModel[] =>
  [...names].flatMap((name) => tableOfName(name, schema) ?? []);

/** "customers who do not use cash": the word that turns a condition round stands apart from it. */
function negatedConditions(query: Query): Step[] {
  const items = conjunctsOf(query.where);
  const owner = query.select[0]?.expr;
  const of = owner?.kind === "column" || owner?.kind === "star" ? owner.table : undefined;
  return items.flatMap((item): Step[] => {
    const rest = items.filter((other) => other !== item);
    const { where: _, ...plain } = query;
    const withWhere = (extra: readonly Predicate[]): Query => {
      const where = allOf([...rest, ...extra]);
      return { ...plain, ...(where ? { where } : {}) };
    };
    const steps: Step[] = [];
    const turned = turnedRound(item);
    if (turned) steps.push({ query: withWhere([turned]), bonus: 0.3, form: "turned" });
    if (item.kind === "exists" || of === undefined) return steps;
    const table = tableOf(item);
    if (table !== undefined && table !== of && !query.groupBy) {
      const none: Predicate = { kind: "exists", of, table, where: item, isNegated: true };
      const { anchors: __, ...bare } = withWhere([none]);
      steps.push({ query: bare, bonus: 0.3, form: "none-such" });
    }
    if (query.groupBy || query.order || query.select.some(({ expr }) => expr.kind !== "column")) return steps;
    const { anchors: __, ...left } = withWhere([]);
    const right: Query = { ...plain, where: item };
    steps.push({ query: { ...left, set: { op: "except", right } }, bonus: 0.2, form: "except" });
    return steps;
  });
}

const OPPOSITE: Readonly<Record<string, ComparePredicate["op"]>> = {
  "=": "!=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

function turnedRound(item: Predicate): Predicate | undefined {
  if (item.kind === "compare") {
    const op = OPPOSITE[item.op];
    return op && { ...item, op };
  }
  if (item.kind === "like" || item.kind === "in" || item.kind === "between")
    return { ...item, isNegated: !item.isNegated };
  return undefined;
}

function tableOf(item: Predicate): string | undefined {
  let found: string | undefined;
  walkPredicate(item, (expr) => {
    if (expr.kind === "column") found ??= expr.table;
  });
  return found;
}

/** "phones of customers and of staff": two lists in one column; "the name customers and staff share": what both hold. */
export function unions(query: Query): Step[] {
  const [first, second, ...more] = query.select.map((item) => item.expr);
  if (first?.kind !== "column" || second?.kind !== "column" || more.length > 0 || first.table === second.table)
    return [];
  if (query.where || query.groupBy || query.order || query.limit) return [];
  const one = (item: ColumnExpr): Query => ({ select: [select(item)] });
  return (["union", "intersect"] as const).map((op) => ({
    query: { ...one(first), set: { op, right: one(second) } },
    bonus: op === "union" ? 0 : -0.2,
    form: op,
  }));
}

/** "phone numbers of customers and staff": the column that each of the two tables has for it. */
function unionsOfTwins(query: Query, schema: SchemaModel): Step[] {
  const [item, ...more] = query.select;
  const [other, ...others] = query.anchors ?? [];
  const model = item && modelOf(item.expr, schema);
  if (!item || !model || more.length > 0 || other === undefined || others.length > 0) return [];
  if (query.where || query.groupBy || query.order || query.limit || other === model.table.name) return [];
  const own = (column: ColumnModel): string =>
    column.stems.filter((stem) => !column.table.stems.includes(stem)).join(" ") || column.stems.join(" ");
  return (tableOfName(other, schema)?.columns ?? [])
    .filter((column) => own(column) === own(model) && column.type === model.type)
    .map((column) => ({
      query: { select: [item], set: { op: "union", right: { select: [select(column.expr)] } } },
      bonus: 0.1,
      form: "union-of-twins",
    }));
}

/** "students who took part and helped", "who registered or attended": one list for each of two tables that are tied to the same rows. */
function setsOfLists(query: Query, { hasAnd, hasOr, isNegationOpen }: Hints): Step[] {
  const [first, second, ...more] = query.anchors ?? [];
  if (first === undefined || second === undefined || more.length > 0) return [];
  if (query.where || query.groupBy || query.order || query.limit) return [];
  if (query.select.some(({ expr }) => expr.kind !== "column")) return [];
  const { anchors: _, isDistinct: __, ...plain } = query;
  const ops = [
    ...(hasAnd ? (["intersect"] as const) : []),
    ...(hasOr ? (["union"] as const) : []),
    ...(isNegationOpen ? (["except"] as const) : []),
  ];
  return ops.map((op) => ({
    query: { ...plain, anchors: [first], set: { op, right: { ...plain, anchors: [second] } } },
    bonus: 0.05,
    form: `lists-${op}`,
  }));
}

/** "employees who destroyed no document": of several keys between two tables, the one by which rows are taken away. */
function otherKeysTakenAway(query: Query, schema: SchemaModel, words: ReadonlySet<string>): Step[] {
  const { set } = query;
  if (!set || set.right.set) return [];
  return otherKeys(set.right, schema, words).map((step) => ({
    ...step,
    query: { ...query, set: { ...set, right: step.query } },
  }));
}

/** A shown column is left out, of the groups too. */
function withoutItem(query: Query, at: number): Query {
  const dropped = query.select[at]?.expr;
  const groupBy = query.groupBy?.filter((expr) => dropped === undefined || !isSame(expr, dropped));
  const { groupBy: _, ...rest } = query;
  return {
    ...rest,
    select: query.select.filter((__, i) => i !== at),
    ...(groupBy && groupBy.length > 0 ? { groupBy } : {}),
  };
}

/** "students who have president votes": a key's name says in which role the tables are tied; it is no column to show. */
function keysAsRoles(query: Query, schema: SchemaModel): Step[] {
  if (query.select.length < 2) return [];
  return query.select.flatMap(({ expr }, at) => {
    const model = modelOf(expr, schema);
    if (!model?.refTable) return [];
    const rest = withoutItem(query, at);
    if (query.groupBy && !rest.groupBy) return [];
    const table = model.table.name;
    const anchors = [...new Set([...(query.anchors ?? []), table])];
    return [
      { query: { ...rest, anchors, joinHints: [{ key: `${table}.${model.name}` }] }, bonus: -0.1, form: "key-role" },
    ];
  });
}

/** Two tables with several keys between them can be joined by each. */
function otherKeys(query: Query, schema: SchemaModel, words: ReadonlySet<string>): Step[] {
  if (query.joinHints) return [];
  const used = new Set(blockTables(query).map((instance) => instance.table));
  if (used.size < 2) return [];
  const found: Step[] = [];
  const tables = tablesOf(used, schema);
  const keysBetween = tables.flatMap((table) => table.source.foreignKeys.filter((key) => used.has(key.refTable)));
  /** More keys than the joins need: the tables can be tied in several ways. */
  const isCircle = used.size > 2 && keysBetween.length >= used.size;
  for (const table of new Set([...tables, ...doublyTied(schema)])) {
    const keys = table.source.foreignKeys.filter((key) => key.refTable !== table.name);
    for (const key of keys) {
      const isOneOfMany = keys.filter((other) => other.refTable === key.refTable).length > 1;
      if (!used.has(key.refTable) || !(isOneOfMany || (isCircle && used.has(table.name)))) continue;
      const model = table.columns.find((column) => column.name === key.columns[0]);
      const said = model?.stems.filter((word) => words.has(word)).length ?? 0;
      found.push({
        query: { ...query, joinHints: [{ key: `${table.name}.${key.columns[0] ?? ""}` }] },
        bonus: said > 0 ? 0.1 : -0.25,
        form: "key-choice",
      });
    }
  }
  const around = isCircle ? roundTheCircle(query, tables, used) : [];
  return newJoins(query, [...around, ...found.slice(0, 6)], schema);
}

const MAX_CIRCLE = 6;

/** "History professors" where a department has professors and a head: every way that leaves one key of the circle out. */
function roundTheCircle(query: Query, tables: readonly TableModel[], used: ReadonlySet<string>): Step[] {
  const keys = tables.flatMap(({ name, source }) =>
    source.foreignKeys
      .filter((key) => key.refTable !== name && used.has(key.refTable))
      .map((key) => ({ key: `${name}.${key.columns[0] ?? ""}` })),
  );
  if (keys.length > MAX_CIRCLE) return [];
  return keys.map((left) => ({
    query: { ...query, joinHints: keys.filter((key) => key !== left) },
    bonus: -0.45,
    form: "key-choice",
  }));
}

/** Hints that the planner follows anyway, or that lead to the same joins, make no other query. */
function newJoins(query: Query, steps: readonly Step[], schema: SchemaModel): Step[] {
  const known = new Map<string | undefined, Step | undefined>([[joinsText(query, schema.catalog), undefined]]);
  for (const step of steps) {
    const text = joinsText(step.query, schema.catalog);
    if (!known.has(text)) known.set(text, step);
    else if ((known.get(text)?.bonus ?? 1) < step.bonus) known.set(text, step);
  }
  return [...known.values()].filter((step) => step !== undefined);
}

/** A word that only looked like one more column to show. */
function shorterLists(query: Query): Step[] {
  const columns = query.select.filter((item) => item.expr.kind === "column").length;
  if (query.select.length < 2 || columns === 0) return [];
  return query.select.flatMap(({ expr }, at) => {
    if (expr.kind !== "column") return [];
    const rest = withoutItem(query, at);
    return query.groupBy && !rest.groupBy ? [] : [{ query: rest, bonus: -0.45, form: "shorter" }];
  });
}

/** "the average price in the most common category": the group decides, but is not shown. */
function hiddenKeys(query: Query): Step[] {
  if (!query.groupBy || query.select.length < 2) return [];
  return query.select.flatMap(({ expr }, at) =>
    expr.kind === "column"
      ? [{ query: { ...query, select: query.select.filter((_, i) => i !== at) }, bonus: -0.4, form: "hidden-key" }]
      : [],
  );
}

function spreadFigures(query: Query, schema: SchemaModel): Step[] {
  const spread = spreadAggregate(query, (expr) => modelOf(expr, schema)?.role === "measure");
  if (!spread) return [];
  const shown = spread.select.map(({ expr }) => JSON.stringify(expr));
  // "how many did we sell": two words for one figure.
  return new Set(shown).size === shown.length ? [{ query: spread, bonus: 0, form: "spread" }] : [];
}

/** "the average score of customers with a loan": a join would count a customer once for each loan. */
function fannedOut(query: Query, schema: SchemaModel): Step[] {
  const [item, ...others] = query.select;
  if (query.groupBy || query.order || others.length > 0) return [];
  if (item?.expr.kind !== "aggregate" || item.expr.fn === "count") return [];
  const { arg } = item.expr;
  if (arg.kind !== "column") return [];
  const of = arg.table;
  if (!repeatsRows(query, of, schema.catalog)) return [];
  const tables = blockTables(query).map((instance) => instance.table);
  const [table, ...more] = tables.filter((name) => name !== of);
  if (table === undefined || more.length > 0) return [];
  const items = query.where?.kind === "and" ? query.where.items : query.where ? [query.where] : [];
  if (items.some((predicate) => predicate.kind === "exists" || predicate.kind === "or")) return [];
  const isInside = (predicate: Predicate): boolean => {
    let isFound = false;
    walkPredicate(predicate, (expr) => {
      if (expr.kind === "column" && expr.table === table) isFound = true;
    });
    return isFound;
  };
  const inner = allOf(items.filter(isInside));
  const exists: Predicate = { kind: "exists", of, table, ...(inner ? { where: inner } : {}) };
  const where = allOf([...items.filter((predicate) => !isInside(predicate)), exists]);
  const { anchors: _, where: __, ...rest } = query;
  return [{ query: { ...rest, ...(where ? { where } : {}) }, bonus: -0.1, form: "once-each" }];
}

function replaced(query: Query, from: ColumnExpr, to: ColumnExpr): Query {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap);
    if (value === null || typeof value !== "object") return value;
    if ("kind" in value && value.kind === "column" && "table" in value && "column" in value)
      return value.table === from.table && value.column === from.column ? to : value;
    if ("select" in value) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
  };
  const entries = Object.entries(query).map(([key, value]) => [key, swap(value)]);
  return Object.fromEntries(entries) as Query; // the same shape, with one column for another
}

function columnsOf(query: Query): ColumnExpr[] {
  const found = new Map<string, ColumnExpr>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (value !== null && typeof value === "object") {
      if ("kind" in value && value.kind === "column" && "table" in value && "column" in value) {
        const expr = value as ColumnExpr; // checked by its kind
        found.set(`${expr.table}.${expr.column}`, expr);
      } else for (const inner of Object.values(value)) visit(inner);
    }
  };
  visit([query.select, query.where, query.groupBy, query.order, query.having]);
  return [...found.values()];
}

/** A column of the same name in another table that takes part. */
function twinColumns(query: Query, schema: SchemaModel): Step[] {
  const used = new Set(blockTables(query).map((instance) => instance.table));
  if (used.size < 2) return [];
  return columnsOf(query).flatMap((expr) => {
    const model = modelOf(expr, schema);
    if (!model || model.role === "id") return [];
    return tablesOf(used, schema)
      .flatMap((table) => (table === model.table ? [] : table.columns))
      .filter((twin) => twin.name.toLowerCase() === model.name.toLowerCase())
      .map((twin) => ({ query: replaced(query, expr, twin.expr), bonus: -0.3, form: "twin" }));
  });
}

/** A table of which only the key is used: the column that points to it says the same, without the join. */
function keysInstead(query: Query, schema: SchemaModel): Step[] {
  const instances = blockTables(query);
  if (instances.length < 2) return [];
  const columns = columnsOf(query);
  return instances.flatMap(({ table }) => {
    const own = columns.filter((expr) => expr.table === table);
    const key = tableOfName(table, schema)?.keyColumn;
    const [only] = own;
    if (!key || own.length !== 1 || !only || !isSame(only, key.expr)) return [];
    return instances.flatMap((other): Step[] => {
      const pointing = tableOfName(other.table, schema)?.columns.find((column) => column.refTable === table);
      if (!pointing || other.table === table) return [];
      const swapped = replaced(query, only, pointing.expr);
      const { anchors: _, ...rest } = swapped;
      const anchors = query.anchors?.filter((name) => name !== table) ?? [];
      return [{ query: { ...rest, ...(anchors.length > 0 ? { anchors } : {}) }, bonus: -0.1, form: "key-instead" }];
    });
  });
}
