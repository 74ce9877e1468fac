import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { writeXlsx } from "hucre";
import { beforeAll, describe, expect, it } from "vitest";
import { hasSamples, ingestText, openEngine, refusalOf, SAMPLES, writeFixture } from "./ingest-fixture.ts";

let engine: DuckDBConnection;
let parquet: Buffer;
let duckdb: Buffer;
let xlsx: Buffer;
beforeAll(async () => {
  engine = await openEngine();
  const folder = join(await writeFixture("seed", "x"), "..");
  await engine.run(`COPY (SELECT i AS id, 'name ' || i AS name FROM range(50000) t(i)) TO '${folder}/t.parquet'`);
  parquet = readFileSync(join(folder, "t.parquet"));
  await engine.run(`ATTACH '${folder}/t.duckdb' AS made`);
  await engine.run("CREATE TABLE made.t AS SELECT i AS id FROM range(5000) t(i)");
  await engine.run("DETACH made");
  duckdb = readFileSync(join(folder, "t.duckdb"));
  xlsx = Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: "S",
          rows: [
            ["a", "b"],
            [1, "x"],
          ],
        },
      ],
    }),
  );
});

const flipped = (bytes: Buffer, from: number): Buffer => {
  const copy = Buffer.from(bytes);
  for (let i = from; i < copy.length; i += 97) copy[i] = (copy[i] ?? 0) ^ 0x5a;
  return copy;
};

describe("a broken file is refused by name, with the place where it is known, and leaves nothing behind", () => {
  const rows: readonly [name: string, fileName: string, content: () => string | Buffer, code: string, row?: number][] =
    [
      ["an empty file", "t.csv", () => "", "FILE_EMPTY"],
      ["blank lines only", "t.csv", () => "\n\n\n", "FILE_EMPTY"],
      ["a header only", "t.csv", () => "a,b\n", "FILE_EMPTY"],
      ["an unclosed quote", "t.csv", () => 'a,b\n1,"x\n2,y\n', "FILE_REJECTED", 2],
      ["one endless line", "t.csv", () => "x".repeat(2_000_000), "FILE_REJECTED", 1],
      ["an endless line further down", "t.csv", () => `a\n1\n${"x".repeat(33_000_000)}\n`, "FILE_REJECTED", 3],
      ["a row far wider than the rest", "t.csv", () => `a,b\n1,2\n${"1,".repeat(500)}\n`, "FILE_REJECTED", 3],
      ["a PDF of one line", "t.pdf", () => "%PDF-1.4 hello there\n", "FILE_KIND_UNKNOWN"],
      ["a PDF under another name", "t.csv", () => "%PDF-1.4\n1 0 obj <<>> endobj\n", "FILE_KIND_UNKNOWN"],
      ["rich text", "t.rtf", () => "{\\rtf1\\ansi a,b\\par 1,2}", "FILE_KIND_UNKNOWN"],
      [
        "a Word document",
        "t.docx",
        () => Buffer.from("PK\x03\x04....[Content_Types].xml....PK\x03\x04....word/document.xml...."),
        "FILE_KIND_UNKNOWN",
      ],
      ["a web page", "t.csv", () => "<html><body>a,b</body></html>", "FILE_KIND_UNKNOWN"],
      [
        "a program",
        "t.sqlite",
        () => Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(2000, 3)]),
        "FILE_KIND_UNKNOWN",
      ],
      ["an archive", "t.zip", () => Buffer.from("PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "FILE_KIND_UNKNOWN"],
      ["JSON with a broken record", "t.json", () => '[{"a":1},\n{"a":}]', "FILE_REJECTED", 2],
      ["JSON cut short", "t.json", () => '[{"a":1},\n{"a":2', "FILE_REJECTED", 2],
      ["JSON with nothing after the last record", "t.json", () => '[{"a":1}', "FILE_REJECTED", 1],
      ["an empty JSON array", "t.json", () => "[]", "FILE_EMPTY"],
      ["NDJSON with a broken line", "t.ndjson", () => '{"a":1}\n{"a":2\n{"a":3}\n', "FILE_REJECTED", 2],
      ["Parquet cut short", "t.parquet", () => parquet.subarray(0, 9_000), "FILE_REJECTED"],
      ["Parquet of four bytes", "t.parquet", () => "PAR1", "FILE_REJECTED"],
      ["DuckDB cut short", "t.duckdb", () => duckdb.subarray(0, 5_000), "FILE_REJECTED"],
      ["DuckDB with flipped bytes", "t.duckdb", () => flipped(duckdb, 100), "FILE_REJECTED"],
      ["SQLite of its first line only", "t.sqlite", () => `SQLite format 3\0${"x".repeat(200)}`, "FILE_REJECTED"],
      ["XLSX cut short", "t.xlsx", () => xlsx.subarray(0, xlsx.length - 40), "FILE_REJECTED"],
      ["XLSX with flipped bytes", "t.xlsx", () => flipped(xlsx, 60), "FILE_REJECTED"],
      ["gzip cut short", "t.csv.gz", () => gzipSync(`a,b\n${"1,2\n".repeat(10_000)}`).subarray(0, 50), "FILE_REJECTED"],
      ["gzip within gzip", "t.csv.gz", () => gzipSync(gzipSync("a,b\n1,2\n")), "FILE_REJECTED"],
      ["a gzip bomb", "t.csv.gz", () => gzipSync(Buffer.alloc(100_000_000, "a")), "FILE_REJECTED"],
    ];
  it.each(rows)("%s", async (_name, fileName, content, code, row) => {
    const refusal = await refusalOf(ingestText(engine, fileName, content()));
    expect(refusal.code).toBe(code);
    expect(refusal.details).toMatchObject({ file: fileName, ...(row === undefined ? {} : { row }) });
    expect(refusal.message).not.toMatch(/\/tmp|parlance-ingest/);
  });

  it.skipIf(!hasSamples)("SQLite cut short or with flipped bytes", async () => {
    const bytes = readFileSync(join(SAMPLES, "chinook/Chinook_Sqlite.sqlite"));
    for (const content of [bytes.subarray(0, 20_000), flipped(bytes, 5_000)]) {
      const refusal = await refusalOf(ingestText(engine, "t.sqlite", content));
      expect(refusal.code).toBe("FILE_REJECTED");
    }
  });
});

describe("the kind is what the bytes say", () => {
  const rows: readonly [name: string, fileName: string, content: () => string | Buffer, kind: string][] = [
    ["a workbook named .csv", "t.csv", () => xlsx, "xlsx"],
    ["Parquet named .xlsx", "t.xlsx", () => parquet, "parquet"],
    ["JSON named .txt", "t.txt", () => '[{"a":1}]', "json"],
    ["CSV named .json", "t.json.csv", () => "a,b\n1,2\n", "csv"],
    ["lines of JSON named .json", "t.json", () => '{"a":1}\n{"a":2}\n', "ndjson"],
    ["packed CSV", "t.csv.gz", () => gzipSync("a,b\n1,2\n"), "csv"],
    ["packed JSON", "t.json.gz", () => gzipSync('[{"a":1}]'), "json"],
    ["DuckDB named .db", "t.db", () => duckdb, "duckdb"],
  ];
  it.each(rows)("%s", async (_name, fileName, content, kind) => {
    const { file } = await ingestText(engine, fileName, content());
    expect(file.kind).toBe(kind);
    expect(file.tables.every(({ path }) => existsSync(path))).toBe(true);
    expect(file.tables[0]?.name).toBe("t");
  });
});
