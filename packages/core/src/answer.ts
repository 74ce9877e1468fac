import type { HistogramBin } from "./catalog.ts";
import type { ChartSpec } from "./chart.ts";
import type { FrameColumn, JsonCell } from "./frame.ts";
import type { Insight } from "./insight.ts";
import type { Receipt } from "./receipt.ts";
import type { Remedy, Trust } from "./trust.ts";

/**
 * What the engine decided to do with a question:
 * answer = sure; confirm = run, but state the assumption first; ask = two readings differ, let the person choose;
 * handover = not understood well enough, a model or the person must help.
 */
export type Verdict = "answer" | "confirm" | "ask" | "handover";

/** A piece of the question and what it was taken to mean. Offsets are UTF-16, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly role:
    | "table"
    | "column"
    | "value"
    | "number"
    | "date"
    | "operator"
    | "aggregate"
    | "order"
    | "limit"
    | "group"
    | "negation"
    | "unused";
  readonly meaning?: string;
}

/** One way to read a question. */
export interface Reading {
  readonly sql: string;
  /** One sentence in plain words, made from the parsed query and nothing else. */
  readonly explanation: string;
  /** 0 to 1, calibrated. */
  readonly confidence: number;
  /** Choices the person did not make, such as "by *largest* I took population". */
  readonly assumptions: readonly string[];
  /** What sets this reading apart from the first, in a few words; empty for the first. */
  readonly difference?: string;
}

/** Figures about one result column. Numbers are numbers or, beyond 2^53 and for decimals, strings. */
export interface ColumnStatistics {
  readonly name: string;
  readonly count: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly min?: JsonCell;
  readonly max?: JsonCell;
  readonly mean?: number;
  readonly median?: number;
  readonly stddev?: number;
  readonly sum?: JsonCell;
  readonly topValues?: readonly { readonly value: JsonCell; readonly count: number }[];
  /** How the numbers of all rows are spread, between round edges; the upper edge of a bin belongs to the next. */
  readonly histogram?: readonly HistogramBin[];
}

/** A stored result: its first page travels with it, the rest is paged by id. */
export interface ResultSummary {
  readonly resultId: string;
  readonly columns: readonly FrameColumn[];
  readonly rows: readonly (readonly JsonCell[])[];
  readonly rowCount: number;
  /** True when a row or byte limit cut the result; limits are shown with it. */
  readonly isTruncated: boolean;
  readonly elapsedMs: number;
}

/** A follow-up that was tried against the source before it was offered. */
export interface FollowUp {
  /** What the person would type. */
  readonly question: string;
  readonly sql: string;
}

export interface Answer {
  readonly question: string;
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly sentence: string;
  readonly sql: string | null;
  readonly explanation: string;
  readonly assumptions: readonly string[];
  readonly spans: readonly Span[];
  readonly alternatives: readonly Reading[];
  /** Near questions that are known to run; filled when the verdict is ask or handover. */
  readonly suggestions: readonly string[];
  readonly result: ResultSummary | null;
  readonly chart: ChartSpec | null;
  readonly receipt: Receipt | null;
  /** What was checked, and how far that carries. */
  readonly trust: Trust;
  readonly insights: readonly Insight[];
  /** What to run instead where the result is empty or multiplied. */
  readonly remedies: readonly Remedy[];
}
