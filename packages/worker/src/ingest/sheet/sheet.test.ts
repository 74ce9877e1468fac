import { deflateRawSync } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { writeXlsx } from "hucre";
import { beforeAll, describe, expect, it } from "vitest";
import { hasSamples, ingestPath, ingestText, openEngine, refusalOf, SAMPLES } from "../ingest-fixture.ts";

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

type Rows = NonNullable<Parameters<typeof writeXlsx>[0]["sheets"][number]["rows"]>;
const workbook = async (sheets: readonly { name: string; rows: Rows; hidden?: boolean }[]): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [...sheets] }));

describe("a sheet becomes a table", () => {
  const day = new Date(Date.UTC(2024, 0, 31));
  const rows: readonly [name: string, rows: Rows, columns: string[], first: unknown[]][] = [
    [
      "numbers, dates and truth values",
      [
        ["n", "d", "b", "price"],
        [1, day, true, 2.5],
        [2, day, false, 3.25],
      ],
      ["n BIGINT", "d DATE", "b BOOLEAN", "price DECIMAL(18,2)"],
      ["1", "2024-01-31", true, "2.50"],
    ],
    [
      "titles and blank rows above the header",
      [["Report"], [], ["a", "b"], [1, "x"], [2, "y"]],
      ["a BIGINT", "b VARCHAR"],
      ["1", "x"],
    ],
    [
      "merged headings over the header",
      [
        [null, "2023", null, "2024", null],
        ["region", "Q1", "Q2", "Q1", "Q2"],
        ["N", 1, 2, 3, 4],
        ["S", 5, 6, 7, 8],
      ],
      ["region VARCHAR", "2023 Q1 BIGINT", "2023 Q2 BIGINT", "2024 Q1 BIGINT", "2024 Q2 BIGINT"],
      ["N", "1", "2", "3", "4"],
    ],
    [
      "a header of two rows, with cells merged across and down",
      [
        ["ACME sales"],
        ["region", "person", "Q1", null, "Q2", null, "comment"],
        [null, null, "revenue", "units", "revenue", "units", null],
        ["N", "Ann", 1.5, 2, 3.5, 4, null],
        ["S", "Bob", 5.5, 6, 7.5, 8, "x"],
      ],
      [
        "region VARCHAR",
        "person VARCHAR",
        "Q1 revenue DECIMAL(18,2)",
        "Q1 units BIGINT",
        "Q2 revenue DECIMAL(18,2)",
        "Q2 units BIGINT",
        "comment VARCHAR",
      ],
      ["N", "Ann", "1.50", "2", "3.50", "4", null],
    ],
    [
      "words below a header with a column that has no name are data",
      [
        ["name", null, "city"],
        ["Ann", "x", null],
        ["Bob", "y", "Rome"],
      ],
      ["name VARCHAR", "column_2 VARCHAR", "city VARCHAR"],
      ["Ann", "x", null],
    ],
    [
      "codes kept as text",
      [
        ["code", "n"],
        ["00123", 1],
        ["00456", 2],
      ],
      ["code VARCHAR", "n BIGINT"],
      ["00123", "1"],
    ],
    [
      "errors in cells are empty",
      [
        ["n", "m"],
        ["#N/A", 1],
        [4, 2],
      ],
      ["n BIGINT", "m BIGINT"],
      [null, "1"],
    ],
  ];
  it.each(rows)("%s", async (_name, sheetRows, columns, first) => {
    const { tables } = await ingestText(engine, "book.xlsx", await workbook([{ name: "S", rows: sheetRows }]));
    expect(tables.book?.columns).toEqual(columns);
    expect(tables.book?.rows[0]).toEqual(first);
  });

  it("many sheets are many tables; hidden and empty ones are named in warnings", async () => {
    const rows: Rows = [
      ["a", "b"],
      [1, "x"],
    ];
    const book = await workbook([
      { name: "Sales 2024", rows },
      { name: "Secret", rows, hidden: true },
      { name: "Empty", rows: [] },
      { name: "Staff", rows },
    ]);
    const { file } = await ingestText(engine, "book.xlsx", book);
    expect(file.tables.map(({ name, origin }) => [name, origin])).toEqual([
      ["sales_2024", "Sales 2024"],
      ["staff", "Staff"],
    ]);
    expect(file.warnings.map(({ message }) => message)).toEqual([
      'The hidden sheet "Secret" was left out.',
      'The sheet "Empty" holds no table.',
    ]);
    const chosen = await ingestText(engine, "book.xlsx", book, { options: { sheets: { sheets: ["Secret"] } } });
    expect(chosen.file.tables.map(({ name }) => name)).toEqual(["secret"]);
  });

  it("a cell merged over several rows is the value of each of them, and is told", async () => {
    const rows: Rows = [
      ["region", "person", "amount"],
      ["North", "Ann", 1],
      [null, "Bob", 2],
      [null, null, null],
      ["South", "Cy", 3],
      [null, "Di", 4],
    ];
    const merges = [
      { startRow: 1, endRow: 3, startCol: 0, endCol: 0 },
      { startRow: 4, endRow: 4, startCol: 0, endCol: 0 },
    ];
    const book = Buffer.from(await writeXlsx({ sheets: [{ name: "S", rows, merges }] }));
    const { tables, file } = await ingestText(engine, "book.xlsx", book);
    expect(tables.book?.rows).toEqual([
      ["North", "Ann", "1"],
      ["North", "Bob", "2"],
      ["South", "Cy", "3"],
      [null, "Di", "4"],
    ]);
    expect(file.warnings.map(({ message }) => message)).toEqual([
      'Merged cells in "region" were read as their value in each of their rows.',
    ]);
  });

  it("the person may name the header row", async () => {
    const book = await workbook([
      {
        name: "S",
        rows: [
          ["x", "y"],
          ["a", "b"],
          [1, 2],
        ],
      },
    ]);
    const { tables } = await ingestText(engine, "book.xlsx", book, { options: { sheets: { headerRow: { S: 2 } } } });
    expect(tables.book).toEqual({ columns: ["a BIGINT", "b BIGINT"], rows: [["1", "2"]] });
  });
});

