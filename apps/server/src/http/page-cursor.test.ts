import { describe, expect, test } from "vitest";
import { cursor, pageOf } from "./page-cursor.ts";

const place = (row: { readonly at: Date; readonly id: string }) => row;

describe("cursors", () => {
  test("stand for the last row of a page, and read back as it", () => {
    const rows = [3, 2, 1].map((n) => ({ at: new Date(Date.UTC(2026, 0, n)), id: `row-${n}` }));
    const { items, nextCursor } = pageOf(rows, 2, place);
    expect(items).toEqual(rows.slice(0, 2));
    expect(cursor.parse(nextCursor)).toEqual(rows[1]);
    expect(pageOf(rows, 3, place).nextCursor).toBeNull();
  });

  test.each([
    ["no time", "_a"],
    ["a time no date has", "v9q0n0jp6oa_Q"],
    ["a time after all rows", "grf5er9ay9_8Iz4"],
    ["an id with other signs", "abc_a/b"],
    ["nothing", ""],
  ])("%s is refused", (_name, text) => {
    expect(cursor.safeParse(text).success).toBe(false);
  });
});
