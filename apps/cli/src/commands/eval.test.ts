import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CliIo } from "../cli-io.ts";
import { runCli } from "../program.ts";
import { plain } from "../render/paint.ts";

const folder = mkdtempSync(join(tmpdir(), "parlance-eval-"));
const at = (name: string): string => join(folder, name);

describe("parlance eval", () => {
  beforeAll(() => {
    writeFileSync(at("sales.csv"), "region,amount\nNorth,10\nSouth,20\nNorth,5\n");
    const questions = [
      { question: "total amount by region", sql: "SELECT region, sum(amount) FROM sales GROUP BY region" },
      { question: "number of sales", answer: [[3]] },
      { question: "how blue is the sky", answer: [["very"]] },
    ];
    writeFileSync(at("questions.jsonl"), `${questions.map((line) => JSON.stringify(line)).join("\n")}\n\n`);
    writeFileSync(at("broken.jsonl"), '{"question": "total amount"}\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(args: readonly string[], env: CliIo["env"] = {}) {
    const told = { out: "", err: "" };
    const io: CliIo = {
      write: async (text) => {
        told.out += text;
      },
      warn: (text) => {
        told.err += text;
      },
      readLines: async function* () {},
      isOutputTerminal: false,
      isErrorTerminal: false,
      width: Number.POSITIVE_INFINITY,
      paint: plain,
      warnPaint: plain,
      env,
    };
    const code = await runCli(["eval", at("sales.csv"), ...args], io, new AbortController().signal);
    return { code, ...told };
  }

  test("tells what is right, wrong and not answered, and writes a report for build servers", async () => {
    const { code, out } = await run(["--questions", at("questions.jsonl"), "--junit", at("report.xml")]);
    expect(code).toBe(0);
    expect(out).toMatch(/engine: 3 questions\n {2}right +2 \(67 %\)\n {2}not answered +1 \(33 %\)/);
    const report = readFileSync(at("report.xml"), "utf8");
    expect(report).toContain('<testsuite name="engine" tests="3" failures="1"');
  });

  test("ends with 3 below the accuracy that was asked for", async () => {
    expect((await run(["--questions", at("questions.jsonl"), "--min-accuracy", "0.6"])).code).toBe(0);
    expect((await run(["--questions", at("questions.jsonl"), "--min-accuracy", "0.9"])).code).toBe(3);
  });

  test("puts the same questions to the model that the environment names", async () => {
    const sql = "SELECT 'very' AS blue FROM sales LIMIT 1";
    const server = await startModelServer({
      vendor: "openai-compatible",
      handler: () => ({ object: replyWith(sql) }),
    });
    try {
      const env = { PARLANCE_LLM_BASE_URL: server.baseUrl, PARLANCE_LLM_MODEL: "test-model" };
      const { out } = await run(["--questions", at("questions.jsonl"), "--json"], env);
      const results: { drafter: string; outcome: string; inputTokens: number }[] = JSON.parse(out).results;
      expect([...new Set(results.map(({ drafter }) => drafter))]).toEqual(["engine", "engine with test-model"]);
      expect(results.at(-1), JSON.stringify(results.at(-1))).toMatchObject({ outcome: "strict" });
      expect(results.at(-1)?.inputTokens).toBeGreaterThan(0);
    } finally {
      await server.close();
    }
  });

  test("a line that is no question with its answer is named", async () => {
    const { code, err } = await run(["--questions", at("broken.jsonl")]);
    expect([code, err]).toEqual([4, expect.stringContaining("Line 1")]);
  });
});

/** What the draft's schema asks for. */
const replyWith = (sql: string) => ({
  kind: "sql",
  sql,
  reading: "How blue the sky is.",
  assumptions: [],
  tables: ["sales"],
  plan: "",
  message: "",
  choices: [],
});
