import type { CliIo } from "../cli-io.ts";
import type { EvaluatedQuestion } from "../commands/eval.ts";

const OUTCOMES: Readonly<Record<EvaluatedQuestion["outcome"], string>> = {
  strict: "right",
  tolerant: "right, with other columns beside it",
  wrong: "wrong",
  unanswered: "not answered",
  failed: "failed",
};

/** How each drafter did, then every question that it did not get right. */
export function evalReport(results: readonly EvaluatedQuestion[], io: Pick<CliIo, "paint">): string {
  const drafters = [...new Set(results.map(({ drafter }) => drafter))];
  return `${drafters.map((drafter) => drafterText(drafter, results, io)).join("\n\n")}\n`;
}

function drafterText(drafter: string, results: readonly EvaluatedQuestion[], { paint }: Pick<CliIo, "paint">): string {
  const own = results.filter((result) => result.drafter === drafter);
  const share = (count: number): string => `${count} (${Math.round((100 * count) / own.length)} %)`;
  const counts = (Object.keys(OUTCOMES) as EvaluatedQuestion["outcome"][]).flatMap((outcome) => {
    const count = own.filter((result) => result.outcome === outcome).length;
    return count === 0 && outcome !== "strict" ? [] : [`  ${OUTCOMES[outcome].padEnd(36)} ${share(count)}`];
  });
  const seconds = own.reduce((sum, result) => sum + result.seconds, 0);
  const tokens = own.reduce((sum, result) => sum + result.inputTokens + result.outputTokens, 0);
  const costs = own.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]));
  const spent = [
    `  ${"seconds a question".padEnd(36)} ${(seconds / own.length).toFixed(3)}`,
    ...(tokens === 0 ? [] : [`  ${"tokens a question".padEnd(36)} ${Math.round(tokens / own.length)}`]),
    ...(costs.length === 0
      ? []
      : [`  ${"US dollars in all".padEnd(36)} ${costs.reduce((a, b) => a + b, 0).toFixed(4)}`]),
  ];
  const misses = own.filter(({ outcome }) => outcome !== "strict").map((result) => missText(result));
  return [paint("bold", `${drafter}: ${own.length} questions`), ...counts, ...spent, ...misses].join("\n");
}

const missText = ({ question, outcome, sql, message }: EvaluatedQuestion): string =>
  [
    `  - ${question}`,
    `      ${OUTCOMES[outcome]}${message ? `: ${message}` : ""}`,
    ...(sql ? [`      ${sql}`] : []),
  ].join("\n");
