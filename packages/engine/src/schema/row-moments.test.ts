import type { Column } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { tokenize } from "../text/tokens.ts";
import { momentAfter, momentBefore, momentsOf } from "./row-moments.ts";
import { buildSchema } from "./schema-model.ts";

const dates = (entries: Readonly<Record<string, readonly [string, string]>>): Column[] =>
  Object.entries(entries).map(([name, [min, max]]) => ({
    name,
    type: { kind: "date", native: "DATE" },
    nullable: true,
    profile: { rows: 9, nulls: 1, distinct: 8, distinctIsExact: true, min, max, topValues: [] },
  }));

const { tables } = buildSchema({
  dialect: "sqlite",
  version: "1",
  tables: [
    {
      name: "clm",
      kind: "table",
      columns: dates({
        created_at: ["2023-01-01", "2024-01-01"],
        loss_dt: ["2023-01-02", "2024-01-02"],
        rpt_dt: ["2023-01-05", "2024-01-05"],
        decisionDt: ["2023-02-01", "2024-02-01"],
      }),
      primaryKey: [],
      foreignKeys: [],
    },
  ],
});
const [clm] = tables;
const named = (name: string) => {
  const found = clm?.columns.find((column) => column.name === name);
  if (!found) throw new Error(`No column ${name}.`);
  return found;
};

describe("moments of a row", () => {
  it.each([
    ["written out", "reported", "rpt_dt"],
    ["of the same beginning", "decided", undefined],
    ["by its noun", "decision", "decisionDt"],
    ["of another thing", "paid", undefined],
  ])("%s", (_, word, expected) => {
    const [token] = tokenize(word);
    expect(clm && momentsOf(clm, token)[0]?.name).toBe(expected);
  });

  it("counts from what begins the row, not from when it was kept", () =>
    expect(momentBefore(named("decisionDt"))?.name).toBe("rpt_dt"));

  it("goes on to what comes next", () => expect(momentAfter(named("loss_dt"))?.name).toBe("rpt_dt"));
});
