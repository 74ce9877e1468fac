import { compare, numberLiteral } from "@parlance/sql";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
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
} from "./rule-context.ts";

const figuresAt = (context: RuleContext, at: number): ColumnMention[] =>
  columnsAt(context, at).filter(
    ({ column, score }) => column.type === "number" && column.role !== "id" && score >= 0.7,
  );

/** "a positive goal difference", "negative growth": above or below nothing. */
export const signedFigureRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (low !== "positive" && low !== "negative") return [];
  return figuresAt(context, at + 1)
    .filter(({ column }) => Number(column.profile?.min ?? -1) < 0)
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: compare(mention.column.expr, low === "positive" ? ">" : "<", numberLiteral(0)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, at + 1, "operator", low), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.8,
        rule: "column-comparison",
      }),
    );
};

const LEADS = new Set(["same", "equal", "as"]);
const SAME = /^(?:same|equal) (?:number|amount) of$/;

/** "the same number of wins as draws", "as many wins as losses": two columns that agree. */
export const equalColumnsRule: Rule = (context, at) => {
  if (!LEADS.has(lowAt(context, at))) return [];
  const lead = `${lowAt(context, at)} ${lowAt(context, at + 1)} ${lowAt(context, at + 2)}`;
  const from = SAME.test(lead) ? at + 3 : /^as many /.test(lead) ? at + 2 : undefined;
  if (from === undefined) return [];
  return figuresAt(context, from).flatMap((left) => {
    if (!/^(?:as|and)$/.test(lowAt(context, left.end))) return [];
    return figuresAt(context, skipFillers(context, left.end + 1, 2))
      .filter(({ column }) => column !== left.column && column.table === left.column.table)
      .map((right) =>
        fragment(context, {
          start: at,
          end: right.end,
          pieces: [
            {
              kind: "where",
              column: left.column,
              predicate: compare(left.column.expr, "=", right.column.expr),
              isNegated: false,
            },
          ],
          evidence: [columnEvidence(left), cueEvidence(at, from, "operator", "="), columnEvidence(right)],
          quality: columnScore(context, left),
          bonus: 1,
          rule: "two-columns",
        }),
      );
  });
};

const DECADE = 10;

/** "in the 1990s" where the year is a plain number. */
export const decadeRule: Rule = (context, at) => {
  const first = context.tokens[at]?.number;
  const isDecade = first !== undefined && first >= 1000 && first <= 2100 && first % DECADE === 0;
  const [digits, ending] = [context.tokens[at], context.tokens[at + 1]];
  if (!isDecade || ending?.low !== "s" || ending.start !== digits?.end) return [];
  return context.focus
    .slice(0, 1)
    .flatMap((table) => table.columns.filter(({ role, type }) => role === "year" && type === "number"))
    .slice(0, 2)
    .map((column, rank) =>
      fragment(context, {
        start: at,
        end: at + 2,
        pieces: [
          {
            kind: "where",
            column,
            predicate: {
              kind: "and",
              items: [
                compare(column.expr, ">=", numberLiteral(first)),
                compare(column.expr, "<", numberLiteral(first + DECADE)),
              ],
            },
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, at + 2, "number", `${column.name} from ${first} to ${first + DECADE - 1}`)],
        quality: 1 - rank * 0.15,
        bonus: 0.8,
        rule: "column-comparison",
      }),
    );
};
