import { describe, expect, it } from "vitest";
import { buildNameIndex } from "../schema/name-index.ts";
import { buildSchema } from "../schema/schema-model.ts";
import { tokenize } from "../text/tokens.ts";
import { acronymAt } from "./acronyms.ts";

const NAMES = buildNameIndex(
  buildSchema({
    dialect: "sqlite",
    version: "1",
    tables: [
      {
        name: "ltv",
        kind: "table",
        columns: [{ name: "ltv_cd", type: { kind: "text", native: "TEXT" }, nullable: false }],
        primaryKey: [],
        foreignKeys: [],
      },
    ],
  }),
  [],
);

describe("acronymAt", () => {
  it.each([
    ["first letters", "loans by loan to value", 2, 5],
    ["letters of no name", "loans by loan to term", 2, undefined],
    ["too few words", "loan to", 0, undefined],
  ])("%s", (_, question, from, end) => expect(acronymAt(tokenize(question), from, NAMES)?.end).toBe(end));
});
