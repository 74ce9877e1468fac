import {
  blockExprs,
  blockTables,
  type ColumnExpr,
  type Expr,
  type Predicate,
  type Query,
  walkExpr,
  walkPredicate,
  walkQuery,
} from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import { columnKey, type NamedBy, namedBy, type Sayable } from "./named-by.ts";

const SLOTS = ["select", "where", "group", "order", "having"] as const;
type Slot = (typeof SLOTS)[number];

/** What a query is made of, by the part it plays. */
interface Uses {
  readonly columns: Readonly<Record<Slot, readonly ColumnExpr[]>>;
  /** Tables whose rows are counted, by the part the count plays. */
  readonly counted: Readonly<Record<Slot, readonly string[]>>;
  readonly all: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  readonly predicates: readonly Predicate[];
  readonly numbers: readonly number[];
}

const noLists = <T>(): Record<Slot, T[]> => ({ select: [], where: [], group: [], order: [], having: [] });

function usesOf(query: Query): Uses {
  const columns = noLists<ColumnExpr>();
  const counted = noLists<string>();
  const all = new Set<string>();
  const tables = new Set<string>();
  const predicates: Predicate[] = [];
  const numbers: number[] = [];
  const visit = (slot: Slot) => (expr: Expr) => {
    if (expr.kind === "column") columns[slot].push(expr);
    if (expr.kind === "star") counted[slot].push(expr.table);
    if (expr.kind === "literal" && typeof expr.value === "number") numbers.push(expr.value);
  };
  walkQuery(query, (block) => {
    const isOuter = block === query || block === query.from || block === query.set?.right;
    for (const { table } of blockTables(block)) tables.add(table);
    blockExprs(block, (expr) => {
      if (expr.kind === "column") all.add(columnKey(expr.table, expr.column));
    });
    if (isOuter) for (const item of block.select) walkExpr(item.expr, visit("select"));
    if (block.where) walkPredicate(block.where, visit("where"), (predicate) => predicates.push(predicate));
    for (const expr of block.groupBy ?? []) walkExpr(expr, visit("group"));
    for (const item of block.order ?? []) walkExpr(item.expr, visit("order"));
    if (block.having) walkPredicate(block.having, visit("having"));
  });
  return { columns, counted, all, tables, predicates, numbers };
}

interface Aligned {
  readonly query: Query;
  readonly uses: Uses;
  readonly named: NamedBy;
  readonly modelOf: ReadonlyMap<string, ColumnModel>;
}

const keyOf = ({ table, column }: ColumnExpr): string => columnKey(table, column);
const scoreOf = (named: NamedBy, column: ColumnExpr): number => named.columns.get(keyOf(column))?.score ?? 0;
const placeOf = (named: NamedBy, column: ColumnExpr): number | undefined => named.columns.get(keyOf(column))?.start;
const minimum = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : Math.min(...values);
const mean = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The share of a column's words that the question says. */
function saidShare({ modelOf, named }: Aligned, column: ColumnExpr): number {
  const stems = modelOf.get(keyOf(column))?.stems ?? [];
  return stems.length === 0 ? 0 : stems.filter((stem) => named.stems.has(stem)).length / stems.length;
}

/** Whether tables or columns are what the words named: 1, or -1 where they named something else, 0 where nothing. */
function fits(said: Sayable, tables: readonly string[], columns: readonly string[]): number {
  if (said.tables.size + said.columns.size === 0 || tables.length + columns.length === 0) return 0;
  return tables.some((table) => said.tables.has(table)) || columns.some((column) => said.columns.has(column)) ? 1 : -1;
}

const isKey = ({ modelOf }: Aligned, column: ColumnExpr): boolean => {
  const model = modelOf.get(keyOf(column));
  return model !== undefined && (model.isPrimary || model.refTable !== undefined);
};

/** How well a condition's value is one of its column, against the column it suits best; undefined for other conditions. */
function valueFit({ named }: Aligned, predicate: Predicate): { own: number; best: number } | undefined {
  if (predicate.kind !== "compare" || predicate.left.kind !== "column" || predicate.right.kind !== "literal") return;
  const literal = String(predicate.right.value);
  const best = named.literals.get(literal);
  if (best === undefined) return;
  return { own: named.values.get(`${keyOf(predicate.left)}=${literal}`)?.score ?? 0, best };
}

