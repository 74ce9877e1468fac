import { aggregate, allOf, compare, type Predicate, type ScalarExpr, scalar, select } from "@parlance/sql";
import type { Parts, Placed } from "./parts.ts";

/** Comparisons with a figure that another query gives, and the parts of the question that query takes for itself. */
export interface ScalarReading {
  readonly where: Predicate | undefined;
  readonly having: Predicate | undefined;
  /** Conditions that are left for the question itself. */
  readonly parts: Parts;
  readonly bonus: number;
  readonly form: string;
}

type Compared = Placed<"versusOther"> | Placed<"versusAverage">;

/** Conditions said behind "than" may be about what is compared with, or about the whole. */
export function scalarReadings(parts: Parts): ScalarReading[] {
  const compared: readonly Compared[] = [...parts.of("versusOther"), ...parts.of("versusAverage")];
  const [first] = compared;
  if (!first) return [{ where: undefined, having: undefined, parts, bonus: 0, form: "" }];
  const behind = parts.of("where").filter((where) => where.start >= first.end);
  const isOneRow = first.kind === "versusOther" && first.fn === undefined;
  const readings: ScalarReading[] = [];
  if (!isOneRow) readings.push(readingOf(compared, [], parts, behind.length > 0 ? -0.1 : 0));
  if (behind.length > 0) readings.push(readingOf(compared, behind, parts, isOneRow ? 0 : 0.05));
  // With nothing said of the other row there is none to compare with; the rest of the question still stands.
  if (readings.length === 0) readings.push({ where: undefined, having: undefined, parts, bonus: -1, form: "" });
  return readings;
}

function readingOf(
  compared: readonly Compared[],
  inside: readonly Placed<"where">[],
  parts: Parts,
  bonus: number,
): ScalarReading {
  const where = allOf(inside.map((piece) => piece.predicate));
  const rows = compared.filter((piece) => piece.kind === "versusAverage" || piece.figure === undefined);
  const groups = compared.flatMap((piece) =>
    piece.kind === "versusOther" && piece.figure !== undefined
      ? [compare(aggregate(piece.figure, piece.column.expr), piece.op, figureOf(piece, where))]
      : [],
  );
  return {
    where: allOf(rows.map((piece) => compare(piece.column.expr, piece.op, figureOf(piece, where)))),
    having: allOf(groups),
    parts: inside.length === 0 ? parts : without(parts, inside),
    bonus,
    form: inside.length === 0 ? "" : "inner-where",
  };
}

function figureOf(piece: Compared, where: Predicate | undefined): ScalarExpr {
  const { expr } = (piece.kind === "versusOther" && piece.of) || piece.column;
  return scalar({
    select: [select(piece.fn === undefined ? expr : aggregate(piece.fn, expr))],
    ...(where ? { where } : {}),
  });
}

function without(parts: Parts, left: readonly Placed<"where">[]): Parts {
  const starts = new Set(left.map((piece) => piece.start));
  const all = parts.all.filter((piece) => piece.kind !== "where" || !starts.has(piece.start));
  return {
    all,
    of: (kind) => parts.of(kind).filter((piece) => piece.kind !== "where" || !starts.has(piece.start)),
    has: (kind) => all.some((piece) => piece.kind === kind),
  };
}
