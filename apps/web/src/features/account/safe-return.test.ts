import { expect, test } from "vitest";
import { safeReturn } from "./safe-return.ts";

const ORIGIN = "https://data.example.com";

test.each([
  ["a page", "/sources/1?view=map#x", "/sources/1?view=map#x"],
  ["nothing", undefined, "/"],
  ["another host", "https://evil.example/", "/"],
  ["another host without its scheme", "//evil.example", "/"],
  ["a host behind a backslash", "/\\evil.example", "/"],
  ["a host behind a tab", "/\t/evil.example", "/"],
  ["a host behind dots", "/.//evil.example", "/"],
  ["a script", "javascript:alert(1)", "/"],
  ["an encoded host stays a path", "/%5c%5cevil.example", "/%5c%5cevil.example"],
  ["the page for signing in", "/sign-in?to=/sources", "/"],
])("%s", (_name, wanted, expected) => expect(safeReturn(wanted, ORIGIN)).toBe(expected));
