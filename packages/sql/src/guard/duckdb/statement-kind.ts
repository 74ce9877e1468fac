import { type Refused, refuse } from "../refusal.ts";
import { type Token, tokenize } from "./lexer.ts";

const CHANGES_DATA = "This statement would change data; only reading is allowed.";
const CHANGES_SCHEMA = "This statement would change tables or other objects; only reading is allowed.";
const TOUCHES_FILES = "This statement would read or write files; only the tables of this source can be read.";
const CHANGES_SETTINGS = "This statement would change settings; only reading is allowed.";
const ATTACHES = "This statement would open another database; only the tables of this source can be read.";
const LOADS_CODE = "This statement would load an extension; only reading is allowed.";
const PREPARES = "Prepared statements are not offered; send the SELECT itself.";
const TRANSACTS = "Transactions are not offered; every query reads one consistent snapshot by itself.";
const MAINTAINS = "This statement maintains the database; only reading is allowed.";
const CALLS = "Procedures cannot be called; only reading is allowed.";

/** What the first word of a statement that is not a SELECT means for the person who wrote it. */
const BY_FIRST_WORD: Readonly<Record<string, string>> = {
  insert: CHANGES_DATA,
  update: CHANGES_DATA,
  delete: CHANGES_DATA,
  merge: CHANGES_DATA,
  truncate: CHANGES_DATA,
  create: CHANGES_SCHEMA,
  alter: CHANGES_SCHEMA,
  drop: CHANGES_SCHEMA,
  comment: CHANGES_SCHEMA,
  copy: TOUCHES_FILES,
  export: TOUCHES_FILES,
  import: TOUCHES_FILES,
  attach: ATTACHES,
  detach: ATTACHES,
  use: CHANGES_SETTINGS,
  set: CHANGES_SETTINGS,
  reset: CHANGES_SETTINGS,
  pragma: "PRAGMA is not offered; DESCRIBE and SUMMARIZE tell about a table.",
  call: CALLS,
  install: LOADS_CODE,
  load: LOADS_CODE,
  prepare: PREPARES,
  execute: PREPARES,
  deallocate: PREPARES,
  begin: TRANSACTS,
  start: TRANSACTS,
  commit: TRANSACTS,
  end: TRANSACTS,
  rollback: TRANSACTS,
  abort: TRANSACTS,
  checkpoint: MAINTAINS,
  force: MAINTAINS,
  vacuum: MAINTAINS,
  analyze: MAINTAINS,
};

const READS: ReadonlySet<string> = new Set([
  "select",
  "from",
  "with",
  "values",
  "table",
  "pivot",
  "pivot_wider",
  "unpivot",
  "pivot_longer",
  "describe",
  "desc",
  "summarize",
  "show",
]);

/** Tells why the engine would not serialise a text as one SELECT. Never allows anything. */
export function refuseUnserialized(sql: string): Refused {
  const tokens = tokenize(sql);
  const statements = splitStatements(tokens);
  const [first, second] = statements;
  if (first === undefined) return refuse("select-only", "There is no statement to run.");
  if (second !== undefined) return refuseSecondStatement(second[0]?.start);
  return refuseKind(first);
}

export const refuseSecondStatement = (position: number | undefined): Refused =>
  refuse("one-statement", "Only one statement can be run at a time.", position);

function refuseKind(tokens: readonly Token[]): Refused {
  const verb = mainVerb(tokens);
  const word = verb?.text.toLowerCase() ?? "";
  if (word === "explain") {
    return refuse("explain-not-offered", "Query plans are not offered; run the SELECT itself.", verb?.start);
  }
  if (READS.has(word)) return refuseDynamicPivot(tokens);
  const message = BY_FIRST_WORD[word] ?? "Only SELECT statements can be run.";
  return refuse("select-only", message, verb?.start);
}

function refuseDynamicPivot(tokens: readonly Token[]): Refused {
  const pivot = tokens.find((token) => /^pivot(_wider)?$/i.test(token.text));
  return refuse(
    "pivot-needs-values",
    "This PIVOT does not say which columns to make; list the values, as in ON status IN ('new', 'paid').",
    pivot?.start,
  );
}

/** The word that decides what a statement does: its first, or for WITH the first one after the list of named queries. */
function mainVerb(tokens: readonly Token[]): Token | undefined {
  const start = tokens.findIndex((token) => token.text !== "(");
  const first = tokens[start];
  if (first?.text.toLowerCase() !== "with") return first;
  let depth = 0;
  for (const token of tokens.slice(start + 1)) {
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    else if (depth === 0 && MAIN_VERBS.has(token.text.toLowerCase())) return token;
  }
  return first;
}

const MAIN_VERBS: ReadonlySet<string> = new Set([
  "select",
  "from",
  "values",
  "table",
  "pivot",
  "unpivot",
  "insert",
  "update",
  "delete",
  "merge",
]);

function splitStatements(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "symbol" && token.text === ";") statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}
