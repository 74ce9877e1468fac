import {
  type AggregateExpr,
  allOf,
  arithmetic,
  compare,
  conjunctsOf,
  type Expr,
  numberLiteral,
  type Query,
  select,
} from "@parlance/sql";
import { OPERATORS_AFTER, OPERATORS_BEFORE } from "../lexicon/cues.ts";
import { matchCue, tokenize } from "../text/tokens.ts";
import { aggregatesOf, sameExpr } from "./query-parts.ts";

/** What people say before the figure: "only those with more than 10". */
const AROUND_BOUND =
  /^(?:only|just|show|me|those|these|the|ones?|with|having|that|which|who|have|has|had|are|is|where|of|them)$/;

/** "more than 10" after a figure for each group: the groups whose figure is so. */
export function boundFigures(query: Query, words: string): Query | undefined {
  const figure = groupFigure(query);
  if (!figure || !/\d|[a-z]{3}/.test(words)) return undefined;
  const tokens = tokenize(words);
  let at = 0;
  while (AROUND_BOUND.test(tokens[at]?.low ?? "")) at += 1;
  const before = matchCue(OPERATORS_BEFORE, tokens, at);
  const number = tokens[before?.end ?? at];
  if (number?.kind !== "number" || number.number === undefined || number.unit === "%") return undefined;
  const after = before ? undefined : matchCue(OPERATORS_AFTER, tokens, number.index + 1);
  const op = before?.value ?? after?.value;
  const end = after?.end ?? number.index + 1;
  if (op === undefined || !tokens.slice(end).every((token) => AROUND_BOUND.test(token.low))) return undefined;
  const kept = conjunctsOf(query.having).filter((old) => old.kind !== "compare" || !sameExpr(old.left, figure));
  const having = allOf([...kept, compare(figure, op, numberLiteral(number.number))]);
  return having && { ...query, having };
}

const SHARED =
  /^(?:(?:show|give|make|express|turn) )?(?:me )?(?:it |that |this |them |those |these )?(?:as|in|into|by) (?:an? |the )?(?:percent(?:age)?s?|%|shares?|proportions?)(?: of (?:the )?(?:total|whole|all|sum))?(?: instead)?$|^what (?:percent(?:age)?|share|proportion)(?: of (?:the )?(?:total|whole))? (?:is|are) (?:that|this|those|these|each|they)$/;

/** "as a percentage": of the figures that were shown. */
export const asksForShares = (words: string): boolean => SHARED.test(words);

/** Each group's part of the whole; undefined where the figures do not add up to one. */
export function asShares(query: Query): Query | undefined {
  const figure = groupFigure(query);
  if (!figure || (figure.fn !== "sum" && figure.fn !== "count") || figure.isDistinct) return undefined;
  const share = arithmetic(arithmetic(numberLiteral(100), "*", figure), "/", { kind: "total", of: figure });
  const swap = (expr: Expr): Expr => (sameExpr(expr, figure) ? share : expr);
  return {
    ...query,
    select: query.select.map((item) => (sameExpr(item.expr, figure) ? select(share, "share_percent") : item)),
    ...(query.order ? { order: query.order.map((item) => ({ ...item, expr: swap(item.expr) })) } : {}),
  };
}

/** The first figure of a query that gives one for each group. */
const groupFigure = (query: Query): AggregateExpr | undefined =>
  (query.groupBy ?? []).length > 0 && !query.set && !query.from ? aggregatesOf(query)[0] : undefined;
