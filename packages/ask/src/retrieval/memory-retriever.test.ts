import { AppError, type Embedder, NO_KNOWLEDGE, type WorkspaceKnowledge } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { describe, expect, test } from "vitest";
import { memoryRetriever } from "./memory-retriever.ts";
import { CAMPUS } from "./retrieval.fixture.ts";

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

const retrieverWith = (embedder: Embedder | null, budgetTokens: number, knowledge: WorkspaceKnowledge = NO_KNOWLEDGE) =>
  memoryRetriever({ source, knowledge, embedder, mayTellValues: false, budgetTokens });

describe("tables come in the order of what the question says", () => {
  test.each([
    ["how old is each student", ["student"]],
    ["which students are enrolled in which course", ["student", "course", "enrollment"]],
    ["names of pupils", ["student"]],
    ["what is on the Atlas Corner", ["book"]],
    ["author and day lent", ["book", "loan"]],
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
  const knowledge: WorkspaceKnowledge = {
    aliases: [{ phrase: "freshers", target: { kind: "table", table: "student" } }],
    verified: [{ question: "How many loans were there?", sql: "SELECT count(*) FROM loan" }],
  };

  test("a phrase of the team's leads to its table", async () => {
    const { tables, notes } = await retrieverWith(null, 4000, knowledge).retrieve("count of freshers");
    expect(tables[0]?.table).toBe("student");
    expect(notes).toMatchObject([{ kind: "term", text: expect.stringContaining("freshers") }]);
  });

  test("a verified question comes with its statement", async () => {
    const { notes } = await retrieverWith(null, 4000, knowledge).retrieve("number of loans");
    expect(notes).toMatchObject([{ kind: "verified", sql: "SELECT count(*) FROM loan" }]);
  });
});
