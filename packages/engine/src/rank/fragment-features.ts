import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Fragment, GroupKey, Measure, Piece } from "../generate/piece.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";

/** Words around and inside a stretch of the question that tell whether it was read rightly. */
export interface WordView {
  /** The word at a place with names and values replaced by their kind; "<" and ">" beyond the ends. */
  readonly wordAt: (at: number) => string;
}

const describeColumn = (column: ColumnModel): string => `${column.role}.${column.type}`;
const describeTable = (table: TableModel | undefined): string => (table?.isBridge ? "bridge" : "table");

function describeMeasure(by: Measure): string {
  if (by.kind === "count") return "count";
  return by.kind === "column" ? describeColumn(by.column) : `${by.fn}.${describeColumn(by.column)}`;
}

function describeKey(key: GroupKey): string {
  if (key.kind === "column") return describeColumn(key.column);
  if (key.kind === "table") return describeTable(key.table);
  return key.kind === "bucket" ? key.unit : key.part;
}

/** A piece without any name of the schema. */
export function describePiece(piece: Piece): string {
  switch (piece.kind) {
    case "project":
      return `project.${describeColumn(piece.column)}`;
    case "aggregate":
      return `${piece.fn}.${describeColumn(piece.column)}`;
    case "count":
      return piece.column ? `count.${piece.isDistinct}.${describeColumn(piece.column)}` : "count.rows";
    case "where":
      return `where.${piece.predicate.kind}.${piece.isNegated}.${describeColumn(piece.column)}`;
    case "group":
      return `group.${describeKey(piece.key)}`;
    case "order":
      return `order.${piece.direction}.${describeMeasure(piece.by)}`;
    case "top":
      return `top.${piece.direction}.${Math.min(piece.count, 2)}.${describeMeasure(piece.by)}`;
    case "frequent":
      return `frequent.${piece.direction}.${"stems" in piece.key && "role" in piece.key ? describeColumn(piece.key) : "table"}`;
    case "versusAverage":
    case "aggregateWhere":
      return `${piece.kind}.${piece.fn}.${piece.op}`;
    case "countWhere":
      return `countWhere.${piece.op}`;
    case "absent":
      return `absent.${piece.isNegated}`;
    case "nested":
      return `nested.${piece.fn}`;
    case "versus":
      return `versus.${piece.isDifference}`;
    case "direction":
      return piece.direction;
    default:
      return piece.kind;
  }
}

/** Columns a piece stands on, each with the part it plays. */
export function columnsOfPiece(piece: Piece): readonly (readonly [slot: string, column: ColumnModel])[] {
  switch (piece.kind) {
    case "project":
      return [["select", piece.column]];
    case "aggregate":
      return [[piece.fn, piece.column]];
    case "count":
      return piece.column ? [["count", piece.column]] : [];
    case "where":
      return [["where", piece.column]];
    case "versusAverage":
    case "aggregateWhere":
      return [["having", piece.column]];
    case "group":
      return "column" in piece.key && piece.key.column ? [["group", piece.key.column]] : [];
    case "order":
    case "top":
      return piece.by.kind === "count" ? [] : [["order", piece.by.column]];
    case "frequent":
      return "role" in piece.key ? [["frequent", piece.key]] : [];
    default:
      return [];
  }
}

const LONGEST_TEXT = 5;

/** Short texts about one fragment: what it became, from which words, between which words. */
export function fragmentFeatures(fragment: Fragment, question: AnalyzedQuestion, words: WordView): string[] {
  const what = `${fragment.rule}=${fragment.pieces.map(describePiece).join("+")}`;
  const { start, end } = fragment;
  const inside: string[] = [];
  for (let at = start; at < Math.min(end, start + LONGEST_TEXT); at++) inside.push(words.wordAt(at));
  const before = words.wordAt(start - 1);
  const after = words.wordAt(end);
  return [
    `F ${what}`,
    `F ${what} < ${before}`,
    `F ${what} > ${after}`,
    `F ${what} ^ ${inside[0] ?? ""}`,
    `F ${what} : ${inside.join(" ")}`,
    `F ${fragment.rule} < ${words.wordAt(start - 2)} ${before}`,
    `F ${fragment.rule} > ${after} ${words.wordAt(end + 1)}`,
    `F ${fragment.rule} <> ${before} ${after}`,
    ...fragment.pieces.flatMap((piece) =>
      columnsOfPiece(piece).flatMap(([slot, column]) => alignmentFeatures(slot, column, fragment, question)),
    ),
  ];
}

/** Which words stood for which column: learnt once, "how old" for an age holds in every schema. */
function alignmentFeatures(
  slot: string,
  column: ColumnModel,
  fragment: Fragment,
  question: AnalyzedQuestion,
): string[] {
  const last = column.stems.at(-1) ?? "";
  const found = [`C ${slot} ${last}`, `C ${slot} ${column.role} ${column.isPrimary} ${column.refTable !== undefined}`];
  for (let at = fragment.start; at < Math.min(fragment.end, fragment.start + LONGEST_TEXT); at++) {
    const token = question.tokens[at];
    if (token?.kind !== "word" || column.stems.includes(token.stem)) continue;
    for (const stem of column.stems) found.push(`A ${token.stem} ${stem}`);
  }
  return found;
}
