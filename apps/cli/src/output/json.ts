import type { ChartSpec, FrameColumn, JsonCell, ModelUse, Reading, Receipt, Verdict } from "@parlance/core";

/** The one object that `--json` prints. Fields are only ever added. */
export interface JsonAnswer {
  readonly question: string;
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly sql: string | null;
  readonly columns: readonly FrameColumn[];
  readonly rows: readonly (readonly JsonCell[])[];
  readonly chart: ChartSpec | null;
  readonly explanation: string;
  readonly alternatives: readonly Reading[];
  readonly assumptions: readonly string[];
  /** Null when there is no statement. */
  readonly draftedBy: Receipt["draftedBy"] | null;
  /** What language models were told and cost; empty: nothing left this machine. */
  readonly models: readonly ModelUse[];
}

/** Indented for people, one line for programs. */
export const jsonText = (answer: JsonAnswer, isForPeople: boolean): string =>
  `${JSON.stringify(answer, null, isForPeople ? 2 : undefined)}\n`;
