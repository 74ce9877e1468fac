import {
  calibrationError,
  coverageAt,
  groupBy,
  type Outcome,
  percent,
  precisionAt,
  quantile,
  share,
} from "../report/figures.ts";
import type { Prediction } from "./ask-spider.ts";
import type { SpiderQuestion } from "./dataset.ts";
import type { Score } from "./score.ts";
import { ALL_SHAPES, shapesOf } from "./shape.ts";

export interface Scored {
  readonly question: SpiderQuestion;
  readonly prediction: Prediction;
  readonly score: Score;
  /** Whether any proposal of the engine was right; only when asked for. */
  readonly isInPool?: boolean;
}

const COVERAGES = [0.1, 0.2, 0.3, 0.5];
const VERDICTS = ["answer", "confirm", "ask", "handover"];

const rate = (items: readonly Scored[], test: (item: Scored) => boolean): number =>
  share(items.filter(test).length, items.length);

export function latencyLine(predictions: readonly Prediction[]): string {
  const ms = predictions.map((prediction) => prediction.ms);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => quantile(ms, q).toFixed(1));
  return `latency        p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
}

export function spiderReport(items: readonly Scored[]): string {
  const scored = items.filter((item) => item.score.hasGold);
  const right = (item: Scored): boolean => item.score.isRight;
  const outcomes: Outcome[] = scored.map((item) => ({
    confidence: item.prediction.confidence,
    isRight: item.score.isRight,
  }));
  const byDatabase = [...groupBy(scored, (item) => item.question.database)].map(
    ([database, group]) => [database, group.length, rate(group, right)] as const,
  );
  const macro = share(
    byDatabase.reduce((sum, [, , value]) => sum + value, 0),
    byDatabase.length,
  );
  const solid = scored.filter((item) => !item.score.isHollow);
  const pooled = scored.filter((item) => item.isInPool !== undefined);
  return [
    `questions      ${scored.length} (${items.length - scored.length} left out: their gold does not run)`,
    `accuracy       ${percent(rate(scored, right))} (published rule: DISTINCT dropped), by database ${percent(macro)}`,
    `  strict       ${percent(rate(scored, (item) => item.score.isStrict))} (DISTINCT kept)`,
    `  superset     ${percent(rate(scored, (item) => item.score.isSuperset))} (columns too many forgiven)`,
    `  solid gold   ${percent(rate(solid, right))} of ${solid.length} (gold not empty, 0 or NULL)`,
    `top 3          ${percent(rate(scored, (item) => item.score.isInTop3))}`,
    ...(pooled.length > 0
      ? [`pool           ${percent(rate(pooled, (item) => item.isInPool === true))} of ${pooled.length}`]
      : []),
    `precision      ${COVERAGES.map((c) => `${percent(precisionAt(outcomes, c))} at ${100 * c} %`).join(", ")}`,
    `coverage       ${percent(coverageAt(outcomes, 0.9))} at 90 % precision, ${percent(coverageAt(outcomes, 0.85))} at 85 %`,
    `calibration    ECE ${calibrationError(outcomes).toFixed(3)}`,
    ...VERDICTS.map((verdict) => verdictLine(scored, verdict)),
    latencyLine(scored.map((item) => item.prediction)),
    "",
    ...shapeLines(scored),
    "",
    "by database (worst first)",
    ...byDatabase
      .sort((a, b) => a[2] - b[2])
      .map(([database, count, value]) => `  ${database.padEnd(36)} ${String(count).padStart(4)}  ${percent(value)}`),
  ].join("\n");
}

function verdictLine(items: readonly Scored[], verdict: string): string {
  const group = items.filter((item) => item.prediction.verdict === verdict);
  const name = `  ${verdict}`.padEnd(15);
  return `${name}${percent(share(group.length, items.length))} of questions, ${percent(rate(group, (item) => item.score.isRight))} right`;
}

function shapeLines(items: readonly Scored[]): string[] {
  const header = `by shape${" ".repeat(32)}   n  right   top 3   pool`;
  const shapes = new Map(items.map((item) => [item, shapesOf(item.question.gold ?? "")]));
  const lines = ALL_SHAPES.map((shape) => {
    const group = items.filter((item) => shapes.get(item)?.includes(shape));
    const pooled = group.filter((item) => item.isInPool !== undefined);
    const cells = [
      rate(group, (item) => item.score.isRight),
      rate(group, (item) => item.score.isInTop3),
      ...(pooled.length > 0 ? [rate(pooled, (item) => item.isInPool === true)] : []),
    ];
    return `  ${shape.padEnd(36)} ${String(group.length).padStart(5)}  ${cells.map(percent).join("  ")}`;
  });
  return [header, ...lines];
}
