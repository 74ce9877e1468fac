import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { hasSamples, ingestPath, ingestText, openEngine, SAMPLES } from "../ingest-fixture.ts";

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

const read = async (text: string | Buffer, fileName = "t.csv", options = {}) => {
  const { file, tables } = await ingestText(engine, fileName, text, { options });
  return { ...(tables.t ?? { columns: [], rows: [] }), warnings: file.warnings, csv: file.parsed.csv };
};
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

describe("columns and values of delimited text", () => {
  const rows: readonly [name: string, text: string | Buffer, columns: string[], firstRows: unknown[][]][] = [
    ["commas", "a,b\n1,x\n", ["a BIGINT", "b VARCHAR"], [["1", "x"]]],
    [
      "semicolons with decimal commas",
      "a;b\n1.234,56;x\n7,5;y\n",
      ["a DECIMAL(18,2)", "b VARCHAR"],
      [
        ["1234.56", "x"],
        ["7.50", "y"],
      ],
    ],
    ["tabs", "a\tb\n1\tx, y\n", ["a BIGINT", "b VARCHAR"], [["1", "x, y"]]],
    ["pipes", "a|b\n1|2\n", ["a BIGINT", "b BIGINT"], [["1", "2"]]],
    [
      "single quotes",
      "a,b\n1,'x, y'\n2,'z'\n3,'q, r'\n",
      ["a BIGINT", "b VARCHAR"],
      [
        ["1", "x, y"],
        ["2", "z"],
      ],
    ],
    ["backslash escapes", 'a,b\n1,"he said \\"hi\\""\n', ["a BIGINT", "b VARCHAR"], [["1", 'he said "hi"']]],
    ["text after a closing quote", 'a,b\n1,"Big" Al\n', ["a BIGINT", "b VARCHAR"], [["1", '"Big" Al']]],
    [
      "line ends of every kind",
      "a,b\r\n1,x\n2,y\r3,z\r\n",
      ["a BIGINT", "b VARCHAR"],
      [
        ["1", "x"],
        ["2", "y"],
        ["3", "z"],
      ],
    ],
    [
      "titles above the header",
      "Report 2024\nby X\n\nregion,amount\nN,1.50\n",
      ["region VARCHAR", "amount DECIMAL(18,2)"],
      [["N", "1.50"]],
    ],
    [
      "no header",
      "1,x\n2,y\n",
      ["column_1 BIGINT", "column_2 VARCHAR"],
      [
        ["1", "x"],
        ["2", "y"],
      ],
    ],
    ["one column", "name\nx\ny\n", ["name VARCHAR"], [["x"], ["y"]]],
    [
      "years as headers",
      "country,2019,2020\nDE,1,2\n",
      ["country VARCHAR", "2019 BIGINT", "2020 BIGINT"],
      [["DE", "1", "2"]],
    ],
    [
      "the same header twice and none",
      "a,A,,a\n1,2,3,4\n",
      ["a BIGINT", "A_2 BIGINT", "column_3 BIGINT", "a_3 BIGINT"],
      [["1", "2", "3", "4"]],
    ],
    [
      "a delimiter at the end of each line",
      "a,b\n1,2,\n3,4,\n",
      ["a BIGINT", "b BIGINT"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "leading zeros and phone numbers",
      "code,tel no\n00123,+49 30 123456\n99999,030 1234567\n",
      ["code VARCHAR", "tel no VARCHAR"],
      [["00123", "+49 30 123456"]],
    ],
    ["whole numbers beyond 64 bits", "n\n12345678901234567890\n1\n", ["n DECIMAL(38,0)"], [["12345678901234567890"]]],
    ["money", 'price\n"$1,234.56"\n$3.10\n', ["price DECIMAL(18,2)"], [["1234.56"], ["3.10"]]],
    ["negative money in brackets", "price\n($5.00)\n$3.10\n", ["price DECIMAL(18,2)"], [["-5.00"], ["3.10"]]],
    ["mixed currencies stay text", "price\n$5.00\n€3.10\n", ["price VARCHAR"], [["$5.00"], ["€3.10"]]],
    ["one unit behind each number", "way\n2.4 km\n18.6 km\n", ["way DOUBLE"], [[2.4], [18.6]]],
    [
      "a unit and the same in another",
      'height\n"412 m (1,352 ft)"\n305 m (1.001 ft)\n',
      ["height BIGINT"],
      [["412"], ["305"]],
    ],
    ["mixed units stay text", "way\n2.4 km\n300 m\n", ["way VARCHAR"], [["2.4 km"], ["300 m"]]],
    ["codes that end in a letter stay text", "seat\n12m\n14m\n", ["seat VARCHAR"], [["12m"], ["14m"]]],
    ["measures are doubles", "kg\n1.5\n2.125\n", ["kg DOUBLE"], [[1.5], [2.125]]],
    [
      "spaces between thousands",
      "n;m\n1 234,50;a\n12 000,00;b\n",
      ["n DECIMAL(18,2)", "m VARCHAR"],
      [
        ["1234.50", "a"],
        ["12000.00", "b"],
      ],
    ],
    ["apostrophes between thousands", "n\n1'234.50\n12'000.25\n", ["n DECIMAL(18,2)"], [["1234.50"], ["12000.25"]]],
    [
      "whole numbers as pandas writes them",
      "year,v\n1999.0,1\n,2\n",
      ["year BIGINT", "v BIGINT"],
      [
        ["1999", "1"],
        [null, "2"],
      ],
    ],
    [
      "words for nothing",
      "a,b,c\n1,NA,x\nnull,-,N/A\n3,2.25,z\n",
      ["a BIGINT", "b DECIMAL(18,2)", "c VARCHAR"],
      [
        ["1", null, "x"],
        [null, null, null],
      ],
    ],
    [
      "NA among country codes is a value",
      "code,n\nDE,1\nNA,2\nFR,3\n",
      ["code VARCHAR", "n BIGINT"],
      [
        ["DE", "1"],
        ["NA", "2"],
      ],
    ],
    [
      "truth values",
      "a,b\ntrue,Yes\nfalse,No\n",
      ["a BOOLEAN", "b BOOLEAN"],
      [
        [true, true],
        [false, false],
      ],
    ],
    ["ISO dates", "d\n2024-01-31\n2024-02-01\n", ["d DATE"], [["2024-01-31"]]],
    ["day first", "d\n31/12/2023\n01/02/2024\n", ["d DATE"], [["2023-12-31"], ["2024-02-01"]]],
    ["month first", "d\n12/31/2023\n01/02/2024\n", ["d DATE"], [["2023-12-31"], ["2024-01-02"]]],
    ["dots are day first", "d\n01.02.2024\n03.04.2024\n", ["d DATE"], [["2024-02-01"]]],
    ["months by name", "d\nJan 5 2024\nFeb 6 2024\n", ["d DATE"], [["2024-01-05"]]],
    [
      "moments and instants",
      "a,b\n2024-01-02 10:00,2024-01-02T10:00:00Z\n2024-01-03 11:30,2024-01-02T10:00:00+02:00\n",
      ["a TIMESTAMP", "b TIMESTAMP WITH TIME ZONE"],
      [["2024-01-02 10:00:00", "2024-01-02 10:00:00+00"]],
    ],
    [
      "afternoon",
      "a\n1/31/2024 1:05 PM\n2/1/2024 12:00 AM\n",
      ["a TIMESTAMP"],
      [["2024-01-31 13:05:00"], ["2024-02-01 00:00:00"]],
    ],
    [
      "compact dates under a date's name",
      "order date,n\n20240131,1\n20240201,2\n",
      ["order date DATE", "n BIGINT"],
      [["2024-01-31", "1"]],
    ],
    [
      "UTF-16 with its mark",
      Buffer.from("\uFEFFname;n\nMüller;1\n", "utf16le"),
      ["name VARCHAR", "n BIGINT"],
      [["Müller", "1"]],
    ],
    [
      "UTF-16 big end first without a mark",
      Buffer.from("name,n\nabc,1\n", "utf16le").swap16(),
      ["name VARCHAR", "n BIGINT"],
      [["abc", "1"]],
    ],
    ["UTF-8 with its mark", "\uFEFFname,n\nJosé,1\n", ["name VARCHAR", "n BIGINT"], [["José", "1"]]],
    [
      "Windows-1252",
      Buffer.from("name,n\nJos\xe9,1\n\x93x\x94 \x80,2\n", "latin1"),
      ["name VARCHAR", "n BIGINT"],
      [
        ["José", "1"],
        ["“x” €", "2"],
      ],
    ],
  ];
  it.each(rows)("%s", async (_name, text, columns, firstRows) => {
    const result = await read(text);
    expect(result.columns).toEqual(columns);
    expect(result.rows.slice(0, firstRows.length)).toEqual(firstRows);
  });
});

describe("what only a later row tells", () => {
  const late = 60_000;
  const rows: readonly [name: string, text: string, column: string, lastValue: unknown][] = [
    ["a leading zero makes codes", `c,x\n${many(late, (i) => `${i},a\n`)}00123,b\n`, "c VARCHAR", "00123"],
    ["a fraction makes doubles", `c,x\n${many(late, (i) => `${i},a\n`)}1.5,b\n`, "c DOUBLE", 1.5],
    ["a word makes text", `c,x\n${many(late, (i) => `${i},a\n`)}hello,b\n`, "c VARCHAR", "hello"],
    ["a third decimal place makes doubles", `c,x\n${many(late, () => "1.25,a\n")}1.125,b\n`, "c DOUBLE", 1.125],
    [
      "an amount beyond what a double holds exactly keeps every digit",
      `c,x\n${many(late, () => "1.25,a\n")}12345678901234567.89,b\n`,
      "c DECIMAL(38,2)",
      "12345678901234567.89",
    ],
    [
      "a day above 12 turns the order",
      `c,x\n${many(late, () => "01/02/2024,a\n")}25/02/2024,b\n`,
      "c DATE",
      "2024-02-25",
    ],
    [
      "a time of day makes moments",
      `c,x\n${many(late, () => "2024-01-01,a\n")}2024-01-01 10:30:00,b\n`,
      "c TIMESTAMP",
      "2024-01-01 10:30:00",
    ],
  ];
  it.each(rows)("%s", async (_name, text, column, lastValue) => {
    const { file } = await ingestText(engine, "t.csv", text);
    const path = file.tables[0]?.path ?? "";
    const described = (await engine.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`)).getRowsJson();
    expect(`${described[0]?.[0]} ${described[0]?.[1]}`).toBe(column);
    const last = (await engine.runAndReadAll(`SELECT c FROM '${path}' WHERE x = 'b'`)).getRowsJson();
    expect(last).toEqual([[lastValue]]);
    expect(file.tables[0]?.rowCount).toBe(late + 1);
  });

  it("a byte that is not UTF-8 far down the file is read as Windows-1252", async () => {
    const text = Buffer.concat([
      Buffer.from(`c,x\n${many(late, () => "abc,a\n")}`),
      Buffer.from("Jos\xe9,b\n", "latin1"),
    ]);
    const { file } = await ingestText(engine, "t.csv", text);
    const last = await engine.runAndReadAll(`SELECT c FROM '${file.tables[0]?.path}' WHERE x = 'b'`);
    expect(last.getRowsJson()).toEqual([["José"]]);
  });
});

describe("what is mended with a warning", () => {
  it("pads short rows and keeps the cells of long ones", async () => {
    const { columns, rows, warnings } = await read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n");
    expect(columns).toEqual(["a BIGINT", "b BIGINT", "c BIGINT", "extra_1 BIGINT"]);
    expect(rows).toEqual([
      ["1", "2", "3", null],
      ["4", "5", null, null],
      ["6", "7", "8", "9"],
    ]);
    expect(warnings.map(({ row }) => row)).toEqual([3, 4]);
  });
  it("says which way ambiguous dates were read", async () => {
    const { warnings, csv } = await read("d,x\n01/02/2024,1\n03/04/2024,2\n");
    expect(csv?.dateOrder).toBe("mdy");
    expect(warnings[0]).toMatchObject({ column: "d" });
  });
  it("removes NUL characters", async () => {
    const { rows, warnings } = await read("a,b\n1,x\0y\n");
    expect(rows).toEqual([["1", "xy"]]);
    expect(warnings).toHaveLength(1);
  });
  it("keeps valid lines when a few are in another encoding", async () => {
    const { rows } = await read(Buffer.concat([Buffer.from("a\nJosé\n"), Buffer.from("K\xf6ln\n", "latin1")]));
    expect(rows).toEqual([["José"], ["Köln"]]);
  });
});

describe("options of the person win over sniffing", () => {
  const rows: readonly [name: string, text: string, options: object, columns: string[], first: unknown[]][] = [
    ["date order", "d\n01/02/2024\n", { csv: { dateOrder: "dmy" } }, ["d DATE"], ["2024-02-01"]],
    ["no header", "a,b\nc,d\n", { csv: { hasHeader: false } }, ["column_1 VARCHAR", "column_2 VARCHAR"], ["a", "b"]],
    ["delimiter", "a;b,c\n1;2,3\n", { csv: { delimiter: ";" } }, ["a BIGINT", "b,c DOUBLE"], ["1", 2.3]],
    ["skipped lines", "x,y\na,b\n1,2\n", { csv: { skipLines: 1 } }, ["a BIGINT", "b BIGINT"], ["1", "2"]],
    [
      "words for nothing",
      "a,b\n1,zip\n99,x\n",
      { csv: { nullWords: ["99"] } },
      ["a BIGINT", "b VARCHAR"],
      ["1", "zip"],
    ],
    [
      "a column's type",
      "a,b\n1,2\n",
      { columnTypes: { t: { a: "text", b: "double" } } },
      ["a VARCHAR", "b DOUBLE"],
      ["1", 2],
    ],
    [
      "decimal separator",
      "a\n1.234\n5.678\n",
      { csv: { decimalSeparator: ",", thousandsSeparator: "." } },
      ["a BIGINT"],
      ["1234"],
    ],
    ["encoding", "a\nJosé\n", { csv: { encoding: "windows-1252" } }, ["a VARCHAR"], ["JosÃ©"]],
  ];
  it.each(rows)("%s", async (_name, text, options, columns, first) => {
    const result = await read(text, "t.csv", options);
    expect(result.columns).toEqual(columns);
    expect(result.rows[0]).toEqual(first);
  });
  it("what was sniffed is accepted back as options and reads the same", async () => {
    const text = "Datum;Betrag\n31.12.2023;1.234,56\n01.02.2024;99,90\n";
    const once = await read(text);
    const again = await read(text, "t.csv", { csv: once.csv });
    expect(again).toEqual(once);
  });
});

describe.skipIf(!hasSamples)("csv-spectrum", () => {
  const folder = join(SAMPLES, "csv-torture/csv-spectrum");
  const names = hasSamples ? readdirSync(join(folder, "csvs")).map((file) => file.replace(".csv", "")) : [];
  it.each(names)("%s", async (name) => {
    const { file, tables } = await ingestPath(engine, join(folder, "csvs", `${name}.csv`));
    const table = tables[file.tables[0]?.name ?? ""];
    const expected: Record<string, string>[] = JSON.parse(readFileSync(join(folder, "json", `${name}.json`), "utf8"));
    const keys = table?.columns.map((column) => column.slice(0, column.lastIndexOf(" "))) ?? [];
    const actual = table?.rows.map((row) => Object.fromEntries(keys.map((key, i) => [key, String(row[i] ?? "")])));
    // Upstream's JSON of this one file is no array and holds another phone number than the CSV.
    if (name === "location_coordinates") {
      expect(actual).toEqual([{ ...expected, "Contact Phone Number": "2095257564" }]);
    } else {
      expect(actual).toEqual(expected);
    }
  });
});

describe.skipIf(!hasSamples)("public tables that people upload", () => {
  const files = hasSamples
    ? ["vega", "seaborn"].flatMap((folder) =>
        readdirSync(join(SAMPLES, folder))
          .filter((name) => /\.(csv|tsv|json)$/.test(name))
          .map((name) => join(folder, name)),
      )
    : [];
  it.each(files)("%s is read without a warning and without an empty table", async (name) => {
    const { file } = await ingestPath(engine, join(SAMPLES, name));
    expect(file.warnings).toEqual([]);
    for (const table of file.tables) expect(table.rowCount).toBeGreaterThan(0);
  });
});
