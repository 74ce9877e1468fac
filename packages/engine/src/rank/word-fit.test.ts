import { column, countRows, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { analyze } from "../generate/analyze.ts";
import { proposeCandidates } from "../generate/propose-candidates.ts";
import { NOON, SHOP } from "../shop.fixture.ts";
import { agreementNumbers } from "./agreement.ts";
import { FIT_NUMBERS, fitNumbers } from "./word-fit.ts";

const AGREEMENT = (name: string): string => `agreement:${name}`;
const LINKING = (name: string): string => `linking:${name}`;

const counted = (table: string): Query => ({ select: [select(countRows(table))] });
const countedPer = (table: string): Query => ({
  select: [select(column("customers", "country")), select(countRows(table))],
  groupBy: [column("customers", "country")],
});

describe("agreementNumbers", () => {
  const cases: [name: string, question: string, query: Query, number: string, wanted: number][] = [
    ["what was counted", "How many customers are there?", counted("customers"), "countedFits", 1],
    ["that something else was counted", "How many customers are there?", counted("orders"), "countedFits", -1],
    ["what stands after each", "How many orders for each country?", countedPer("orders"), "eachFits", 1],
    ["that each was not heard", "How many customers for each country?", counted("customers"), "eachUnheard", 1],
    ["a number that plays no part", "Which customers are older than 30?", counted("customers"), "numbersUsed", -1],
  ];
  it.each(cases)("tell %s", (_name, question, query, number, wanted) => {
    const numbers = agreementNumbers(analyze(question, SHOP, NOON, "UTC"))(query);
    expect(numbers[FIT_NUMBERS.indexOf(AGREEMENT(number))]).toBe(wanted);
  });
});

describe("linkingNumbers", () => {
  const read = (question: string): ((number: string) => number | undefined) => {
    const proposal = proposeCandidates({ question, source: SHOP, now: NOON, timeZone: "UTC" });
    const [first] = proposal.candidates;
    const numbers = first ? fitNumbers(proposal.question)(first) : [];
    return (number) => numbers[FIT_NUMBERS.indexOf(LINKING(number))];
  };
  it("know a word that names a column from one that means about the same", () => {
    expect(read("What is the average age of customers?")("words by synonym")).toBe(0);
    expect(read("What is the average age of clients?")("words by synonym")).toBe(1);
  });
  it("count words that name nothing", () => {
    expect(read("How many customers are there?")("unknown words")).toBe(0);
    expect(read("How many zebras do customers have?")("unknown words")).toBe(1);
  });
  it("tell by what kind of link a column was found", () => {
    const inGermany = read("How many customers are in Germany?");
    expect(inGermany("links value exact")).toBe(1);
    expect(inGermany("links none")).toBe(0);
  });
  it("have one number for each name", () => {
    const proposal = proposeCandidates({ question: "List all orders", source: SHOP, now: NOON, timeZone: "UTC" });
    expect(proposal.candidates.map(fitNumbers(proposal.question)).map(({ length }) => length)).toEqual(
      proposal.candidates.map(() => FIT_NUMBERS.length),
    );
  });
});
