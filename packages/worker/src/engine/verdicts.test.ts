import type { GuardPolicy } from "@parlance/core";
import { asWritten, type JudgedText } from "@parlance/sql";
import { expect, test } from "vitest";
import { Verdicts } from "./verdicts.ts";

const ALLOWED: JudgedText = { verdict: { isAllowed: true, tables: ["orders"] }, runs: asWritten("") };
const REFUSED: JudgedText = {
  verdict: { isAllowed: false, refusal: { rule: "table-not-allowed", message: "No." } },
  runs: asWritten(""),
};
const policyFor = (...columns: string[]): GuardPolicy => ({ tables: [{ name: "orders", columns }] });

test("a verdict is given again for the same text and policy, and for no other", async () => {
  const verdicts = new Verdicts();
  const sql = "SELECT amount FROM orders";
  expect(await verdicts.of(sql, policyFor("amount"), async () => ALLOWED)).toBe(ALLOWED);
  expect(await verdicts.of(sql, policyFor("amount"), async () => REFUSED)).toBe(ALLOWED);
  expect(await verdicts.of(sql, policyFor("id"), async () => REFUSED)).toBe(REFUSED);
  expect(await verdicts.of(`${sql} `, policyFor("amount"), async () => REFUSED)).toBe(REFUSED);
});

test("a statement whose judge failed is judged anew", async () => {
  const verdicts = new Verdicts();
  const failing = verdicts.of("SELECT 1", policyFor(), () => Promise.reject(new Error("gone")));
  await expect(failing).rejects.toThrow("gone");
  expect(await verdicts.of("SELECT 1", policyFor(), async () => ALLOWED)).toBe(ALLOWED);
});

test("of very many statements the oldest are judged anew", async () => {
  const verdicts = new Verdicts();
  for (let i = 0; i <= 1_000; i++) await verdicts.of(`SELECT ${i}`, policyFor(), async () => ALLOWED);
  expect(await verdicts.of("SELECT 1000", policyFor(), async () => REFUSED)).toBe(ALLOWED);
  expect(await verdicts.of("SELECT 0", policyFor(), async () => REFUSED)).toBe(REFUSED);
});
