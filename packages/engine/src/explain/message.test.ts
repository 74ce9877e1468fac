import { expect, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { NOON, SHOP } from "../shop.fixture.ts";

const ask = (question: string) => askEngine({ question, source: SHOP, now: NOON, timeZone: "UTC" });

test.each([
  ["what will the total amount be next year?", "not what is to come"],
  ["why did the total amount fall in March?", "not the reasons"],
  ["correlation between age and total amount", "such statistics"],
  ["salary of Ann Lee", 'Nothing in this data is called "salary". Try'],
  ["average flurbiness of orders by country", 'Nothing in this data is called "flurbiness". Try'],
])("%s is not answered, and it is said what is missing", (question, told) => {
  const { verdict, message } = ask(question);
  expect(["ask", "handover"]).toContain(verdict);
  expect(message).toContain(told);
});

test("words that mean nothing here are named once, and few of them", () => {
  expect(ask("blub ".repeat(200)).message).toContain('is called "blub".');
  expect(ask("aaa bbb ccc ddd eee fff ggg hhh").message).not.toContain("ggg");
});

test("words that only go with a negation leave nothing unexplained", () => {
  expect(ask("customers who have never ordered anything").unusedWords).toEqual([]);
});