/** Between a condition's column and its number in the question: "age over 30" stands closer than chance. */
function numberGap(
  { named }: Aligned,
  predicate: Predicate,
  numberAt: ReadonlyMap<number, number>,
): number | undefined {
  if (predicate.kind !== "compare" || predicate.left.kind !== "column" || predicate.right.kind !== "literal") return;
  const { value } = predicate.right;
  const at = typeof value === "number" ? numberAt.get(value) : undefined;
  const place = placeOf(named, predicate.left);
  if (at === undefined) return;
  return place === undefined ? 12 : Math.min(12, Math.abs(at - place));
}

type Measure = (aligned: Aligned, numberAt: ReadonlyMap<number, number>) => number;

const slotMeasures = SLOTS.flatMap((slot): (readonly [string, Measure])[] => [
  [
    `${slot}NamedMin`,
    ({ uses, named }) =>
      minimum(
        uses.columns[slot].map((column) => scoreOf(named, column)),
        -1,
      ),
  ],
  [
    `${slot}NamedMean`,
    ({ uses, named }) =>
      mean(
        uses.columns[slot].map((column) => scoreOf(named, column)),
        -1,
      ),
  ],
  [
    `${slot}SaidMin`,
    (aligned) =>
      minimum(
        aligned.uses.columns[slot].map((column) => saidShare(aligned, column)),
        -1,
      ),
  ],
  [`${slot}Unnamed`, ({ uses, named }) => uses.columns[slot].filter((column) => scoreOf(named, column) < 0.5).length],
  [`${slot}Keys`, (aligned) => aligned.uses.columns[slot].filter((column) => isKey(aligned, column)).length],
  [
    `${slot}Table`,
    ({ uses, named }) =>
      minimum(
        uses.columns[slot].map(({ table }) => named.tables.get(table)?.score ?? 0),
        -1,
      ),
  ],
  [
    `${slot}Place`,
    ({ uses, named }) =>
      mean(
        uses.columns[slot].flatMap((column) => placeOf(named, column) ?? []),
        -1,
      ) / Math.max(1, named.length),
  ],
]);

const MEASURES: readonly (readonly [string, Measure])[] = [
  ...slotMeasures,
  ["countedFits", ({ uses, named }) => fits(named.counted, uses.counted.select, uses.columns.select.map(keyOf))],
  ["mostFits", ({ uses, named }) => fits(named.most, uses.counted.order, uses.columns.order.map(keyOf))],
  ["havingFits", ({ uses, named }) => fits(named.most, uses.counted.having, uses.columns.having.map(keyOf))],
  [
    "eachFits",
    ({ uses, named }) =>
      fits(
        named.each,
        uses.columns.group.map(({ table }) => table),
        uses.columns.group.map(keyOf),
      ),
  ],
  [
    "eachUnheard",
    ({ uses, named }) => (uses.columns.group.length === 0 ? named.each.tables.size + named.each.columns.size : 0),
  ],
  [
    "firstFits",
    ({ uses, named }) =>
      fits(
        named.first,
        [...uses.columns.select.map(({ table }) => table), ...uses.counted.select],
        uses.columns.select.map(keyOf),
      ),
  ],
  [
    "countedNamed",
    ({ uses, named }) =>
      minimum(
        Object.values(uses.counted)
          .flat()
          .map((table) => named.tables.get(table)?.score ?? 0),
        -1,
      ),
  ],
  ["unheard", ({ uses, named }) => unheard(uses, named, 0)],
  ["unheardClear", ({ uses, named }) => unheard(uses, named, 0.9)],
  [
    "unnamedTables",
    ({ uses, named }) => [...uses.tables].filter((table) => (named.tables.get(table)?.score ?? 0) < 0.5).length,
  ],
  [
    "emptyTables",
    ({ uses }) => [...uses.tables].filter((table) => ![...uses.all].some((key) => key.startsWith(`${table}.`))).length,
  ],
  [
    "namedTablesIdle",
    ({ uses, named }) =>
      [...named.tables].filter(([table, { score }]) => score > 0.8 && !uses.tables.has(table)).length,
  ],
  ["ownTables", ({ uses }) => uses.tables.size],
  [
    "groupShown",
    ({ uses }) =>
      uses.columns.group.filter((key) => uses.columns.select.some((shown) => keyOf(shown) === keyOf(key))).length,
  ],
  [
    "orderShown",
    ({ uses }) =>
      uses.columns.order.filter((key) => uses.columns.select.some((shown) => keyOf(shown) === keyOf(key))).length,
  ],
  [
    "whereShown",
    ({ uses }) =>
      uses.columns.where.filter((key) => uses.columns.select.some((shown) => keyOf(shown) === keyOf(key))).length,
  ],
  ["repeated", ({ uses }) => uses.columns.select.length - new Set(uses.columns.select.map(keyOf)).size],
  [
    "valueFitMin",
    (aligned) =>
      minimum(
        aligned.uses.predicates.flatMap((predicate) => valueFit(aligned, predicate)?.own ?? []),
        -1,
      ),
  ],
  [
    "valueRegret",
    (aligned) =>
      Math.max(
        0,
        ...aligned.uses.predicates.flatMap((predicate) => {
          const fit = valueFit(aligned, predicate);
          return fit ? [fit.best - fit.own] : [];
        }),
      ),
  ],
  [
    "numberGap",
    (aligned, numberAt) =>
      mean(
        aligned.uses.predicates.flatMap((predicate) => numberGap(aligned, predicate, numberAt) ?? []),
        -1,
      ) / 4,
  ],
  [
    "numbersUsed",
    ({ uses, named }) => [...named.numbers].filter((value) => uses.numbers.includes(value)).length - named.numbers.size,
  ],
  ["orderGap", ({ uses, named }) => superlativeGap(uses, named)],
  ["selectAfterWhere", ({ uses, named }) => selectAfterWhere(uses, named)],
  [
    "selectInOrder",
    ({ uses, named }) => outOfOrder(uses.columns.select.flatMap((column) => placeOf(named, column) ?? [])),
  ],
];