/** A ZIP of one deflated entry that claims whatever size it likes. */
function zipOf(name: string, content: Buffer, claimedBytes: number): Buffer {
  const packed = deflateRawSync(content);
  const label = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimedBytes, 22);
  local.writeUInt16LE(label.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimedBytes, 24);
  central.writeUInt16LE(label.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + label.length, 12);
  end.writeUInt32LE(30 + label.length + packed.length, 16);
  return Buffer.concat([local, label, packed, central, label, end]);
}

describe("hostile workbooks", () => {
  it("a bomb is refused however small it claims to be", async () => {
    const bomb = zipOf("xl/worksheets/sheet1.xml", Buffer.alloc(400_000_000, "<"), 100);
    expect(bomb.length).toBeLessThan(500_000);
    const refusal = await refusalOf(ingestText(engine, "bomb.xlsx", bomb));
    expect(refusal).toMatchObject({ code: "FILE_REJECTED", message: "The workbook unpacks to more than is accepted." });
  });
  it("a workbook without a workbook is refused", async () => {
    const refusal = await refusalOf(ingestText(engine, "odd.xlsx", zipOf("xl/other.xml", Buffer.from("<a/>"), 4)));
    expect(refusal.code).toBe("FILE_REJECTED");
  });
});

describe.skipIf(!hasSamples)("messytables", () => {
  const rows: readonly [file: string, rowCounts: number[] | string][] = [
    ["simple.xlsx", [6]],
    ["simple.xls", [6]],
    ["simple.ods", [3]],
    ["loffice-4.4.1.2.ods", [3]],
    ["blank_line.ods", [3]],
    ["sw_gen.xlsx", [15]],
    ["large.xlsx", [29]],
    ["bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm", [40]],
    ["span_rich.xls", [5]],
    ["unicode_sheet_name.xls", [1]],
    ["multilineods.ods", [1]],
    ["libreoffice.xlsx", "FILE_EMPTY"],
    ["encrypted_no_password.xls", "FILE_REJECTED"],
    ["large.ods", "FILE_REJECTED"],
  ];
  it.each(rows)("%s", async (name, expected) => {
    const reading = ingestPath(engine, `${SAMPLES}/excel/messytables/${name}`);
    if (typeof expected === "string") expect((await refusalOf(reading)).code).toBe(expected);
    else expect((await reading).file.tables.map(({ rowCount }) => rowCount)).toEqual(expected);
  });
});
