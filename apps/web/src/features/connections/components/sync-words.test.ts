import { describe, expect, test } from "vitest";
import { progressWords, whenWords } from "./sync-words.ts";

const NOW = Date.UTC(2026, 0, 15, 12);
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

describe("moments", () => {
  test.each<[number, string]>([
    [0, "just now"],
    [-1, "1 minute ago"],
    [-59, "59 minutes ago"],
    [-60, "1 hour ago"],
    [-60 * 47, "2 days ago"],
    [5, "in 5 minutes"],
    [120, "in 2 hours"],
  ])("%d minutes are %j", (minutes, words) => expect(whenWords(at(minutes), NOW)).toBe(words));
});

test("progress says what is done and how much", () => {
  expect(progressWords({ phase: "connect", rows: 0, tables: 0 })).toBe("Connecting…");
  expect(progressWords({ phase: "convert", rows: 1200, tables: 0, table: "orders" })).toBe(
    "Storing orders, 1,200 rows",
  );
  expect(progressWords({ phase: "index", rows: 5, tables: 2 })).toBe("Indexing values, 2 tables, 5 rows");
});
