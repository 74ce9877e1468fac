import { BriefMemory, type Expr, type Query, walkExpr } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Fragment } from "../generate/piece.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf } from "./columns.ts";
import type { Inspected, Words } from "./inspected.ts";

/** A sign that a reading is not what was asked. */
export interface Flaw {
  readonly name: string;
  /** How much it speaks against the reading, in the ranker's log-odds. */
  readonly cost: number;
  /** What the words must say for any reading to have it; looked at once for all of them. */
  readonly asks?: (words: Words) => boolean;
  readonly isIn: (inspected: Inspected) => boolean;
  /** It lies in how the words were read, whatever was made of them. */
  readonly isOfWords?: true;
}

export const isFlawIn = ({ asks, isIn }: Flaw, inspected: Inspected): boolean =>
  (asks === undefined || asks(inspected)) && isIn(inspected);

/** For what lies in single fragments: they stand in many readings of one question, and each is looked at once. */
export function inSomeFragment(isIn: (fragment: Fragment, question: AnalyzedQuestion) => boolean): Flaw["isIn"] {
  const known = new BriefMemory<Fragment, boolean>();
  const isInOne = (fragment: Fragment, question: AnalyzedQuestion): boolean => {
    const earlier = known.get(fragment);
    if (earlier !== undefined) return earlier;
    const found = isIn(fragment, question);
    known.set(fragment, found);
    return found;
  };
  return ({ draft, question }) => draft.path.fragments.some((fragment) => isInOne(fragment, question));
}

export const RANKED =
  /\b(?:top|bottom|best|worst|most|least|highest|lowest|largest|smallest|biggest|fewest|greatest)\b/;
export const COUNTED =
  /\b(?:how many|number|count|counts|amount of|quantity|numbers|often|frequen\w*|total|much|share|percent\w*|proportion)\b/;

export const columnsIn = (exprs: readonly Expr[], inspected: Inspected): ColumnModel[] =>
  exprs.flatMap((expr) => {
    const column = columnOf(expr, inspected.question.schema);
    return column ? [column] : [];
  });

/** Columns that are shown, as they are or in a figure. */
export function columnsShown(inspected: Inspected): ReadonlySet<ColumnModel> {
  const found: Expr[] = [];
  for (const { expr } of inspected.query.select) walkExpr(expr, (part) => found.push(part));
  return new Set(columnsIn(found, inspected));
}

export const shownExprs = (query: Query): Expr[] => query.select.map((item) => item.expr);
export const hasPiece = ({ draft }: Inspected, kinds: readonly string[]): boolean =>
  draft.path.fragments.some((fragment) => fragment.pieces.some((piece) => kinds.includes(piece.kind)));

export const tableOf = (expr: Expr): string | undefined =>
  expr.kind === "column" || expr.kind === "star" ? expr.table : undefined;