/** Words that name something clearly, of which the query uses nothing. */
const unheard = (uses: Uses, named: NamedBy, least: number): number =>
  named.naming.filter(
    ({ of, score }) =>
      score >= least &&
      ![...of.columns].some((key) => uses.all.has(key)) &&
      ![...of.tables].some((table) => uses.tables.has(table)),
  ).length;

function superlativeGap(uses: Uses, named: NamedBy): number {
  if (named.superlativeAt < 0 || uses.columns.order.length === 0) return -1;
  const places = uses.columns.order.flatMap((column) => placeOf(named, column) ?? []);
  return (
    minimum(
      places.map((place) => Math.min(12, Math.abs(place - named.superlativeAt))),
      12,
    ) / 4
  );
}

function selectAfterWhere(uses: Uses, named: NamedBy): number {
  const where = uses.columns.where.flatMap((column) => placeOf(named, column) ?? []);
  if (where.length === 0) return 0;
  const first = Math.min(...where);
  return uses.columns.select.filter((column) => (placeOf(named, column) ?? -1) > first).length;
}

const outOfOrder = (places: readonly number[]): number =>
  places.filter((place, i) => i > 0 && place < (places[i - 1] ?? 0)).length;

/** Names of the numbers that agreementNumbers gives, in order. */
export const AGREEMENT_NUMBERS: readonly string[] = MEASURES.map(([name]) => `agreement:${name}`);

const models = new WeakMap<SchemaModel, ReadonlyMap<string, ColumnModel>>();

function modelsOf(schema: SchemaModel): ReadonlyMap<string, ColumnModel> {
  const known = models.get(schema);
  if (known) return known;
  const made = new Map(schema.columns.map((column) => [columnKey(column.table.name, column.name), column]));
  models.set(schema, made);
  return made;
}

/**
 * How the finished query agrees with the words, whichever steps led to it: what the fragments say of themselves no longer
 * holds once a step beside them has changed a column, a key or a table.
 */
export function agreementNumbers(question: AnalyzedQuestion): (query: Query) => number[] {
  const named = namedBy(question);
  const modelOf = modelsOf(question.schema);
  const numberAt = new Map(
    question.tokens.flatMap((token) => (token.number === undefined ? [] : [[token.number, token.index] as const])),
  );
  return (query) => {
    const aligned: Aligned = { query, uses: usesOf(query), named, modelOf };
    return MEASURES.map(([, measure]) => measure(aligned, numberAt));
  };
}
