import { writeFileSync } from "node:fs";
import type { Scored } from "./report.ts";
import { ALL_SHAPES, shapesOf } from "./shape.ts";

const EXAMPLES_PER_SHAPE = 5;

/** What went wrong, by shape, with examples: for whoever improves the engine. Never written from the lock-box. */
export function writeMisses(path: string, items: readonly Scored[]): void {
  const wrong = items.filter((item) => item.score.hasGold && !item.score.isRight);
  const sections = ALL_SHAPES.map((shape) => {
    const group = wrong.filter((item) => shapesOf(item.question.gold ?? "").includes(shape));
    return `## ${shape}: ${group.length} wrong\n\n${spread(group).map(example).join("\n")}`;
  });
  writeFileSync(path, `# Misses (${wrong.length} of ${items.length})\n\n${sections.join("\n\n")}\n`);
}

const spread = (group: readonly Scored[]): Scored[] =>
  group.filter((_, index) => index % Math.max(1, Math.ceil(group.length / EXAMPLES_PER_SHAPE)) === 0);

const example = (item: Scored): string =>
  [
    `- [${item.question.database} #${item.question.index}] ${item.question.text}`,
    `  - gold: ${item.question.gold?.replace(/\s+/g, " ")}`,
    `  - ours: ${item.prediction.sql.replace(/\s+/g, " ")} (${item.prediction.verdict} ${item.prediction.confidence.toFixed(2)}${
      item.score.isInTop3 ? ", right in top 3" : item.isInPool ? ", right in pool" : ""
    })`,
  ].join("\n");
