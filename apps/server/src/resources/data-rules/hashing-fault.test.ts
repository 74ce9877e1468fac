import type { Dialect } from "@parlance/core";
import { expect, test } from "vitest";
import type { RuleBody } from "../../governing/data-rule.ts";
import { hashingFault } from "./hashing-fault.ts";

const hash: RuleBody = { kind: "column", column: "iban", action: "hash" };

test.each<[string, RuleBody, Dialect, boolean]>([
  ["a hash, where there is a function for it", hash, "postgres", false],
  ["a hash of a file's column", hash, "duckdb", false],
  ["a hash that MongoDB could not make", hash, "mongodb", true],
  [
    "a mask, which it can",
    { kind: "column", column: "iban", action: "mask", mask: { keep: "null" } },
    "mongodb",
    false,
  ],
  ["a hidden column", { kind: "column", column: "iban", action: "hide" }, "mongodb", false],
  ["rows", { kind: "row", filter: "iban = 'hash'" }, "mongodb", false],
])("%s", (_name, body, dialect, isFault) => {
  expect(hashingFault(body, { dialect }) !== null).toBe(isFault);
});
