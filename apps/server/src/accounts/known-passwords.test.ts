import { guessPassword } from "@parlance/core";
import { dictionary } from "@zxcvbn-ts/language-common";
import { describe, expect, test } from "vitest";
import { passwordsOfBreaches } from "./known-passwords.ts";

const titled = (text: string): string => text.replace(/\p{Ll}/u, (letter) => letter.toUpperCase());
const asSigns = (text: string): string => text.replace(/a/g, "@").replace(/s/g, "$").replace(/o/g, "0");

/** How people dress a password that a form does not take. */
const DRESSINGS: readonly (readonly [string, (text: string) => string])[] = [
  ["as it is", (text) => text],
  ["with a capital, a digit and a sign", (text) => `${titled(text)}1!`],
  ["with a year and a sign", (text) => `${titled(text)}2024!`],
  ["with signs in front", (text) => `#1${titled(text)}`],
  ["in capitals with a small letter", (text) => `${text.toUpperCase()}-7x`],
  ["with letters as signs", (text) => `${asSigns(titled(text))}#9`],
];

describe("the passwords of breaches", () => {
  test.each(DRESSINGS)("the ten thousand used most are refused %s", async (_name, dress) => {
    const known = await passwordsOfBreaches();
    const first = dictionary["passwords-common"].slice(0, 10_000);
    const passed = first.map(dress).filter((text) => text.length >= 8 && guessPassword(text, [], known) === null);
    expect(passed).toEqual([]);
  });

  test("passwords that nobody else has are taken", async () => {
    const known = await passwordsOfBreaches();
    const own = ["Correct-Horse-7-Battery", "Quiet-Otter-41-Lagoon", "kW8#vTq2$zLp", "Fünf-alte-Türme-9"];
    expect(own.filter((text) => guessPassword(text, [], known) !== null)).toEqual([]);
  });
});
