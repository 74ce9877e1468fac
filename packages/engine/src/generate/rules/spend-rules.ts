import { isMoneyWord } from "../../lexicon/concepts.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { isAdditive } from "../../sense/columns.ts";
import type { Fragment } from "../piece.ts";
import {
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

const saysMoney = (low: string): boolean => isMoneyWord(low) || low === "outlay";
const AMOUNT = /^(?:total|amount|amt|value|sum|cost|costs|subtotal|revenue|sales|spend|paid|payment|fee|eur|usd|gbp)$/;

/** The one column that says how much each row is worth, of a file that has one. */
function amountOf({ focus, schema }: RuleContext): ColumnModel | undefined {
  const [table] = schema.tables.length === 1 ? focus : [];
  const amounts = (table?.columns ?? []).filter(
    (column) => isAdditive(column) && column.words.some((word) => AMOUNT.test(word)),
  );
  return amounts.length === 1 ? amounts[0] : undefined;
}

const isNamed = (context: RuleContext, at: number): boolean =>
  columnsAt(context, at).some(({ isSynonym, level }) => level === "full" && !isSynonym);

/** "spend per month", "which department spends the least", "revenue this year": what the amounts of the rows add up to. */
export const spendRule: Rule = (context, at) => {
  if (!saysMoney(lowAt(context, at)) || isNamed(context, at)) return [];
  const column = amountOf(context);
  if (!column) return [];
  const evidence = { start: at, end: at + 1, meaning: `${column.table.name}.${column.name}`, score: 0.8 } as const;
  const low = lowAt(context, at + 2);
  const isMost = lowAt(context, at + 1) === "the" && /^(?:most|least)$/.test(low);
  const summed = fragment(context, {
    start: at,
    end: at + 1,
    pieces: [{ kind: "project", column }],
    evidence: [{ ...evidence, role: "column" }],
    quality: 0.9,
    rule: "project",
    assumptions: [`"${context.tokens[at]?.text ?? ""}" is taken of ${column.name}`],
  });
  const ranked = isMost
    ? fragment(context, {
        start: at,
        end: at + 3,
        pieces: [
          {
            kind: "top",
            by: { kind: "column", column },
            direction: low === "most" ? "desc" : "asc",
            count: 1,
            offset: 0,
          },
        ],
        evidence: [{ ...evidence, role: "column" }, cueEvidence(at + 1, at + 3, "order", low)],
        quality: 0.9,
        bonus: 1.2,
        rule: "top-column",
      })
    : undefined;
  return ranked ? [ranked, summed] : [summed];
};

const WHOLE = /^(?:total|sum)$/;
const BEHIND = /^(?:for|of|in|from|by|per|at|on|)$/;

/** "what is the total for Uber": of what, nothing says but the file, which has one amount. */
export const bareTotalRule: Rule = (context, at): Fragment[] => {
  if (!WHOLE.test(lowAt(context, at)) || !BEHIND.test(lowAt(context, at + 1)) || isNamed(context, at)) return [];
  if (tablesAt(context, at + 2).length > 0 || columnsAt(context, at + 2).some(isMeasured)) return [];
  const column = amountOf(context);
  if (!column) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [{ kind: "aggregate", fn: "sum", column }],
      evidence: [cueEvidence(at, at + 1, "aggregate", `total ${column.name}`)],
      quality: 0.9,
      rule: "aggregate",
      assumptions: [`"${context.tokens[at]?.text ?? ""}" is taken of ${column.name}`],
    }),
  ];
};

const isMeasured = ({ column }: { readonly column: ColumnModel }): boolean => column.role === "measure";

/** "which customer has the most bugs": most rows of a kind that a value tells. */
export const mostOfValueRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (context.schema.tables.length > 1 || !/^(?:most|fewest)$/.test(low)) return [];
  const values = context.mentions.values[at + 1] ?? [];
  if (!values.some(({ column, how }) => column.type === "text" && how !== "typo")) return [];
  if (tablesAt(context, at + 1).length > 0 || columnsAt(context, at + 1).some(isMeasured)) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [
        {
          kind: "top",
          by: { kind: "count", table: context.focus[0] },
          direction: low === "most" ? "desc" : "asc",
          count: 1,
          offset: 0,
        },
      ],
      evidence: [cueEvidence(at, at + 1, "order", low === "most" ? "most rows" : "fewest rows")],
      quality: 0.9,
      bonus: 0.6,
      rule: "top-count",
    }),
  ];
};

/** "top 5 expenses in Marketing": of a file that says what each row is worth, the rows that are worth most. */
export const topRowsRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "top") return [];
  const number = context.tokens[at + 1]?.number;
  const column = amountOf(context);
  if (!column || (number !== undefined && !Number.isInteger(number))) return [];
  return tablesAt(context, number === undefined ? at + 1 : at + 2)
    .filter((mention) => !mention.isSynonym && lowAt(context, mention.end) !== "by")
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          { kind: "entity", table: mention.table },
          { kind: "top", by: { kind: "column", column }, direction: "desc", count: number ?? 1, offset: 0 },
        ],
        evidence: [
          { ...cueEvidence(at, at + 1, "order", `${column.name} highest`), isGuess: true },
          tableEvidence(mention),
        ],
        quality: 1,
        bonus: 0.8,
        rule: "superlative",
        assumptions: [`"top" is taken of ${column.name}`],
      }),
    );
};
