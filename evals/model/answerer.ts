import type { Answer, Verdict } from "@parlance/core";
import type { Tally } from "./tally.ts";
import type { WholePath } from "./whole-path.ts";

/** How a question was answered, whoever did. */
export interface Answered {
  readonly verdict: Verdict;
  readonly confidence: number;
  /** The statement that was taken first, then the alternatives. */
  readonly statements: readonly string[];
  readonly ms: number;
  /** Told once it is known. */
  readonly settle?: (isRight: boolean) => void;
}

export type Answerer = (question: string, now: number) => Promise<Answered>;

/** Answers with the whole path, and counts what it took. */
export function wholeAnswerer(path: Pick<WholePath, "ask">, tally: Tally): Answerer {
  return async (question, now) => {
    const start = performance.now();
    const answer = await path.ask(question, now);
    const ms = performance.now() - start;
    const settle = tally.add(answer, ms);
    return { verdict: answer.verdict, confidence: answer.confidence, statements: statementsOf(answer), ms, settle };
  };
}

/** A question that was asked back has choices and no answer of its own. */
export const statementsOf = ({ sql, alternatives }: Answer): string[] => [
  sql ?? "",
  ...alternatives.map((reading) => reading.sql),
];
