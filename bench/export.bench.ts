import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportFormat } from "@parlance/core";
import type { BenchRow } from "./bench-row.ts";
import { pairedRuns } from "./paired-runs.ts";
import { openParquetFixture, type ParquetFixture } from "./parquet-fixture.ts";

const ROWS = 1_000_000;
const RUNS = 5;

/** A kept result of 1M rows written to disk, against DuckDB's COPY of the same table. */
export async function run(): Promise<readonly BenchRow[]> {
  const fixture = await openParquetFixture(
    "sales",
    "id name amount day note",
    `SELECT i AS id, 'name ' || (i % 1000) AS name, (i * 0.01)::DECIMAL(18,2) AS amount,
     DATE '2020-01-01' + (i % 1000)::INTEGER AS day, 'a note of some length about row ' || i AS note
     FROM range(${ROWS}) t(i)`,
  );
  try {
    await fixture.bare.run("CREATE TEMP TABLE kept AS SELECT * FROM sales");
    return [await exportRow(fixture, "csv"), await exportRow(fixture, "parquet")];
  } finally {
    await fixture.close();
  }
}

const COPY_OPTIONS = { csv: "FORMAT csv, HEADER true", parquet: "FORMAT parquet, COMPRESSION zstd" } as const;

async function exportRow(fixture: ParquetFixture, format: keyof typeof COPY_OPTIONS & ExportFormat): Promise<BenchRow> {
  const request = fixture.request("SELECT * FROM sales");
  await fixture.worker.run({ ...request, pageRows: 1 });
  const target = join(tmpdir(), `parlance-bench-${process.pid}.${format}`);
  const { ours, bare, spread } = await pairedRuns(
    RUNS,
    async () => {
      const file = await fixture.worker.export({ ...request, format, isFormulaSafe: true });
      await rm(file.path);
    },
    () => fixture.bare.run(`COPY kept TO '${target}' (${COPY_OPTIONS[format]})`),
  );
  await rm(target, { force: true });
  return {
    name: `export 1M rows as ${format}, formula-safe where it applies`,
    unit: "ms",
    ours,
    bare,
    bar: { kind: "ratio", ratio: 2 },
    notes: `median of ${RUNS} alternating runs; ${spread}`,
  };
}
