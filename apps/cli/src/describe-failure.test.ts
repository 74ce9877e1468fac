import { AppError, ERROR_CODES, type ErrorCode } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { describeFailure } from "./describe-failure.ts";

describe("exit codes of product errors", () => {
  it.each<[ErrorCode, number]>([
    ["FILE_REJECTED", 4],
    ["FILE_KIND_UNKNOWN", 4],
    ["STORAGE_FULL", 4],
    ["SQL_REFUSED", 5],
    ["SQL_SYNTAX", 5],
    ["QUERY_TIMEOUT", 5],
    ["ENGINE_RESTARTED", 5],
    ["QUESTION_EMPTY", 2],
    ["INTERNAL_ERROR", 1],
  ])("%s is %i", (code, exitCode) => {
    expect(describeFailure(new AppError(code)).exitCode).toBe(exitCode);
  });

  it("every error is one sentence", () => {
    for (const code of ERROR_CODES) expect(describeFailure(new AppError(code)).sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe("sentences", () => {
  it("names file, row and column once", () => {
    const details = { file: "sales.csv", row: 7, column: "amount" };
    const error = new AppError("FILE_REJECTED", { message: "Row 7 has too many cells.", details });
    expect(describeFailure(error).sentence).toBe("sales.csv, column amount: Row 7 has too many cells.");
  });

  it("owns up to faults", () => {
    expect(describeFailure(new TypeError("x is undefined")).sentence).toMatch(
      /^This is a fault in Parlance: TypeError/,
    );
  });
});
