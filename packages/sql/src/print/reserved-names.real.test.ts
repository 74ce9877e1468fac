import { openEngines, type TestEngine, type TestEngines } from "@parlance/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DIALECT_TRAITS } from "./index.ts";
import { printName } from "./names.ts";

let engines: TestEngines;

beforeAll(async () => {
  engines = await openEngines([]);
}, 120_000);

afterAll(async () => engines?.close());

/** Where each engine lists its own keywords; SQLite and Trino have no such list. */
const KEYWORDS: Readonly<Record<TestEngine["dialect"], string | undefined>> = {
  duckdb: "SELECT keyword_name FROM duckdb_keywords()",
  postgres: "SELECT word FROM pg_get_keywords()",
  mysql: "SELECT word FROM information_schema.KEYWORDS",
  sqlite: undefined,
  trino: undefined,
};

/** SQLite takes these two for values even when they are quoted. */
const SQLITE_VALUES = new Set(["true", "false"]);

async function keywords(): Promise<string[]> {
  const found = new Set<string>();
  for (const engine of engines.all) {
    const list = KEYWORDS[engine.dialect];
    for (const [word] of list === undefined ? [] : await engine.query(list)) found.add(String(word).toLowerCase());
  }
  return [...found].filter((word) => /^[a-z_]\w*$/.test(word));
}

test("every keyword of every engine can be the name of a column, a heading and a table", {
  timeout: 120_000,
}, async () => {
  const words = await keywords();
  expect(words.length).toBeGreaterThan(400);
  const refused: string[] = [];
  for (const engine of engines.all) {
    const traits = DIALECT_TRAITS[engine.dialect];
    for (const word of words) {
      if (engine.dialect === "sqlite" && SQLITE_VALUES.has(word)) continue;
      const name = printName(word, traits);
      const quoted = traits.quote + word + traits.quote;
      const sql = `SELECT ${name}.${name} AS ${name}, COUNT(${name}) FROM (SELECT 1 AS ${quoted}) AS ${name} WHERE ${name} = 1 GROUP BY ${name} ORDER BY ${name}`;
      const first = await engine.query(sql).then(
        (rows) => String(rows[0]?.[0]),
        (error: unknown) => String(error),
      );
      if (first !== "1") refused.push(`${engine.dialect}: ${word}: ${first}`);
    }
  }
  expect(refused).toEqual([]);
});
