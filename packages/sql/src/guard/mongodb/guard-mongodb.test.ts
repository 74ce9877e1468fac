import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { CORPUS_TABLES, corpusLines, HAS_CORPUS, policyOf } from "../fixtures/corpus.ts";
import { ATTACKS } from "./fixtures/attacks.ts";
import { READS } from "./fixtures/reads.ts";
import { guardMongodb } from "./guard-mongodb.ts";
import { parseJson } from "./parse-json.ts";

const POLICY = policyOf(...CORPUS_TABLES);

describe("our own corpus", () => {
  for (const [door, queries] of Object.entries(ATTACKS)) {
    test.each(queries.map((query) => [query.slice(0, 120), query]))(`refuses ${door}: %s`, (_shown, query) => {
      expect(guardMongodb(query, POLICY).isAllowed).toBe(false);
    });
  }

  for (const [kind, queries] of Object.entries(READS)) {
    test.each(queries)(`allows ${kind}: %s`, (query) => {
      expect(guardMongodb(query, POLICY)).toMatchObject({ isAllowed: true });
    });
  }
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The value with `bad` put in place of one of its leaves. */
function* withLeafReplaced(value: Json, bad: Json): Iterable<Json> {
  if (typeof value !== "object" || value === null) yield bad;
  else if (Array.isArray(value)) {
    for (const [i, item] of value.entries())
      for (const changed of withLeafReplaced(item, bad)) yield value.with(i, changed);
  } else {
    for (const [key, item] of Object.entries(value)) {
      for (const changed of withLeafReplaced(item, bad)) yield { ...value, [key]: changed };
    }
  }
}

describe("a bad part anywhere in a read", () => {
  const BAD: readonly Json[] = [
    { $function: { body: "function () {}", args: [], lang: "js" } },
    { $where: "1" },
    { a: { $accumulator: {} } },
    [{ $out: "x" }],
    [{ $and: [{ $where: "1" }] }],
    { $code: "1" },
  ];

  test.each(Object.values(READS).flat())("is refused: %s", (query) => {
    for (const bad of BAD) {
      for (const changed of withLeafReplaced(JSON.parse(query) as Json, bad)) {
        expect(guardMongodb(JSON.stringify(changed), POLICY).isAllowed, JSON.stringify(changed)).toBe(false);
      }
    }
  });
});

describe("reading JSON", () => {
  it("agrees with JSON.parse about every text without a key that comes twice", () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        fc.pre(!/__proto__|u0000/.test(text));
        expect(plainValue(parseJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("is total: any text and any JSON get a verdict", () => {
    const command = fc.json().map((json) => `{"find": "orders", "filter": ${json}}`);
    const pipeline = fc.json().map((json) => `{"aggregate": "orders", "pipeline": [${json}], "cursor": {}}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), command, pipeline), (text) => {
        expect(typeof guardMongodb(text, POLICY).isAllowed).toBe("boolean");
      }),
      { numRuns: 2_000 },
    );
  });

  it("escapes and blanks change no verdict", () => {
    const escaped = (text: string): string =>
      text
        .replace(/\$/g, "\\u0024")
        .replaceAll('":', '" :\n\t')
        .replace(/(?<=")secrets(?=")/g, "\\u0073ecrets");
    for (const query of Object.values(READS).flat()) expect(guardMongodb(escaped(query), POLICY).isAllowed).toBe(true);
    for (const query of Object.values(ATTACKS).flat())
      expect(guardMongodb(escaped(query), POLICY).isAllowed).toBe(false);
  });
});

function plainValue(node: ReturnType<typeof parseJson>): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
    case "array":
      return node.items.map(plainValue);
    case "null":
      return null;
    default:
      return node.value;
  }
}

describe.skipIf(!HAS_CORPUS)("the shared corpus (skipped where ../shared/attacks is absent)", () => {
  it("refuses every attack that is not only a matter of time and memory", () => {
    const attacks = corpusLines("sql-attacks", "mongodb").filter((line) => line.expect === "refuse");
    expect(attacks.length).toBeGreaterThan(50);
    expect(attacks.filter((line) => guardMongodb(line.sql, POLICY).isAllowed)).toEqual([]);
  });

  it("allows every legitimate read", () => {
    const reads = corpusLines("sql-legit", "mongodb").filter((line) => line.expect === "allow");
    expect(reads.length).toBeGreaterThan(10);
    expect(reads.filter((line) => !guardMongodb(line.sql, POLICY).isAllowed)).toEqual([]);
  });
});

describe("what a refusal tells", () => {
  test.each([
    ["the collection meant", '{"find": "ordres"}', "table-not-allowed", /Did you mean orders/, 9],
    [
      "the stage that writes",
      '{"aggregate": "orders", "pipeline": [{"$out": "x"}]}',
      "stage-not-allowed",
      /would write/,
      38,
    ],
    ["the operator", '{"find": "orders", "filter": {"$where": "1"}}', "operator-not-allowed", /\$where/, 30],
    ["the option", '{"find": "orders", "tailable": true}', "option-not-allowed", /tailable/, 19],
    ["the command", '{"drop": "orders"}', "command-not-allowed", /aggregate, find, count and distinct/, 1],
    ["a key that comes twice", '{"find": "orders", "find": "x"}', "duplicate-key", /comes twice/, 19],
    ["what a query looks like", "db.orders.find()", "not-json", /one JSON object/, 0],
  ])("%s: %s", (_name, query, rule, message, position) => {
    const verdict = guardMongodb(query, POLICY);
    expect(verdict.isAllowed ? undefined : verdict.refusal).toMatchObject({
      rule,
      message: expect.stringMatching(message),
      position,
    });
  });

  it("names the collections a query reads", () => {
    const query = '{"aggregate": "orders", "pipeline": [{"$unionWith": "customers"}], "cursor": {}}';
    expect(guardMongodb(query, POLICY)).toEqual({ isAllowed: true, tables: ["orders", "customers"] });
  });

  it("with all collections allowed, refuses the system's own only", () => {
    const all = { tables: [], allTables: true };
    expect(guardMongodb('{"find": "any.thing"}', all).isAllowed).toBe(true);
    for (const name of ["system.users", "system.js", "$cmd", "a$b", ""]) {
      expect(guardMongodb(JSON.stringify({ find: name }), all).isAllowed, name).toBe(false);
    }
  });
});
