import { describe, expect, test } from "vitest";
import { AppError } from "./app-error.ts";
import { ERROR_CODES, ERRORS } from "./error-table.ts";

describe("error table", () => {
  test.each(ERROR_CODES)("%s has an AREA_REASON code, an HTTP status and a sentence", (code) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)+$/);
    expect(ERRORS[code].status).toBeGreaterThanOrEqual(400);
    expect(ERRORS[code].status).toBeLessThan(600);
    expect(ERRORS[code].message).toMatch(/^[A-Z].*\.$/);
  });
});

describe("AppError", () => {
  test("takes message and hint from the table unless told otherwise", () => {
    const plain = new AppError("FILE_EMPTY");
    const special = new AppError("FILE_EMPTY", {
      message: "orders.csv holds no rows.",
      hint: "Export it again.",
      details: { file: "orders.csv" },
    });
    expect([plain.message, plain.status]).toEqual([ERRORS.FILE_EMPTY.message, 422]);
    expect([special.message, special.hint, special.details]).toEqual([
      "orders.csv holds no rows.",
      "Export it again.",
      { file: "orders.csv" },
    ]);
  });
});
