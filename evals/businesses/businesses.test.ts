import { describe, expect, it } from "vitest";
import { readSpiderFolder } from "../spider/dataset.ts";
import { openSqlite } from "../sqlite/open-sqlite.ts";
import { BUSINESSES, HALVES } from "./businesses.ts";
import { spellOut } from "./gold-sql.ts";
import { readQuestions, writeFolder } from "./write-folder.ts";

const PATIENT = { timeout: 600_000 };

describe.each(HALVES)("the %s businesses", PATIENT, (half) => {
  it.each(Object.keys(BUSINESSES[half]))("%s: every answer runs and says something", PATIENT, (name) => {
    const database = openSqlite(readSpiderFolder(writeFolder(BUSINESSES[half])).databasePath(name));
    const empty = readQuestions(name).filter(({ golds }) => {
      const [rows = []] = golds.map((gold) => database.query(gold).rows);
      return rows.every((row) => row.every((cell) => cell === null || cell === 0));
    });
    database.close();
    expect(empty.map(({ text }) => text)).toEqual([]);
  });
});

describe("spellOut", () => {
  it("writes a share as a ratio and in percent", () =>
    expect(spellOut("SELECT {pct sum(x) / count(*)}")).toEqual([
      "SELECT 100.0 * sum(x) / count(*)",
      "SELECT 1.0 * sum(x) / count(*)",
    ]));
});
