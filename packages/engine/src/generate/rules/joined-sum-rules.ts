import { isMoneyWord } from "../../lexicon/concepts.ts";
import { AGGREGATES, GROUPERS } from "../../lexicon/cues.ts";
import type { TableMention } from "../../mentions/find-mentions.ts";
import { isBelow } from "../../schema/points-to.ts";
import type { ColumnModel, SchemaModel, TableModel } from "../../schema/schema-model.ts";
import { isAdditive } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

const AMOUNT = /^(?:total|amount|amt|subtotal|revenue|sales|spend|payment|paid|fee|charged|charge|expense|sum)$/;

/** The one column that says how much money each row is worth. */
export function amountOfRows(table: TableModel): ColumnModel | undefined {
  const amounts = table.columns.filter(
    (column) => isAdditive(column) && column.words.some((word) => AMOUNT.test(word)),
  );
  return amounts.length === 1 ? amounts[0] : undefined;
}

/** What the rows below a table add up to for each of its rows: the lines of an order, the invoices of a subscription. */
export function amountBelow(table: TableModel, schema: SchemaModel): ColumnModel | undefined {
  const below = schema.tables.filter((other) =>
    other.source.foreignKeys.some(({ refTable }) => refTable === table.name && other !== table),
  );
  const amounts = below.flatMap((other) => amountOfRows(other) ?? []);
  return amounts.length === 1 ? amounts[0] : undefined;
}

const WORTH = /^(?:values?|amounts?|totals?|sizes?|revenue|spend|worth)$/;

const isMean = (context: RuleContext, at: number): number | undefined => {
  const cue = matchCue(AGGREGATES, context.tokens, at);
  return cue?.value === "avg" ? cue.end : undefined;
};

const isOwnAmount = ({ table }: TableMention): boolean =>
  table.columns.some(
    (column) => isAdditive(column) && column.words.some((word) => WORTH.test(word) || AMOUNT.test(word)),
  );

/** "average order value (per customer)", where what an order is worth stands in its lines. */
export const averageWorthRule: Rule = (context, at) => {
  if (context.schema.tables.length < 2) return [];
  const end = isMean(context, at);
  if (end === undefined) return [];
  return tablesAt(context, end).flatMap((mention) => {
    if (!WORTH.test(lowAt(context, mention.end)) || mention.isSynonym || isOwnAmount(mention)) return [];
    const column = amountBelow(mention.table, context.schema);
    if (!column || !mention.table.keyColumn) return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end + 1,
        pieces: [{ kind: "nested", fn: "avg", of: { kind: "column", column }, per: mention.table }],
        evidence: [
          cueEvidence(at, end, "aggregate", "average"),
          tableEvidence(mention),
          cueEvidence(mention.end, mention.end + 1, "column", `${column.table.name}.${column.name}`),
        ],
        quality: 1.1,
        bonus: 1.2,
        rule: "nested-worth",
        assumptions: [`${column.name} is added up for each row of ${mention.table.name}`],
      }),
    ];
  });
};

const saysMoney = (low: string): boolean => isMoneyWord(low) || low === "sales";

/** "average spend per customer", where each customer has many orders: the average of what each has spent in all. */
export const averageSpendRule: Rule = (context, at) => {
  if (context.schema.tables.length < 2) return [];
  const end = isMean(context, at);
  if (end === undefined) return [];
  const said = skipFillers(context, end, 2);
  if (!saysMoney(lowAt(context, said))) return [];
  return columnsAt(context, said).flatMap((mention) => {
    if (!isAdditive(mention.column)) return [];
    const grouper = matchCue(GROUPERS, context.tokens, mention.end);
    if (grouper?.value !== "strong") return [];
    const isOfMany = tablesAt(context, skipFillers(context, grouper.end, 2)).some(({ table }) =>
      isBelow(mention.column.table, table, context.schema),
    );
    if (!isOfMany) return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "nested", fn: "avg", of: { kind: "column", column: mention.column } }],
        evidence: [cueEvidence(at, end, "aggregate", "average"), columnEvidence(mention)],
        quality: columnScore(context, mention) * 1.1,
        bonus: 0.9,
        rule: "nested-worth",
      }),
    ];
  });
};

const MONEY_TABLE = /^(?:expenses?|costs?|expenditures?|fees|sales|earnings|donations|royalties)$/;
const COUNTING = /^(?:many|number|count|of)$/;

/** "travel versus meals expenses", "expenses by department": what the rows of such a table add up to. */
export const moneyTableRule: Rule = (context, at) => {
  if (!MONEY_TABLE.test(lowAt(context, at)) || context.schema.tables.length < 2) return [];
  if (COUNTING.test(lowAt(context, at - 1))) return [];
  return tablesAt(context, at).flatMap((mention) => {
    const column = amountOfRows(mention.table);
    if (!column || mention.isSynonym || mention.end !== at + 1) return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "project", column }],
        evidence: [tableEvidence(mention)],
        quality: mention.score * 1.15,
        bonus: 0.1,
        rule: "project",
        assumptions: [`${mention.table.name} are taken by their ${column.name}`],
      }),
    ];
  });
};

const SPENT = /^(?:spend|spends|spent|pay|pays|paid)$/;
const MOST: ReadonlyMap<string, "asc" | "desc"> = new Map([
  ["the most", "desc"],
  ["most", "desc"],
  ["the most money", "desc"],
  ["most money", "desc"],
  ["the least", "asc"],
  ["the least money", "asc"],
] as const);

/** What is spent or paid: the amounts that the verb names, else those of the tables it names, else the only ones. */
function amountsSpent(context: RuleContext, at: number): ColumnModel[] {
  const named = columnsAt(context, at).flatMap(({ column }) => (isAdditive(column) ? [column] : []));
  if (named.length > 0) return named;
  const amountsOf = (tables: readonly TableModel[]): ColumnModel[] =>
    tables.flatMap((table) => amountOfRows(table) ?? []);
  const ofTables = amountsOf(tablesAt(context, at).map(({ table }) => table));
  if (ofTables.length > 0) return ofTables;
  const all = amountsOf(context.schema.tables);
  return all.length === 1 ? all : [];
}

const namesThing = (context: RuleContext, at: number): boolean =>
  context.tokens[at]?.isContent === true && columnsAt(context, at).length + tablesAt(context, at).length > 0;

/** "who spent the most on travel", "which customer paid the least": ranked by what it adds up to. */
export const spentMostRule: Rule = (context, at) => {
  if (!SPENT.test(lowAt(context, at)) || context.schema.tables.length < 2) return [];
  const most = matchCue(MOST, context.tokens, at + 1);
  // "Paid the most invoices" counts them.
  if (!most || namesThing(context, most.end)) return [];
  return amountsSpent(context, at)
    .slice(0, 3)
    .map((column, rank) =>
      fragment(context, {
        start: at,
        end: most.end,
        pieces: [{ kind: "top", by: { kind: "column", column }, direction: most.value, count: 1, offset: 0 }],
        evidence: [
          { ...cueEvidence(at, at + 1, "column", `${column.table.name}.${column.name}`), score: 0.8 },
          cueEvidence(at + 1, most.end, "order", most.value === "desc" ? "most" : "least"),
        ],
        quality: 0.95 - rank * 0.1,
        bonus: 0.9,
        rule: "top-column",
        assumptions: [`"${context.tokens[at]?.text ?? ""}" is taken of ${column.name}`],
      }),
    );
};
