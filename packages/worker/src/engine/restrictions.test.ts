import { frameRows, type GuardPolicy } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPoolFixture, type PoolFixture } from "../pool/pool-fixture.ts";

const POLICY: GuardPolicy = {
  tables: [{ name: "orders", columns: ["id", "region", "amount"] }],
  restrictions: {
    hashKey: "key-of-the-test-workspace",
    tables: [
      {
        table: "orders",
        rows: {
          kind: "compare",
          operator: "!=",
          left: { kind: "column", name: "region", type: "text" },
          right: { kind: "literal", type: "text", value: "CANARY" },
        },
        columns: { amount: { kind: "hide" } },
      },
    ],
  },
};

describe("rules in the worker", () => {
  let fixture: PoolFixture;

  beforeAll(async () => {
    fixture = await openPoolFixture({});
    await fixture.attach({
      orders: "SELECT i AS id, ['EU', 'US', 'CANARY'][1 + i % 3] AS region, i * 10 AS amount FROM range(9) t(i)",
    });
  }, 60_000);
  afterAll(() => fixture.close());

  const run = (sql: string) => fixture.worker.run({ ...fixture.request(sql), policy: POLICY, pageRows: 10 });

  test("the columns that a PIVOT finds in the data are those of visible rows", async () => {
    const { columns, firstPage } = await run("PIVOT orders ON region USING count(*)");
    expect(columns.map(({ name }) => name)).toEqual(["id", "EU", "US"]);
    expect(frameRows(firstPage)).toHaveLength(6);
  });

  test("a result that is made again is restricted again", async () => {
    const request = { ...fixture.request("SELECT * FROM orders ORDER BY id"), policy: POLICY };
    const { frame, rowCount } = await fixture.worker.page({ ...request, offset: 0, limit: 10 });
    expect([rowCount, frame.columns.map(({ name }) => name)]).toEqual([6, ["id", "region"]]);
  });

  test("the place of an error is one in what was written", async () => {
    const sql = "SELECT count(*) FROM orders WHERE amount > 3";
    await expect(run(sql)).rejects.toMatchObject({
      code: "SQL_UNKNOWN_COLUMN",
      details: { position: sql.indexOf("amount") },
    });
  });

  test("an error about a row that is left out does not come", async () => {
    const { firstPage } = await run(
      "SELECT count(*) FROM orders WHERE CAST(CASE region WHEN 'CANARY' THEN region ELSE '1' END AS INTEGER) = 1",
    );
    expect(Number(firstPage.data[0]?.[0])).toBe(6);
  });
});
