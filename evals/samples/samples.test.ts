import { describe, expect, it } from "vitest";
import { fileFigures, missLines } from "../tabular/file-report.ts";
import { askSamples, hasSamples, readSamples } from "./command.ts";

/** A ratchet: raise these when the engine gets better, never lower them. */
const MIN_RIGHT = 78;
const MAX_CONFIDENTLY_WRONG = 0;
const MIN_DECLINED = 8;

describe.skipIf(!hasSamples)("questions over the sample data, read and answered as an upload would be", () => {
  it("keeps its share right and its few confident mistakes", { timeout: 600_000 }, async () => {
    const outcomes = await askSamples(readSamples("questions"));
    const figures = fileFigures(outcomes);
    const misses = missLines(outcomes);
    expect(figures.right, misses).toBeGreaterThanOrEqual(MIN_RIGHT);
    expect(figures.confidentlyWrong, misses).toBeLessThanOrEqual(MAX_CONFIDENTLY_WRONG);
    expect(figures.declined, misses).toBeGreaterThanOrEqual(MIN_DECLINED);
  });
});

describe("the sample questions", () => {
  it("are ninety or more, over ten or more files, with some that cannot be answered", () => {
    const all = [...readSamples("questions"), ...readSamples("held")];
    expect(all.length).toBeGreaterThanOrEqual(90);
    expect(new Set(all.flatMap((question) => question.files)).size).toBeGreaterThanOrEqual(10);
    expect(all.filter((question) => question.answers.length === 0).length).toBeGreaterThanOrEqual(10);
    expect(new Set(all.map((question) => question.id)).size).toBe(all.length);
  });
});
