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

  it("stays where it is asked to", async () => {
    const options = { totalsRow: "keep" } as const;
    const { file } = await ingestText(engine, "medals.csv", medals("Total,4 nations,50,47"), { options });
    expect(file.tables[0]?.rowCount).toBe(5);
    expect(file.warnings).toEqual([]);
    expect(file.parsed.totalsRow).toBe("keep");
  });
});
