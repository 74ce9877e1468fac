import type { ChartSpec, FrameColumn, JsonCell, Reading, Verdict } from "@parlance/core";

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
}

/** Indented for people, one line for programs. */
export const jsonText = (answer: JsonAnswer, isForPeople: boolean): string =>
  `${JSON.stringify(answer, null, isForPeople ? 2 : undefined)}\n`;
