import { compare, type LiteralExpr, literal, textLiteral } from "@parlance/sql";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { lemma, stem } from "../../text/stem.ts";
import type { Fragment, Piece } from "../piece.ts";
import { flagOf } from "./list-rules.ts";
import { cueEvidence, fragment, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const OPPOSITE = /^(?:in|un|non|dis|im)-?(?=\p{L}{3})/u;

/** The word that "unpaid" and "inactive" are the opposite of. */
function oppositeAt(context: RuleContext, at: number): string | undefined {
  const low = lowAt(context, at);
  return OPPOSITE.test(low) ? low.replace(OPPOSITE, "") : undefined;
}

const noOf = (column: ColumnModel): LiteralExpr | undefined =>
  column.type === "boolean" ? literal(false, "boolean") : flagOf(column)?.no;

/** "inactive", "unpaid": the opposite of what a yes/no column says */
export const oppositeFlagRule: Rule = (context, at) => {
  const word = oppositeAt(context, at);
  if (word === undefined) return [];
  const base = stem(word);
  return context.focus.flatMap((table) =>
    table.columns.flatMap((column) => {
      const no = column.stems.includes(base) ? noOf(column) : undefined;
      if (!no) return [];
      const piece: Piece = {
        kind: "where",
        column,
        predicate: compare(column.expr, "=", no),
        isNegated: column.type === "boolean",
      };
      return [opposite(context, at, piece, 1.3, `not ${column.name}`)];
    }),
  );
};

const MOST_STATES = 30;
const MOST_TABLES = 2;

/** "undelivered parcels" where a status says "delivered": all the others. */
export const oppositeValueRule: Rule = (context, at) => {
  const word = oppositeAt(context, at);
  if (word === undefined || (context.mentions.values[at] ?? []).length > 0) return [];
  return context.focus.slice(0, MOST_TABLES).flatMap((table) =>
    table.columns.flatMap((column) => {
      const { profile } = column;
      if (column.type !== "text" || !profile || profile.distinct > MOST_STATES) return [];
      const stored = profile.topValues.find(({ value }) => value.toLowerCase() === word)?.value;
      if (stored === undefined) return [];
      const predicate = compare(column.expr, "!=", textLiteral(stored));
      return [opposite(context, at, { kind: "where", column, predicate, isNegated: true }, 1.2, `not ${stored}`)];
    }),
  );
};

const opposite = (context: RuleContext, at: number, piece: Piece, quality: number, note: string): Fragment =>
  fragment(context, {
    start: at,
    end: at + 1,
    pieces: [piece],
    evidence: [{ ...cueEvidence(at, at + 1, "value", note), score: 0.95 }],
    quality,
    bonus: 0.3,
    rule: "flag",
  });

/** Columns whose own name begins with a no: no_show, NoReply. */
function namedNo(context: RuleContext, at: number): readonly ColumnModel[] {
  if (lowAt(context, at) !== "no") return [];
  const word = lemma(lowAt(context, at + 1));
  return context.schema.columns.filter(({ name }) => name.toLowerCase().replace(/[^a-z]/g, "") === `no${word}`);
}

/** "share of no shows": the column is called so, and nothing is negated. */
export const noNameRule: Rule = (context, at) =>
  namedNo(context, at).flatMap((column) => {
    const yes = column.type === "boolean" ? literal(true, "boolean") : flagOf(column)?.yes;
    if (!yes) return [];
    const isRate = /^rates?$/.test(lowAt(context, at + 2));
    const end = isRate ? at + 3 : at + 2;
    const where: Piece = { kind: "where", column, predicate: compare(column.expr, "=", yes), isNegated: false };
    return [
      fragment(context, {
        start: at,
        end,
        pieces: isRate ? [where, { kind: "share" }] : [where],
        evidence: [{ ...cueEvidence(at, end, "value", `${column.table.name}.${column.name}`), score: 1 }],
        quality: 1.3,
        bonus: 1.5,
        rule: "flag",
      }),
    ];
  });
