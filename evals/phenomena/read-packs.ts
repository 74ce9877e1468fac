import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Expectation =
  /** Statements of acceptable answers, the best first. */
  | { readonly kind: "rows"; readonly answers: readonly string[] }
  /** Must be asked back or assumed out loud. */
  | { readonly kind: "ask" }
  /** Must not be answered. */
  | { readonly kind: "none" };

export interface PackQuestion {
  /** A demo workspace, a database or file of the samples, or tables of our own. */
  readonly source: string;
  readonly question: string;
  readonly expected: Expectation;
  /** True when it continues the question before it in the file. */
  readonly isFollowUp: boolean;
}

export interface Pack {
  readonly name: string;
  readonly isHeld: boolean;
  readonly questions: readonly PackQuestion[];
}

const FOLDER = dirname(fileURLToPath(import.meta.url));
const SHORT_NAMES: Readonly<Record<string, string>> = { s: "sales", m: "marketing", o: "operations" };

/** The format is described in README.md beside this file. Of the held half nothing but rates may be told. */
export function readPacks(names: readonly string[], isHeld: boolean): Pack[] {
  const folder = isHeld ? join(FOLDER, "held") : FOLDER;
  const all = readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => file.slice(0, -".txt".length));
  const wanted = names.length > 0 ? all.filter((name) => names.includes(name)) : all;
  return wanted.map((name) => ({ name, isHeld, questions: readPack(join(folder, `${name}.txt`)) }));
}

function readPack(path: string): PackQuestion[] {
  let source = "";
  const lines = readFileSync(path, "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [mark = "", question = "", ...rest] = line.split(" | ");
      const isFollowUp = mark === ">";
      if (!isFollowUp) source = SHORT_NAMES[mark] ?? mark;
      if (source === "" || rest.length === 0) throw new SyntaxError(`Not a pack line: ${line}`);
      return { source, question, expected: readExpectation(rest.join(" | ")), isFollowUp };
    });
}

function readExpectation(text: string): Expectation {
  if (text === "expect: ask") return { kind: "ask" };
  if (text === "expect: none") return { kind: "none" };
  return { kind: "rows", answers: text.split(" || ") };
}
