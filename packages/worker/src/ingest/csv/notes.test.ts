import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { ingestText, openEngine } from "../ingest-fixture.ts";
import { notesFrom } from "./notes.ts";
import { tokenize } from "./tokenizer.ts";

const COMMAS = { delimiter: ",", quote: '"', escape: '"' };
const DATA = "North,412,398\nSouth,289,301\nWest,195,201\n";

const rows: [name: string, below: string, line: number | undefined][] = [
  ["a source", "Source: Farm Survey\n", 4],
  ["a source with a comma in it", "Source: Farm Survey, Office of Statistics\n", 4],
  ["a sign explained, padded with empty cells", "* provisional,,\n", 4],
  ["a blank line before", "\nNote: rounded\n", 5],
  ["several", "p Provisional.\nFigures may not add up because of rounding\nSource: Survey\n", 4],
  ["a row of data without figures stays", "East,,\n", undefined],
  [
    "a sentence alone, with nothing that says it is a remark, stays",
    "The east has not sent its figures,,\n",
    undefined,
  ],
  ["figures behind the sign keep the row", "* East,240,222\n", undefined],
  ["nothing below", "", undefined],
];

describe("rows below a table", () => {
  it.each(rows)("%s", (_name, below, line) => expect(notesFrom(tokenize(DATA + below, COMMAS, false), 3)).toBe(line));

  it("are no remarks where rows above look like them", () =>
    expect(notesFrom(tokenize(`* East,,\n${DATA}* West,,\n`, COMMAS, false), 3)).toBeUndefined());
});

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

describe("a file with remarks below its table", () => {
  const text = `County,2018,2019\n${DATA}\nSource: Farm Survey, Office of Statistics\n`;

  it("keeps its columns of numbers, and says what is left out", async () => {
    const { file, tables } = await ingestText(engine, "barley.csv", text);
    expect(file.tables[0]?.rowCount).toBe(3);
    expect(Object.values(tables)[0]?.columns.slice(1)).toEqual(["2018 BIGINT", "2019 BIGINT"]);
    expect(file.warnings.map(({ message }) => message)).toEqual([
      "What stands below the table, from line 6, reads like remarks and is left out.",
    ]);
    expect(file.parsed.totalsRow).toBe("leaveOut");
  });

  it("has them back where it is asked to", async () => {
    const { file } = await ingestText(engine, "barley.csv", text, { options: { totalsRow: "keep" } });
    expect(file.tables[0]?.rowCount).toBe(4);
  });
});
