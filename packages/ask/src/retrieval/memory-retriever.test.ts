import { AppError, type Embedder } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { describe, expect, test } from "vitest";
import { memoryRetriever } from "./memory-retriever.ts";
import { CAMPUS } from "./retrieval.fixture.ts";
import type { TaughtNote } from "./taught-notes.ts";

const values = [
  {
    table: "book",
    column: "shelf",
    values: [{ value: "Atlas Corner", count: 3 }],
    isTruncated: false,
  },
];
const source = prepareSource(CAMPUS, values);

/** Counts letters: enough to be an embedder. */
function letterEmbedder(seen: string[] = []): Embedder {
  return {
    id: "letters/1",
    dimension: 26,
    embed: async (texts) => {
      seen.push(...texts);
      return texts.map((text) => {
        const vector = new Float32Array(26);
        for (const letter of text.toLowerCase()) {
          const at = letter.charCodeAt(0) - 97;
          if (at >= 0 && at < 26) vector[at] = (vector[at] ?? 0) + 1;
        }
        return vector;
      });
    },
  };
}

const retrieverWith = (embedder: Embedder | null, budgetTokens: number, notes: readonly TaughtNote[] = []) =>
  memoryRetriever({ source, notes, embedder, mayTellValues: false, budgetTokens });

describe("tables come in the order of what the question says", () => {
  test.each([
    ["how old is each student", ["student"]],
    ["which students are enrolled in which course", ["student", "course", "enrollment"]],
    ["names of pupils", ["student"]],
    ["what is on the Atlas Corner", ["book"]],
    ["author and day lent", ["book", "loan"]],
    ["average age of studnets", ["student"]],
  ])("%s", async (question, wanted) => {
    const { tables } = await retrieverWith(null, 4000).retrieve(question);
    expect(new Set(tables.slice(0, wanted.length).map((entry) => entry.table))).toEqual(new Set(wanted));
  });

  test("a table's best column is the one that was named", async () => {
    const { tables } = await retrieverWith(null, 4000).retrieve("average measure 42");
    expect(tables[0]).toMatchObject({ table: "wide" });
    expect(tables[0]?.columns[0]).toBe("measure_42");
  });
});

describe("vectors", () => {
  test("nothing is embedded while the whole schema fits", async () => {
    const seen: string[] = [];
    const { embedder } = await retrieverWith(letterEmbedder(seen), 4000).retrieve("how old is each student");
    expect({ embedder, seen }).toEqual({ embedder: "none", seen: [] });
  });

  test("documents are embedded once, without values of cells", async () => {
    const seen: string[] = [];
    const retriever = retrieverWith(letterEmbedder(seen), 50);
    await retriever.retrieve("how old is each student");
    const documents = seen.length;
    const { embedder } = await retriever.retrieve("books");
    expect(embedder).toBe("letters/1");
    expect(seen.length).toBe(documents + 1);
    expect(seen.join(" ")).not.toContain("Atlas");
  });

  test("an embedder that fails costs only its vectors", async () => {
    const failing: Embedder = {
      id: "broken/1",
      dimension: 3,
      embed: () => Promise.reject(new AppError("MODEL_UNREACHABLE")),
    };
    const { tables, embedder } = await retrieverWith(failing, 50).retrieve("how old is each student");
    expect(embedder).toBe("none");
    expect(tables[0]?.table).toBe("student");
  });
});

describe("what people have taught", () => {
  const taught = prepareSource(CAMPUS, values, {
    knowledge: { aliases: [{ phrase: "freshers", target: { kind: "table", table: "student" } }], verified: [] },
  });
  const notes: readonly TaughtNote[] = [
    { id: "1", kind: "term", text: '"freshers" means the table student.', tables: ["student"] },
    {
      id: "2",
      kind: "verified",
      text: "How many loans were there?",
      sql: "SELECT count(*) FROM loan",
      tables: [],
    },
    { id: "3", kind: "metric", text: "pass rate (also success) = AVG(enrollment.grade)", tables: ["enrollment"] },
    { id: "4", kind: "rule", text: "Unless the question says otherwise, only rows of loan count.", tables: ["loan"] },
  ];
  const asked = (question: string) =>
    memoryRetriever({ source: taught, notes, embedder: null, mayTellValues: true, budgetTokens: 4000 }).retrieve(
      question,
    );

  test("a phrase of the team's leads to its table", async () => {
    expect((await asked("count of freshers")).tables[0]?.table).toBe("student");
  });

  test.each([
    ["count of freshers", ["1"]],
    ["number of loans", ["2", "4"]],
    ["pass rate by course", ["3"]],
    ["how old is each student", []],
  ])("%s brings the notes %j", async (question, wanted) => {
    expect((await asked(question)).notes.map((note) => note.id)).toEqual(wanted);
  });

  test("what is hidden is not found", async () => {
    const catalog = { ...CAMPUS, tables: CAMPUS.tables.filter((table) => table.name !== "student") };
    const needs = { source: taught, catalog, notes, embedder: null, mayTellValues: true, budgetTokens: 4000 };
    const { tables } = await memoryRetriever(needs).retrieve("how old is each student");
    expect(tables.map((entry) => entry.table)).not.toContain("student");
  });
});
