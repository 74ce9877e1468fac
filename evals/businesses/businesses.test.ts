import { afterAll, describe, expect, it } from "vitest";
import { readSpiderFolder } from "../spider/dataset.ts";
import { createRunner } from "../spider/score.ts";
import { startQueryProcess } from "../sqlite/query-process.ts";
import { BUSINESSES } from "./businesses.ts";
import { spellOut } from "./gold-sql.ts";
import { readQuestions, writeFolder } from "./write-folder.ts";

const queries = startQueryProcess();
afterAll(() => queries.close());

describe.each(["open", "held"] as const)("the %s businesses", (half) => {
  const folder = readSpiderFolder(writeFolder(BUSINESSES[half]));
  const runner = createRunner(queries, folder.databasePath);

  it.each(Object.keys(BUSINESSES[half]))("%s: every answer runs and says something", async (name) => {
    const empty: string[] = [];
    for (const { text, golds } of readQuestions(name)) {
      const outcomes = await Promise.all(golds.map((gold) => runner.run(name, gold)));
      expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
      const [first] = outcomes;
      const rows = first?.rows?.rows ?? [];
      if (rows.length === 0 || rows.every((row) => row.every((cell) => cell === null || cell === 0))) empty.push(text);
    }
    expect(empty).toEqual([]);
  });
});

describe("spellOut", () => {
  it("writes a share as a ratio and in percent", () =>
    expect(spellOut("SELECT {pct sum(x) / count(*)}")).toEqual([
      "SELECT 100.0 * sum(x) / count(*)",
      "SELECT 1.0 * sum(x) / count(*)",
    ]));
});
