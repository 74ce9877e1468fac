import { frameRows } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPoolFixture, type PoolFixture } from "./pool-fixture.ts";

describe("a worker over Parquet tables", () => {
  let fixture: PoolFixture;

  beforeAll(async () => {
    fixture = await openPoolFixture();
    await fixture.attach({
      orders: `SELECT i AS id, 'customer ' || i % 10 AS customer, (i * 1.5)::DECIMAL(12,2) AS amount,
               DATE '2024-01-01' + (i % 366)::INT AS day FROM range(5000) t(i)`,
    });
  });
  afterAll(() => fixture.close());

  test("run answers with columns, first page and row count", async () => {
    const result = await fixture.worker.run({
      ...fixture.request("SELECT customer, sum(amount) AS total FROM orders GROUP BY customer ORDER BY customer"),
      pageRows: 3,
    });
    expect(result.columns.map((column) => [column.name, column.type.kind])).toEqual([
      ["customer", "text"],
      ["total", "decimal"],
    ]);
    expect(result.rowCount).toBe(10);
    expect(result.isTruncated).toBe(false);
    expect(frameRows(result.firstPage)).toEqual([
      ["customer 0", "1871250.00"],
      ["customer 1", "1872000.00"],
      ["customer 2", "1872750.00"],
    ]);
  });

  test("page reads further rows of a kept result", async () => {
    const request = fixture.request("SELECT id FROM orders ORDER BY id");
    await fixture.worker.run({ ...request, pageRows: 10 });
    const page = await fixture.worker.page({ ...request, offset: 4000, limit: 3 });
    expect(page.rowCount).toBe(5000);
    expect(frameRows(page.frame)).toEqual([[4000n], [4001n], [4002n]]);
  });

  test("a statement the guard refuses does not run", async () => {
    const request = fixture.request("SELECT * FROM read_text('/etc/passwd')");
    await expect(fixture.worker.run({ ...request, pageRows: 1 })).rejects.toMatchObject({ code: "SQL_REFUSED" });
  });

  test("stream delivers every row in batches of at most 2,048", async () => {
    const stream = await fixture.worker.stream(fixture.request("SELECT id FROM orders ORDER BY id"));
    const sizes: number[] = [];
    let last: unknown;
    for await (const frame of stream.frames) {
      sizes.push(frame.rowCount);
      last = frame.data[0]?.at(-1);
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2048);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5000);
    expect(last).toBe(4999n);
    expect(stream.wasTruncated()).toBe(false);
  });
});
