import { percent, precisionAt, quantile, share } from "../report/figures.ts";
import type { FileOutcome } from "./ask-files.ts";

export interface FileFigures {
  readonly answerable: number;
  readonly right: number;
  /** Verdict "answer" and wrong, unanswerable questions included. */
  readonly confidentlyWrong: number;
  /** Wrong and said so: any verdict but "answer". */
  readonly honest: number;
  readonly rightInTop3: number;
  readonly unanswerable: number;
  readonly declined: number;
}

export function fileFigures(outcomes: readonly FileOutcome[]): FileFigures {
  const asked = outcomes.filter((outcome) => outcome.isAnswerable);
  const unanswerable = outcomes.filter((outcome) => !outcome.isAnswerable);
  const isSure = (outcome: FileOutcome): boolean => outcome.verdict === "answer";
  return {
    answerable: asked.length,
    right: asked.filter((outcome) => outcome.isRight).length,
    confidentlyWrong: outcomes.filter((outcome) => isSure(outcome) && !outcome.isRight).length,
    honest: asked.filter((outcome) => !outcome.isRight && !isSure(outcome)).length,
    rightInTop3: asked.filter((outcome) => outcome.isInTop3).length,
    unanswerable: unanswerable.length,
    declined: unanswerable.filter((outcome) => outcome.verdict === "ask" || outcome.verdict === "handover").length,
  };
}

export function fileReport(title: string, outcomes: readonly FileOutcome[]): string {
  const f = fileFigures(outcomes);
  const answered = outcomes.filter((outcome) => outcome.verdict === "answer");
  const ms = outcomes.map((outcome) => outcome.ms);
  const lines = [
    `${title}: ${outcomes.length} questions, ${f.unanswerable} of them not answerable from the data`,
    `  right               ${f.right} of ${f.answerable} (${percent(share(f.right, f.answerable))}), top 3 ${percent(share(f.rightInTop3, f.answerable))}`,
    `  confidently wrong   ${f.confidentlyWrong} (${percent(share(f.confidentlyWrong, outcomes.length))} of all; ${answered.length} had the verdict "answer")`,
    `  wrong but not sure  ${f.honest}`,
    `  precision           ${[0.3, 0.5, 0.7].map((c) => `${percent(precisionAt(outcomes, c))} at ${100 * c} %`).join(", ")}`,
    `  latency             p50 ${quantile(ms, 0.5).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms`,
  ];
  if (f.unanswerable > 0) lines.push(`  not answerable      ${f.declined} of ${f.unanswerable} not answered`);
  return lines.join("\n");
}

export const missLines = (outcomes: readonly FileOutcome[]): string =>
  outcomes
    .filter((outcome) => outcome.isAnswerable !== outcome.isRight)
    .map(
      (o) =>
        `- ${o.verdict} ${o.confidence.toFixed(2)}: ${o.question}\n    ${o.sql.replace(/\s+/g, " ")}${o.isInTop3 ? " (right in top 3)" : ""}`,
    )
    .concat(
      outcomes
        .filter((o) => !o.isAnswerable && (o.verdict === "answer" || o.verdict === "confirm"))
        .map(
          (o) =>
            `- ${o.verdict} ${o.confidence.toFixed(2)}, but cannot be known: ${o.question}\n    ${o.sql.replace(/\s+/g, " ")}`,
        ),
    )
    .join("\n");
