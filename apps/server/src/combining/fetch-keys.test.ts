import { AppError, type Cell, type ResultStream } from "@parlance/core";
import type { KeyLink } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { sqlWithKeys } from "./fetch-keys.ts";
import { MAX_KEYS, type PlannedFetch } from "./fetch-plan.ts";

const customer = { kind: "column", table: "orders", column: "customer" } as const;
const LINK: KeyLink = {
  table: "orders",
  column: customer,
  kind: "number",
  of: "customers",
  keys: { select: [] },
  filters: 1,
};
const HOME = { sourceId: "s", sourceName: "Shop", sendsKeys: true };
const PLAIN = "SELECT customer FROM orders";

const fetchBy = (kind: KeyLink["kind"]): PlannedFetch => ({
  table: "orders",
  query: { select: [{ expr: customer }] },
  filters: 0,
  isAggregated: false,
  sql: PLAIN,
  place: { ...HOME, name: "orders", table: "orders", remote: { dialect: "postgres", catalog: CATALOG } },
  keys: { link: { ...LINK, kind }, sql: "", place: { ...HOME, name: "customers", table: "customers", remote: null } },
});

const CATALOG = {
  dialect: "postgres",
  version: "1",
  tables: [
    {
      name: "orders",
      kind: "table",
      columns: [{ name: "customer", type: { kind: "bigint", native: "bigint" }, nullable: true }],
      primaryKey: [],
      foreignKeys: [],
    },
  ],
} as const;

const streamOf = (keys: readonly Cell[], wasTruncated = false): ResultStream => ({
  columns: [],
  wasTruncated: () => wasTruncated,
  frames: (async function* () {
    yield { columns: [], rowCount: keys.length, data: [keys] };
  })(),
});

const asked = (read: () => Promise<ResultStream>, kind: KeyLink["kind"] = "number") =>
  sqlWithKeys(fetchBy(kind), read, new AbortController().signal);

describe("keys sent with a part of a statement", () => {
  test.each<[string, readonly Cell[], KeyLink["kind"], string]>([
    ["numbers", [1, 9223372036854775807n], "number", `${PLAIN} WHERE customer IN (1, 9223372036854775807)`],
    ["texts", ["O'Hara", "b"], "text", `${PLAIN} WHERE customer IN ('O''Hara', 'b')`],
    ["none", [], "number", `${PLAIN} WHERE customer IS NULL AND NOT customer IS NULL`],
  ])("%s", async (_name, keys, kind, sql) => {
    const given = await asked(async () => streamOf(keys), kind);
    expect(
      given.replaceAll(/\s+/g, " ").replace("customer IS NOT NULL", "NOT customer IS NULL").replaceAll('"', ""),
    ).toBe(sql);
  });

  test.each<[string, () => Promise<ResultStream>]>([
    ["too many", async () => streamOf(Array.from({ length: MAX_KEYS + 1 }, (_, i) => i))],
    ["too long", async () => streamOf(["x".repeat(100_000)])],
    ["cut off", async () => streamOf([1], true)],
    ["not to be had", () => Promise.reject(new AppError("SOURCE_UNREACHABLE"))],
  ])("are left out where they are %s", async (_name, read) => {
    expect(await asked(read)).toBe(PLAIN);
  });

  test("stop with the statement", async () => {
    await expect(asked(() => Promise.reject(new AppError("QUERY_CANCELLED")))).rejects.toThrow(AppError);
  });
});
