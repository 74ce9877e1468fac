import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop, type Shop } from "../fixtures/shop.ts";
import { drafted, reading } from "../fixtures/states.ts";
import { check } from "./check.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const GOOD = reading("SELECT count(*) FROM orders");
const BAD = reading("SELECT * FROM read_text('/etc/passwd')");

describe("the check step", () => {
  it("gives the first reading when it may run", async () => {
    const state = await check.run(drafted(shop, [GOOD]), { needs: shop.needs, signal: undefined });
    expect(state.statement).toMatchObject({ sql: GOOD.sql, tables: ["orders"] });
    expect(state.draft.verdict).toBe("answer");
  });

  it("passes over a refused reading, and is then less sure", async () => {
    const state = await check.run(drafted(shop, [BAD, GOOD]), { needs: shop.needs, signal: undefined });
    expect(state.statement?.reading).toBe(GOOD);
    expect(state.draft.verdict).toBe("confirm");
  });

  it("refuses with the first reading's rule when none may run", async () => {
    const run = async () => check.run(drafted(shop, [BAD]), { needs: shop.needs, signal: undefined });
    await expect(run()).rejects.toMatchObject({ code: "SQL_REFUSED", details: { rule: "table-function-not-allowed" } });
  });

  it.each(["ask", "handover"] as const)(
    "runs nothing on %s and offers only readings that could run",
    async (verdict) => {
      const state = await check.run(drafted(shop, [BAD, GOOD], { verdict }), { needs: shop.needs, signal: undefined });
      expect(state.statement).toBeNull();
      expect(state.draft.readings).toEqual([GOOD]);
    },
  );
});
