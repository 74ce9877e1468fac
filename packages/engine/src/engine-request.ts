import type { ChartKind, Dialect, Reading, Span, Verdict, VerifiedQuestion } from "@parlance/core";
import type { Query } from "@parlance/sql";
import type { PreparedSource } from "./source.ts";

export interface EngineRequest {
  readonly question: string;
  readonly source: PreparedSource;
  /** Milliseconds since 1970 UTC; "last month" is told from here. */
  readonly now: number;
  /** IANA name, such as "Europe/Berlin". */
  readonly timeZone: string;
  /** The catalog's own when absent. */
  readonly dialect?: Dialect;
  /** The question before, for "and by month?". */
  readonly previous?: { readonly question: string; readonly query: Query };
  /** What was asked and shown before `previous`, oldest first, for "go back". */
  readonly earlier?: readonly { readonly question: string; readonly query: Query }[];
}

export interface EngineReading extends Reading {
  readonly query: Query;
  readonly spans: readonly Span[];
  readonly tables: readonly string[];
  readonly filters: readonly string[];
}

export interface EngineResult {
  readonly verdict: Verdict;
  /** 0 to 1. */
  readonly confidence: number;
  /** Best first, up to five; may be there even on handover. */
  readonly readings: readonly EngineReading[];
  readonly unusedWords: readonly string[];
  /** What a person should be told when the question was not understood; null otherwise. */
  readonly message: string | null;
  readonly suggestions: readonly string[];
  /** A statement that a person of this team has found to answer this very question: it goes before any reading. */
  readonly verified?: VerifiedQuestion;
  /** The chart that the words ask for: "as a pie chart". */
  readonly chart?: ChartKind;
}

export interface EngineSuggestion {
  readonly question: string;
  readonly query: Query;
  readonly sql: string;
}
