import { type Cell, DEFAULT_LIMITS, type Frame, frameRows, type TypeKind } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeFrame } from "../frames/decode-frame.ts";
import { encodeFrame } from "../frames/encode-cells.ts";
import { openPoolFixture, type PoolFixture } from "../pool/pool-fixture.ts";

interface Column {
  readonly name: string;
  readonly kind: TypeKind;
  readonly cells: readonly Cell[];
}

const COLUMNS: readonly Column[] = [
  { name: "boolean", kind: "boolean", cells: [true, null, false] },
  { name: "integer", kind: "integer", cells: [-2147483648, null, 4294967295] },
  { name: "bigint", kind: "bigint", cells: [9223372036854775807n, null, -9223372036854775808n] },
  { name: "wider than 64 bits", kind: "bigint", cells: [18446744073709551615n, null, -5n] },
  { name: "decimal", kind: "decimal", cells: ["12345678901234567890.12", null, "-0.01"] },
  { name: "a decimal of 60 digits", kind: "decimal", cells: [`1${"0".repeat(59)}`, null, "1.5"] },
  { name: "not a number", kind: "decimal", cells: ["NaN", null, "1.5"] },
  { name: "double", kind: "double", cells: [1e-308, null, Number.NEGATIVE_INFINITY] },
  { name: "text", kind: "text", cells: ["naïve 🦆 a long text beyond twelve bytes", null, ""] },
  { name: "date", kind: "date", cells: ["infinity", null, "-000043-03-15"] },
  { name: "more dates", kind: "date", cells: ["1970-01-01", null, "2000-02-29"] },
  { name: "time", kind: "time", cells: ["23:59:59.999999", null, "00:00:00"] },
  { name: "timestamp", kind: "timestamp", cells: ["9999-12-31T23:59:59", null, "-004712-01-01T00:00:00"] },
  { name: "timestamptz", kind: "timestamptz", cells: ["2024-06-01T06:30:00.123456Z", null, "infinity"] },
  { name: "interval", kind: "interval", cells: ["P1Y2M3DT4H5M6.789S", null, "P-2M3DT-1H-0.5S"] },
  {
    name: "uuid",
    kind: "uuid",
    cells: ["00000000-0000-0000-0000-000000000000", null, "ffffffff-ffff-ffff-ffff-fffffffffff0"],
  },
  { name: "json", kind: "json", cells: [{ a: [1, "x", null], big: 12345678901234567890n }, null, "text"] },
  { name: "binary", kind: "binary", cells: [Uint8Array.of(0, 255, 7), null, Uint8Array.of()] },
  { name: "list", kind: "list", cells: [["a", null], null, []] },
  { name: "struct", kind: "struct", cells: [{ x: 1, y: "12.30" }, null, {}] },
  { name: "unknown", kind: "unknown", cells: ["(1,2)", null, "x"] },
];

const frameOf = (columns: readonly Column[]): Frame => ({
  columns: columns.map(({ name, kind }) => ({ name, type: { kind, native: `their ${kind}` } })),
  rowCount: columns[0]?.cells.length ?? 0,
  data: columns.map(({ cells }) => cells),
});

async function* messages(...frames: readonly Frame[]): AsyncGenerator<Uint8Array> {
  for (const frame of frames) yield encodeFrame(frame);
}

describe("cells between processes", () => {
  test.each(COLUMNS.map((column) => [column.name, column] as const))("%s comes back as it was", (_name, column) => {
    const frame = frameOf([column]);
    expect(decodeFrame(frame.columns, encodeFrame(frame)).data).toEqual([column.cells]);
  });
});

