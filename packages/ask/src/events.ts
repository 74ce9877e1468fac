import type { Answer, ChartSpec, FrameColumn, Insight, JsonCell, Reading, Span, Verdict } from "@parlance/core";
import type { Intent } from "./state.ts";

/** What the stream tells, in this order; a repeated "sql" means the statement before it was replaced. */
export type AskEvent =
  | { readonly event: "intent"; readonly data: { readonly intent: Intent } }
  /** A language model is being asked; the plan follows when it has answered. */
  | { readonly event: "model"; readonly data: { readonly provider: string; readonly model: string } }
  | { readonly event: "plan"; readonly data: PlanData }
  | { readonly event: "sql"; readonly data: { readonly sql: string } }
  | {
      readonly event: "columns";
      readonly data: { readonly resultId: string; readonly columns: readonly FrameColumn[] };
    }
  | { readonly event: "rows"; readonly data: { readonly rows: readonly (readonly JsonCell[])[] } }
  | { readonly event: "chart"; readonly data: ChartSpec }
  | { readonly event: "answer"; readonly data: { readonly sentence: string } }
  | { readonly event: "insights"; readonly data: readonly Insight[] }
  | { readonly event: "done"; readonly data: Answer };

export interface PlanData {
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly explanation: string;
  readonly assumptions: readonly string[];
  readonly spans: readonly Span[];
  readonly alternatives: readonly Reading[];
}

export type Emit = (event: AskEvent) => void;
