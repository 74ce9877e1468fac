import { describe, expect, test } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { identifierWords, spelledOut } from "./identifier-words.ts";
import { normalize } from "./normalize.ts";
import { lemma, stem } from "./stem.ts";
import { tokenize } from "./tokens.ts";

test.each([
  ["cities", "city"],
  ["people", "person"],
  ["addresses", "address"],
  ["boxes", "box"],
  ["status", "status"],
  ["sales", "sale"],
])("the lemma of %s is %s", (word, expected) => {
  expect(lemma(word)).toBe(expected);
});

test.each([
  ["located", "location"],
  ["managed", "manage"],
  ["names", "name"],
])("%s and %s share a stem", (a, b) => {
  expect(stem(a)).toBe(stem(b));
});

test("identifiers fall into words", () => {
  expect(identifierWords("OrderID")).toEqual(["order", "id"]);
  expect(identifierWords("unit_price")).toEqual(["unit", "price"]);
  expect(spelledOut(["dept", "no"])).toEqual(["department", "number"]);
});

test("values compare without case, accents and signs", () => {
  expect(normalize("São-Paulo (SP)")).toBe("sao paulo sp");
});

describe("tokenize", () => {
  test("offsets point into the question", () => {
    const question = "Top 5 cities named 'New York' with 1.5 million";
    for (const token of tokenize(question)) expect(question.slice(token.start, token.end)).toContain(token.text);
  });

  test.each([
    ["2k", 2000],
    ["1.5 million", 1_500_000],
    ["1,234.5", 1234.5],
    ["$20", 20],
    ["twelve", 12],
  ])("%s is the number %d", (text, value) => {
    expect(tokenize(text)[0]?.number).toBe(value);
  });
});

test("a swap of neighbours is one slip", () => {
  expect(editDistance("germnay", "germany", 2)).toBe(1);
  expect(editDistance("abc", "xyz", 1)).toBe(2);
});
