import { describe, expect, test } from "vitest";
import type { Upload } from "../api/uploads.ts";
import { faultPlace, uploadFigures, uploadShare } from "./upload-words.ts";

const upload = (fields: Partial<Upload>): Upload => ({
  key: "k",
  names: ["a.csv"],
  phase: "receive",
  bytesDone: 0,
  bytesTotal: 1000,
  rows: 0,
  ...fields,
});

describe("upload progress", () => {
  test.each<[string, Partial<Upload>, number, string]>([
    ["half sent", { bytesDone: 500 }, 0.25, "500 B of 1.0 kB"],
    ["being read", { phase: "convert", rows: 1200, table: "orders" }, 0.5 + 0.5 * (2 / 6), "1,200 rows · orders"],
    ["done", { phase: "done", rows: 5 }, 1, "5 rows"],
  ])("%s", (_name, fields, share, figures) => {
    expect(uploadShare(upload(fields))).toBeCloseTo(share);
    expect(uploadFigures(upload(fields))).toBe(figures);
  });
});

test.each([
  [{ file: "a.csv", row: 7, column: "price" }, "File a.csv, row 7, column price"],
  [{ file: "a.csv" }, "File a.csv"],
  [{}, ""],
])("a fault at %j", (details, words) => expect(faultPlace(details)).toBe(words));
