import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseQuestionLines } from "../tabular/question-lines.ts";
import { askStrangers } from "./command.ts";

describe("what was misread in files of strangers", () => {
  it("is read right, one case for each cause that was mended", async () => {
    const questions = parseQuestionLines(readFileSync(join(import.meta.dirname, "mended.txt"), "utf8"));
    const outcomes = await askStrangers(questions);
    expect(outcomes).toHaveLength(questions.length);
    const missed = outcomes.filter((outcome) => !outcome.isRight).map(({ question, sql }) => `${question}: ${sql}`);
    expect(missed).toEqual([]);
  }, 60_000);
});
