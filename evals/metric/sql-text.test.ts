import { describe, expect, it } from "vitest";
import { hasOrderBy, withoutDistinct } from "./sql-text.ts";

describe("sql text", () => {
  it("drops DISTINCT outside quotes only", () =>
    expect(withoutDistinct("SELECT count(DISTINCT a) FROM t WHERE b = 'distinct'")).toBe(
      "SELECT count(  a) FROM t WHERE b = 'distinct'",
    ));
  it("sees ORDER BY outside quotes only", () => {
    expect(hasOrderBy("SELECT a FROM t ORDER  BY a")).toBe(true);
    expect(hasOrderBy("SELECT a FROM t WHERE b = 'order by'")).toBe(false);
  });
});
