import type {
  Answer,
  AppError,
  ChartKind,
  GuardPolicy,
  ModelUse,
  Reading,
  Receipt,
  Remedy,
  Span,
  StoredResult,
  Verdict,
} from "@parlance/core";
import type { Query } from "@parlance/sql";

export interface AskRequest {
  readonly question: string;
  /** generate stops after the check: SQL and explanation, nothing is run. */
  readonly mode: "run" | "generate";
  /**
   * The question and statement shown before, which this one may refer to; and the query behind the statement, where
   * whoever kept the conversation kept that too. It is never taken from a client.
   */
  readonly previous?: { readonly question: string; readonly sql: string; readonly query?: Query };
  /** The statement of the reading that the person chose of those offered for this question. */
  readonly reading?: string;
  /** The conversation so far, oldest first, `previous` included; what a model is told of it. */
  readonly turns?: readonly Turn[];
}

/** One exchange of a conversation. */
export interface Turn {
  readonly question: string;
  readonly sql: string | null;
  /** The answer in words. */
  readonly sentence: string;
  /** Behind the statement, where it was kept. */
  readonly query?: Query;
}

/** data = to be answered with rows; sql = the person wrote a statement; the others are answered in words. */
export type Intent = "data" | "sql" | "schema" | "help" | "change" | "unclear";

/** What each step knows; every step adds its part and changes nothing. */
export interface Asked {
  readonly request: AskRequest;
}

export interface Intended extends Asked {
  readonly intent: Intent;
  /** The answer in words, for intents that need no rows. */
  readonly reply: string | null;
}

export interface Retrieved extends Intended {
  readonly policy: GuardPolicy;
  readonly previous: Spoken | null;
  /** What was shown before that, oldest first, to go back to. */
  readonly earlier?: readonly Spoken[];
}

/** A question with the query it was answered by. */
export interface Spoken {
  readonly question: string;
  readonly query: Query;
}

export interface DraftReading extends Reading {
  readonly query: Query | null;
  readonly tables: readonly string[];
  readonly filters: readonly string[];
  /** What it makes of each word; absent where nobody kept account. */
  readonly spans?: readonly Span[];
}

export interface Draft {
  readonly verdict: Verdict;
  readonly confidence: number;
  /** Best first; empty when nothing was understood. */
  readonly readings: readonly DraftReading[];
  readonly spans: readonly Span[];
  /** Said in place of an answer when the verdict is ask or handover, or for answers in words. */
  readonly message: string | null;
  readonly suggestions: readonly string[];
  readonly draftedBy: Receipt["draftedBy"];
  /** The person chose the first reading; no other may take its place. */
  readonly isChosen?: true;
  /** The chart that the question's words ask for. */
  readonly chart?: ChartKind;
  /** What language models had to do with it, also where nothing came of it; absent when none was asked. */
  readonly models?: readonly ModelUse[];
}

export interface Drafted extends Retrieved {
  readonly draft: Draft;
  /** The engine's draft is not sure enough, or a model is wanted for every question: the next step asks this one. */
  readonly toAsk?: { readonly provider: string; readonly model: string };
  /** A statement that was already checked and run while it was being drafted. */
  readonly tried?: TriedStatement;
}

export interface TriedStatement {
  readonly sql: string;
  readonly outcome: Extract<Outcome, { kind: "rows" }>;
}

export interface CheckedStatement {
  readonly reading: DraftReading;
  readonly sql: string;
  /** As the guard found them in the statement. */
  readonly tables: readonly string[];
}

export interface Checked extends Drafted {
  /** Null when there is nothing to run. */
  readonly statement: CheckedStatement | null;
}

export type Outcome =
  | { readonly kind: "rows"; readonly resultId: string; readonly stored: StoredResult; readonly isFromCache: boolean }
  | { readonly kind: "failed"; readonly error: AppError };

export interface Ran extends Checked {
  readonly outcome: Outcome | null;
}

export interface Repaired extends Checked {
  readonly outcome: Extract<Outcome, { kind: "rows" }> | null;
  /** True when the first statement failed and another reading was run in its place. */
  readonly isReplaced: boolean;
  /** Why a result is empty and what comes near, in words; null when there is nothing to tell. */
  readonly diagnosis: string | null;
  /** Statements that would find something where this one found nothing. */
  readonly remedies?: readonly Remedy[];
}

export interface Presented extends Repaired {
  readonly answer: Answer;
}
