import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Expectation =
  | { readonly kind: "rows"; readonly sql: string }
  /** Must be asked back or assumed out loud. */
  | { readonly kind: "ask" }
  /** Must not be answered. */
  | { readonly kind: "none" };

export interface PackQuestion {
  readonly workspaceId: string;
  readonly question: string;
  readonly expected: Expectation;
  /** True when it continues the question before it in the file. */
  readonly isFollowUp: boolean;
}

export interface Pack {
  readonly name: string;
  readonly questions: readonly PackQuestion[];
}

const FOLDER = dirname(fileURLToPath(import.meta.url));
const WORKSPACES: Readonly<Record<string, string>> = { s: "sales", m: "marketing", o: "operations" };

/** The format is described in README.md beside this file. */
export function readPacks(names: readonly string[]): Pack[] {
  const all = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => file.slice(0, -".txt".length));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new RangeError(`No such pack: ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  return (names.length > 0 ? names : all).map((name) => ({ name, questions: readPack(join(FOLDER, `${name}.txt`)) }));
}

function readPack(path: string): PackQuestion[] {
  let workspaceId = "";
  const lines = readFileSync(path, "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [mark = "", question = "", ...rest] = line.split(" | ");
      const isFollowUp = mark === ">";
      if (!isFollowUp) workspaceId = WORKSPACES[mark] ?? "";
      if (workspaceId === "" || rest.length === 0) throw new SyntaxError(`Not a pack line: ${line}`);
      return { workspaceId, question, expected: readExpectation(rest.join(" | ")), isFollowUp };
    });
}

function readExpectation(text: string): Expectation {
  if (text === "expect: ask") return { kind: "ask" };
  if (text === "expect: none") return { kind: "none" };
  return { kind: "rows", sql: text };
}
