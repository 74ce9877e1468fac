import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeFailure } from "../describe-failure.ts";
import { type AskOptions, readAskArguments } from "./ask-arguments.ts";

const folder = mkdtempSync(join(tmpdir(), "parlance-arguments-"));
const at = (name: string): string => join(folder, name);
writeFileSync(at("sales.csv"), "a\n1\n");
writeFileSync(at("empty.csv"), "");
mkdirSync(at("folder"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what is asked", () => {
  it("takes the last word as the question", () => {
    const request = readAskArguments([at("sales.csv"), at("sales.csv"), " how many rows? "], { json: true });
    expect(request.files.map((file) => file.name)).toEqual(["sales.csv", "sales.csv"]);
    expect(request.task).toEqual({ kind: "question", question: "how many rows?" });
    expect(request.output).toBe("json");
  });

  it("takes only files when SQL is given", () => {
    const request = readAskArguments([at("sales.csv")], { run: "SELECT 1" });
    expect(request.task).toEqual({ kind: "sql", sql: "SELECT 1" });
    expect(request.output).toBe("text");
  });
});

describe("what is wrong", () => {
  it.each<[string, string[], AskOptions, number, RegExp, RegExp]>([
    ["no question", [at("sales.csv")], {}, 2, /file but no question/, /in quotes/],
    ["two files, no question", [at("sales.csv"), at("sales.csv")], {}, 2, /no question/, /in quotes/],
    ["no file", ["how many rows"], {}, 2, /Which file/, /in quotes/],
    ["empty question", [at("sales.csv"), "  "], {}, 2, /question is empty/, /in quotes/],
    ["two outputs", [at("sales.csv"), "rows"], { json: true, csv: true }, 2, /Only one of --json and --csv/, /^$/],
    ["SQL twice", [at("sales.csv")], { sql: true, run: "SELECT 1" }, 2, /use one of them/, /^$/],
    ["misspelt file", [at("sale.csv"), "rows"], {}, 4, /no file ".*sale.csv"/, /Did you mean "sales.csv"/],
    ["unknown folder", [at("nowhere/x.csv"), "rows"], {}, 4, /no file/, /folder ".*nowhere" does not exist/],
    ["a folder", [at("folder"), "rows"], {}, 4, /is a folder/, /files in it/],
    ["empty file", [at("empty.csv"), "rows"], {}, 4, /is empty/, /^$/],
  ])("%s", (_name, words, options, exitCode, sentence, hint) => {
    try {
      readAskArguments(words, options);
      expect.unreachable();
    } catch (error) {
      const failure = describeFailure(error);
      expect(failure.sentence).toMatch(sentence);
      expect(failure.hint ?? "").toMatch(hint);
      expect(failure.exitCode).toBe(exitCode);
    }
  });
});
