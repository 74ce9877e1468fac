import { describe, expect, test } from "vitest";
import { showsLastRow } from "./last-row.ts";

const DOUBLED = { delimiter: ",", quote: '"', escape: '"' };
const BACKSLASH = { ...DOUBLED, escape: "\\" };

describe("the end of a file shows its last row", () => {
  const CASES: [name: string, tail: string, isWhole: boolean, shows: boolean, dialect?: typeof DOUBLED][] = [
    ["two plain lines", "1,2\n3,4\n", false, true],
    ["without a line feed at the end", "1,2\n3,4", false, true],
    ["line ends of Windows and blank lines", "1,2\r\n3,4\r\n\r\n", false, true],
    ["one line that began before the tail", "xxxxxxxxxxxx\n", false, false],
    ["one line that is the whole file", "xxxxxxxxxxxx\n", true, true],
    ["nothing but line feeds, and more before", "\n\n", false, false],
    ["quoted cells on one line", '1,2\n"a","b ""c"""\n', false, true],
    ["a quoted cell that spans lines", '1,"two\nlines"\n', false, false],
    ["a backslash before a quote, of which nothing is known", '1,2\n"a \\" b"\n', false, false, BACKSLASH],
  ];
  test.each(CASES)("%s", (_name, tail, isWhole, shows, dialect = DOUBLED) => {
    expect(showsLastRow(Buffer.from(tail), isWhole, dialect)).toBe(shows);
  });
});
