import type { AliasBody, Verdict } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";

/** How the embedded engine reads a question. */
export interface TrialReading {
  readonly verdict: Verdict;
  readonly sql: string | null;
  readonly explanation: string;
  readonly unusedWords: readonly string[];
}

/** A phrase of a question and what it stands for in the reading that a person chose. */
export interface ChosenMeaning {
  readonly phrase: string;
  readonly target: AliasBody["target"];
}

export interface TrialQuestion {
  readonly question: string;
  readonly now: number;
  readonly timeZone: string;
}

/** The embedded engine, asked on the side: nothing is run and nothing is kept. */
export interface EngineTrial {
  read(question: TrialQuestion, prepared: PreparedSource): Promise<TrialReading>;
  /** What sets the chosen reading apart from another one, as words and their meaning; null where no single phrase does. */
  meaningOf(question: TrialQuestion, chosenSql: string, prepared: PreparedSource): Promise<ChosenMeaning | null>;
}
