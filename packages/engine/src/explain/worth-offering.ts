import { canonicalText, type Expr, type Predicate, type Query } from "@parlance/sql";

/** More than a person weighs at a glance. */
const MAX_OFFERED = 3;
/** Of the likelihood of the first: what is less likely nobody means. */
const LEAST_SHARE = 0.1;

export interface Offer {
  /** Null where a model or a person wrote the statement. */
  readonly query: Query | null;
  readonly explanation: string;
  readonly confidence: number;
}

/**
 * The readings a person may be asked to choose from, the first among them: three at most, none that reads like another,
 * answers with the same rows, or is far less likely than the first. Of readings that show other columns of the same
 * rows one is enough. A choice needs two, however unlikely the second is.
 */
export function worthOffering<T extends Offer>(
  readings: readonly T[],
  { atMost = MAX_OFFERED, atLeast = 1 } = {},
): T[] {
  const [first, ...others] = readings;
  if (!first) return [];
  const kept = [first];
  const told = new Set([first.explanation]);
  const answers = new Set([answerKey(first)]);
  const rows = new Map([[rowsKey(first), 1]]);
  for (const other of others) {
    if (kept.length === atMost) break;
    const [answer, row] = [answerKey(other), rowsKey(other)];
    const seen = rows.get(row) ?? 0;
    const isUnlikely = kept.length >= atLeast && other.confidence < LEAST_SHARE * first.confidence;
    if (isUnlikely || told.has(other.explanation) || answers.has(answer) || seen > 1) continue;
    kept.push(other);
    told.add(other.explanation);
    answers.add(answer);
    rows.set(row, seen + 1);
  }
  return kept;
}

/** One text for readings whose answers a person would call the same. */
function answerKey({ query, explanation }: Offer): string {
  if (!query) return explanation;
  const { select, isDistinct: _, ...rest } = plainForm(query);
  const groups = (rest.groupBy ?? []).map((expr) => JSON.stringify(expr));
  const figures = select.filter((item) => !groups.includes(JSON.stringify(item.expr)));
  const ordered = (rest.order ?? []).map((item) => JSON.stringify(item.expr));
  // "Busiest hour" is answered whether or not its figure stands beside it.
  const isTop = rest.limit !== undefined && rest.groupBy !== undefined;
  const told = isTop ? figures.filter((item) => !ordered.includes(JSON.stringify(item.expr))) : figures;
  const texts = told.map((item) => JSON.stringify(item.expr)).sort();
  return `${texts.join()};${canonicalText({ ...rest, select: [] })}`;
}

/** One text for readings that show columns of the same rows. */
function rowsKey({ query, explanation }: Offer): string {
  if (!query || query.groupBy || query.from) return explanation;
  if (!query.select.every(({ expr }) => expr.kind === "column" || expr.kind === "star")) return explanation;
  const { select: _, isDistinct: __, ...rest } = plainForm(query);
  return canonicalText({ ...rest, select: [] });
}

/** Forms that differ only where rows tie or repeat, as one of them. */
const plainForm = (query: Query): Query => withoutExcept(withSuperlative(query));

/** "Where price is the highest price" is the first by price. */
function withSuperlative(query: Query): Query {
  const { where } = query;
  if (where?.kind !== "compare" || where.op !== "=" || where.right.kind !== "scalar" || query.order) return query;
  const inner = where.right.query;
  const figure = inner.select[0]?.expr;
  const isExtreme = figure?.kind === "aggregate" && (figure.fn === "max" || figure.fn === "min");
  if (!isExtreme || inner.where || !isSame(figure.arg, where.left)) return query;
  const { where: _, ...rest } = query;
  const direction = figure.fn === "max" ? "desc" : "asc";
  return { ...rest, order: [{ expr: where.left, direction }], limit: { count: 1 } };
}

/** "Without those where nationality is X" are those where it is not. */
function withoutExcept(query: Query): Query {
  const { set, ...rest } = query;
  if (set?.op !== "except" || !isSame(set.right.select, query.select) || set.right.set) return query;
  const { where, anchors = [] } = set.right;
  const table = anchors[0];
  const of = query.select[0]?.expr;
  if (where?.kind === "compare" && where.op === "=") return { ...rest, ...both(rest.where, { ...where, op: "!=" }) };
  if (!where && table !== undefined && of?.kind === "column")
    return { ...rest, ...both(rest.where, { kind: "exists", of: of.table, table, isNegated: true }) };
  return query;
}

const both = (one: Predicate | undefined, other: Predicate): { where: Predicate } => ({
  where: one ? { kind: "and", items: [one, other] } : other,
});

const isSame = (a: Expr | Query["select"], b: Expr | Query["select"]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
