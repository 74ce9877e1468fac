import { describe, expect, test } from "vitest";
import { defaultDisclosure, isInHouse } from "./in-house.ts";

describe("an address is in the house", () => {
  test.each<[string, boolean]>([
    ["http://localhost:11434/v1", true],
    ["http://127.0.0.1:8000", true],
    ["http://[::1]:8000/v1", true],
    ["http://10.1.2.3/v1", true],
    ["http://172.20.0.2/v1", true],
    ["http://192.168.1.5:8080", true],
    ["http://[fd00::5]/v1", true],
    ["http://ollama:11434/v1", true],
    ["http://gpu.internal/v1", true],
    ["https://api.example.com/v1", false],
    ["http://172.32.0.2/v1", false],
    ["http://10.1.2.3.example.com/v1", false],
    ["http://8.8.8.8/v1", false],
    ["http://[2001:db8::1]/v1", false],
    ["https://localhost.example.com", false],
    ["", false],
    ["nonsense", false],
  ])("%s: %s", (address, expected) => {
    expect(isInHouse(address)).toBe(expected);
  });
});

describe("what is told while nobody has decided", () => {
  const [house, away] = [
    { isInHouse: true, by: "you" as const },
    { isInHouse: false, by: "you" as const },
  ];
  const named = { isInHouse: false, by: "environment" as const };
  test.each([
    ["everything to models in the house", [house, house], undefined, "full"],
    ["everything to a model that the operator named, wherever it is", [house, named], undefined, "full"],
    ["no values where one beside it is elsewhere", [named, away], undefined, "schema"],
    ["no values where one of them is elsewhere", [house, away], undefined, "schema"],
    ["what the operator says, whatever the models", [house, away], "nothing" as const, "nothing"],
  ])("%s", (_name, models, operators, expected) => {
    expect(defaultDisclosure(models, operators)).toBe(expected);
  });
});
