import { ApiError, type ErrorBody, type ServerEvent } from "@parlance/client";
import type { Answer, ChartSpec, FrameColumn, JsonCell, Reading, Span, Verdict } from "@parlance/core";
import { type Problem, problemOf } from "../../../http/problem.ts";

export interface Plan {
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly explanation: string;
  readonly assumptions: readonly string[];
  readonly spans: readonly Span[];
  readonly alternatives: readonly Reading[];
}

export type TurnState = "running" | "done" | "failed" | "cancelled";

/** A turn that was read back from its conversation. */
export interface KeptTurn {
  readonly askedAt: string;
  /** The whole result can still be paged and exported; else there are only its first rows. */
  readonly isResultKept: boolean;
  /** Answered under other rules than hold for the reader. */
  readonly isWithheld: boolean;
}

/** One question and all that has arrived for it so far. */
export interface Turn {
  readonly id: string;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly question: string;
  readonly previous?: { readonly question: string; readonly sql: string };
  /** The statement of the reading that the person chose. */
  readonly reading?: string;
  /** The statement of the model's answer that a chosen reading took the place of; no reading of the engine's leads back to it. */
  readonly modelSql?: string;
  /** The person was told what it costs and wants it all the same. */
  readonly acceptsCost?: boolean;
  readonly state: TurnState;
  /** What is happening now, in the person's words. */
  readonly stage: string;
  readonly plan?: Plan;
  readonly sql?: string;
  readonly resultId?: string;
  readonly columns?: readonly FrameColumn[];
  readonly rows?: readonly (readonly JsonCell[])[];
  readonly chart?: ChartSpec;
  readonly sentence?: string;
  readonly answer?: Answer;
  readonly error?: Problem;
  readonly elapsedMs?: number;
  readonly kept?: KeptTurn;
}

/**
 * Takes one event of the stream into the turn. Events follow the order of the contract; one that this version does not
 * know changes nothing. The payloads are the server's own types, checked there by the routes' schemas.
 */
export function takeEvent(turn: Turn, { event, data }: ServerEvent): Turn {
  switch (event) {
    case "waiting":
      return { ...turn, stage: `Waiting: ${(data as { position: number }).position} before you in this workspace` };
    case "intent":
      return { ...turn, stage: "Matching your words to tables and columns" };
    case "model":
      return { ...turn, stage: `Asking ${(data as { model: string }).model || "the language model"}` };
    case "plan":
      return { ...turn, stage: "Writing SQL", plan: data as Plan };
    case "sql":
      return { ...turn, stage: "Running the query", sql: (data as { sql: string }).sql };
    case "columns": {
      const { resultId, columns } = data as { resultId: string; columns: readonly FrameColumn[] };
      return { ...turn, stage: "Reading rows", resultId, columns };
    }
    case "rows":
      return { ...turn, rows: [...(turn.rows ?? []), ...(data as { rows: JsonCell[][] }).rows] };
    case "chart":
      return { ...turn, stage: "Drawing", chart: data as ChartSpec };
    case "answer":
      return { ...turn, sentence: (data as { sentence: string }).sentence };
    case "done":
      return { ...turn, state: "done", stage: "", answer: data as Answer };
    case "error":
      return { ...turn, state: "failed", stage: "", error: problemOf(new ApiError(500, data as ErrorBody)) };
    default:
      return turn;
  }
}