describe("rows of another source", () => {
  let fixture: PoolFixture;
  let nextId = 1;

  beforeAll(async () => {
    fixture = await openPoolFixture();
    await fixture.worker.attach({ sourceId: "remote", version: "1", tables: [], isRemote: true });
  });
  afterAll(() => fixture.close());

  const request = () => ({ resultId: `k${nextId++}`, sourceId: "remote", limits: DEFAULT_LIMITS, pageRows: 100 });
  const ref = (resultId: string) => ({
    resultId,
    sourceId: "remote",
    sql: "SELECT 1",
    policy: { tables: [] },
    limits: DEFAULT_LIMITS,
  });
  const keep = (...frames: readonly Frame[]) => {
    const [first] = frames;
    const stream = { columns: first?.columns ?? [], messages: messages(...frames), wasTruncated: () => false };
    const wanted = request();
    return { resultId: wanted.resultId, stored: fixture.worker.keep(wanted, stream) };
  };

  test("of every kind are kept exactly, with the source's own types", async () => {
    const frame = frameOf(COLUMNS);
    const stored = await keep(frame).stored;
    expect(stored.columns).toEqual(frame.columns);
    for (const [i, column] of COLUMNS.entries()) {
      const kept = stored.firstPage.data[i] ?? [];
      // Decimals of one column share a scale, as they do in every engine's own tables.
      const expected = column.name === "decimal" ? ["12345678901234567890.12", null, "-0.01"] : column.cells;
      expect([column.name, kept]).toEqual([column.name, expected]);
    }
  });

  test("in many frames stay in order, and are paged, sorted, filtered and summed up", async () => {
    const frames = Array.from({ length: 20 }, (_, f) =>
      frameOf([
        { name: "id", kind: "integer", cells: Array.from({ length: 2048 }, (_, i) => f * 2048 + i) },
        { name: "amount", kind: "decimal", cells: Array.from({ length: 2048 }, (_, i) => `${i}.5`) },
      ]),
    );
    const { resultId, stored } = keep(...frames);
    expect((await stored).rowCount).toBe(40_960);
    const page = await fixture.worker.page({ ...ref(resultId), offset: 40_000, limit: 2 });
    expect(frameRows(page.frame)).toEqual([
      [40_000, "1088.5"],
      [40_001, "1089.5"],
    ]);
    const view = {
      sort: [{ column: "amount", direction: "desc" as const }],
      filters: [{ column: "id", operator: "lt" as const, value: "100" }],
    };
    const filtered = await fixture.worker.page({ ...ref(resultId), ...view, offset: 0, limit: 1 });
    expect([filtered.rowCount, frameRows(filtered.frame)]).toEqual([100, [[99, "99.5"]]]);
    const [id] = await fixture.worker.statistics(ref(resultId));
    expect(id).toMatchObject({ name: "id", count: 40_960, min: 0, max: 40_959 });
    const file = await fixture.worker.export({ ...ref(resultId), format: "csv", isFormulaSafe: true });
    expect(file.rowCount).toBe(40_960);
  });

  test("that widen on the way are kept as the wider type", async () => {
    const column = (cells: readonly Cell[]) => frameOf([{ name: "n", kind: "bigint", cells }]);
    const stored = await keep(column([1n]), column([2n ** 100n]), column([3n])).stored;
    expect(stored.firstPage.data).toEqual([[1n, 2n ** 100n, 3n]]);
  });

  test("without a row still have columns", async () => {
    const stream = { columns: frameOf(COLUMNS).columns, messages: messages(), wasTruncated: () => true };
    const stored = await fixture.worker.keep(request(), stream);
    expect([stored.rowCount, stored.isTruncated, stored.columns.length]).toEqual([0, true, COLUMNS.length]);
  });

  test("whose stream fails are not kept, and the caller gets the stream's own error", async () => {
    const frame = frameOf(COLUMNS);
    async function* failing() {
      yield encodeFrame(frame);
      throw new RangeError("gone");
    }
    const wanted = request();
    const stream = { columns: frame.columns, messages: failing(), wasTruncated: () => false };
    await expect(fixture.worker.keep(wanted, stream)).rejects.toThrow("gone");
    await expect(fixture.worker.page({ ...ref(wanted.resultId), offset: 0, limit: 1 })).rejects.toMatchObject({
      code: "RESULT_EXPIRED",
    });
  });

  test("that are gone are expired, and no statement of a remote source runs here", async () => {
    await expect(fixture.worker.statistics(ref("never"))).rejects.toMatchObject({ code: "RESULT_EXPIRED" });
    await expect(fixture.worker.run({ ...ref("x"), pageRows: 1 })).rejects.toMatchObject({ code: "SQL_REFUSED" });
  });

  test("are sent at the pace they are kept at, and a cancel stops the sender", async () => {
    const frame = frameOf(COLUMNS);
    const controller = new AbortController();
    let sent = 0;
    let isStopped = false;
    async function* endless() {
      try {
        for (;;) {
          if (++sent === 50) controller.abort();
          yield encodeFrame(frame);
        }
      } finally {
        isStopped = true;
      }
    }
    const stream = { columns: frame.columns, messages: endless(), wasTruncated: () => false };
    await expect(fixture.worker.keep(request(), stream, controller.signal)).rejects.toMatchObject({
      code: "QUERY_CANCELLED",
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isStopped).toBe(true);
  });
});
