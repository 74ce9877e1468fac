import type { Span } from "@parlance/core";
import type { AggregateFn, BucketUnit, CompareOp, DatePart, Predicate } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";

/** What is measured when things are ranked or limited: a column, an aggregate of one, or how many rows of a table. */
export type Measure =
  | { readonly kind: "column"; readonly column: ColumnModel }
  | { readonly kind: "aggregate"; readonly fn: AggregateFn; readonly column: ColumnModel }
  | { readonly kind: "count"; readonly table: TableModel | undefined };

export type GroupKey =
  | { readonly kind: "column"; readonly column: ColumnModel }
  | { readonly kind: "table"; readonly table: TableModel }
  | { readonly kind: "bucket"; readonly unit: BucketUnit; readonly column: ColumnModel | undefined }
  | { readonly kind: "part"; readonly part: DatePart; readonly column: ColumnModel | undefined };

/** One typed part of a reading, made from one stretch of the question. */
export type Piece =
  | { readonly kind: "project"; readonly column: ColumnModel }
  | { readonly kind: "entity"; readonly table: TableModel }
  | {
      readonly kind: "count";
      readonly table: TableModel | undefined;
      readonly column: ColumnModel | undefined;
      readonly isDistinct: boolean;
    }
  /** `at` is the share of a quantile, whose function is the median. */
  | { readonly kind: "aggregate"; readonly fn: AggregateFn; readonly column: ColumnModel; readonly at?: number }
  | { readonly kind: "where"; readonly column: ColumnModel; readonly predicate: Predicate; readonly isNegated: boolean }
  | { readonly kind: "versusAverage"; readonly column: ColumnModel; readonly op: CompareOp; readonly fn: AggregateFn }
  /** Compared with another row's figure, or with one figure over some rows; `figure` is set where a group's is compared. */
  | {
      readonly kind: "versusOther";
      readonly column: ColumnModel;
      readonly op: CompareOp;
      readonly fn?: AggregateFn;
      readonly figure?: AggregateFn;
      /** The other row's column, where it is another than `column`: the key that a manager's number points to. */
      readonly of?: ColumnModel;
    }
  | {
      readonly kind: "countWhere";
      readonly table: TableModel | undefined;
      readonly op: CompareOp;
      readonly value: number;
    }
  | {
      readonly kind: "aggregateWhere";
      readonly fn: AggregateFn;
      readonly column: ColumnModel;
      readonly op: CompareOp;
      readonly value: number;
    }
  | { readonly kind: "group"; readonly key: GroupKey; readonly isStrong: boolean }
  | { readonly kind: "order"; readonly by: Measure; readonly direction: "asc" | "desc" }
  | {
      readonly kind: "top";
      readonly by: Measure;
      readonly direction: "asc" | "desc";
      readonly count: number;
      readonly offset: number;
    }
  | {
      readonly kind: "frequent";
      readonly key: ColumnModel | TableModel;
      readonly direction: "asc" | "desc";
      readonly count: number;
    }
  | { readonly kind: "absent"; readonly table: TableModel; readonly isNegated: boolean }
  | { readonly kind: "direction"; readonly direction: "asc" | "desc" }
  | { readonly kind: "limit"; readonly count: number }
  | { readonly kind: "distinct" }
  | { readonly kind: "share" }
  /** Two values or periods are set side by side, or one is taken from the other. */
  | {
      readonly kind: "versus";
      readonly isDifference: boolean;
      /** The first is taken from the second. */
      readonly isReversed?: boolean;
    }
  /** An average, highest or lowest over figures that are themselves made per group. */
  | {
      readonly kind: "nested";
      readonly fn: AggregateFn;
      readonly of: Measure | undefined;
      /** What the inner figures are made for, where that is no key that was said: each order, for "order value". */
      readonly per?: TableModel;
    }
  | { readonly kind: "trend" }
  /** Each period's figure against the one before, or added to all before. */
  | { readonly kind: "overTime"; readonly figure: "growth" | "running" }
  /** Groups themselves are counted: "how many days had more than 10 sales". */
  | { readonly kind: "countedPeriods"; readonly unit: BucketUnit };

/** What a fragment rests on, for scoring and for the explanation. */
export interface Evidence {
  /** Token positions, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly role: Exclude<Span["role"], "unused">;

  readonly meaning: string;
  /** How well the words fit what they were taken for, 0 to 1. */
  readonly score: number;
  /** The column was chosen without words that name it. */
  readonly isGuess?: boolean;
}

export interface Fragment {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  readonly evidence: readonly Evidence[];
  readonly score: number;
  /** Name of the rule that made it. */
  readonly rule: string;
  /** Choices the words did not settle, in words for the person. */
  readonly assumptions?: readonly string[];
}
