import { describe, expect, test } from "vitest";
import { guessPassword, knownPasswords } from "./index.ts";

const KNOWN = knownPasswords(["password", "dragon", "monkey", "trustno1", "1qaz2wsx", "shadow", "michelle"]);
const ABOUT = ["erika@lagoon.example", "Erika Mustermann"];

describe("what is guessed first", () => {
  test.each([
    ["a known password with a capital, a digit and a sign", "Dragon-1", "known"],
    ["letters written as signs", "P@ssw0rd1!", "known"],
    ["an i written as an exclamation mark", "M!chelle#99", "known"],
    ["signs between its letters", "Tr.ust.No.1", "known"],
    ["backwards", "Nogard#42", "known"],
    ["with a year behind it", "Shadow2024!", "known"],
    ["a walk down the keyboard", "1Qaz2wsx!", "known"],
    ["two of the words used most", "Dragon-Monkey-1", "known"],
    ["a row of keys", "Qwertz123!", "known"],
    ["the name of the product", "Parlance#1", "known"],
    ["one's own name", "Erika-2024!", "own-name"],
    ["one's own address", "Lagoon.77!", "own-name"],
    ["hardly any different characters", "Aa1!Aa1!Aa1!", "few-characters"],
    ["several words", "Dragon-Monk-7-Battery", null],
    ["what a manager makes", "kW8#vTq2$zLp", null],
    ["a known word inside a longer secret", "kW8#dragon$zLp", null],
    ["eight random characters", "x7#Kq!2v", null],
  ] as const)("%s", (_name, password, guess) => {
    expect(guessPassword(password, ABOUT, KNOWN)).toBe(guess);
  });

  test("a kilobyte is judged in no time", () => {
    expect(guessPassword("Dragon-1".repeat(128), ABOUT, KNOWN)).toBeNull();
  });
});
