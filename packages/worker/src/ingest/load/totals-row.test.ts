import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { ingestText, openEngine } from "../ingest-fixture.ts";

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

const medals = (last: string): string =>
  `Rank,Nation,Gold,Silver\n1,Osland,21,14\n2,Tavania,17,19\n3,Quessy,11,9\n4,Halland,1,5\n${last}\n`;

const rows: [name: string, last: string, rowCount: number, rank: string][] = [
  ["a sum called a total goes, and its word leaves a column of numbers", "Total,4 nations,50,47", 4, "Rank BIGINT"],
  ["also in capitals and with a colon", "TOTAL:,,50,47", 4, "Rank BIGINT"],
  ["one figure that adds up is enough: averages and shares do not", "Total,,50,11.75", 4, "Rank BIGINT"],
  ["a row called a total that adds up nothing stays", "Total,4 nations,99,98", 5, "Rank VARCHAR"],
  ["a sum called otherwise stays", "5,Rest of the world,50,47", 5, "Rank BIGINT"],
];

describe("a last row of totals", () => {
  it.each(rows)("%s", async (_name, last, rowCount, rank) => {
    const { file, tables } = await ingestText(engine, "medals.csv", medals(last));
    const [table] = file.tables;
    expect(table?.rowCount).toBe(rowCount);
    expect(tables[table?.name ?? ""]?.rows).toHaveLength(rowCount);
    expect(tables[table?.name ?? ""]?.columns[0]).toBe(rank);
    expect(file.warnings.map(({ message }) => message)).toEqual(
      rowCount === 4 ? [expect.stringMatching(/^The last row, "total:?", adds up the rows above it/i)] : [],
    );
    expect(file.parsed.totalsRow).toBe(rowCount === 4 ? "leaveOut" : undefined);
  });

  it("leaves a column of dates behind, with or without weekdays", async () => {
    const text =
      'Date,Match,Gate\n"Saturday, 8 August 2015",Town,3\n"Sat, 2 January 2016",City,4\n5 May 2016,Port,5\nTotal,,12\n';
    const plain = text.replaceAll(/"\w+, |"/g, "");
    const weekdays = text.replace("Sat,", "Saturday,").replace("5 May 2016", '"Thursday, 5 May 2016"');
    for (const dates of [plain, weekdays]) {
      const { file, tables } = await ingestText(engine, "cup.csv", dates);
      const table = tables[file.tables[0]?.name ?? ""];
      expect(table?.columns[0]).toBe("Date DATE");
      expect(table?.rows.map(([date]) => date)).toEqual(["2015-08-08", "2016-01-02", "2016-05-05"]);
    }
  });

  it("stays where it is asked to", async () => {
    const options = { totalsRow: "keep" } as const;
    const { file } = await ingestText(engine, "medals.csv", medals("Total,4 nations,50,47"), { options });
    expect(file.tables[0]?.rowCount).toBe(5);
    expect(file.warnings).toEqual([]);
    expect(file.parsed.totalsRow).toBe("keep");
  });
});
