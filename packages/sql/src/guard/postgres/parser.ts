import type createInstance from "libpg-query/wasm/libpg-query.js";
import type { GuardRule } from "../refusal.ts";

type Instance = Awaited<ReturnType<typeof createInstance>>;

export interface ParsedStatements {
  readonly statements: readonly { readonly stmt?: unknown; readonly stmt_location?: unknown }[];
}

export interface ParseFailure {
  readonly rule: GuardRule;
  readonly error: string;
  /** In code points, as the server counts. */
  readonly character?: number;
}

let instance: Promise<Instance> | null = null;

/** PostgreSQL's own parser, compiled to WebAssembly; loaded by the first statement. */
function loadInstance(): Promise<Instance> {
  instance ??= import("libpg-query/wasm/libpg-query.js").then((library) => library.default());
  return instance;
}

export async function parsePostgres(sql: string): Promise<ParsedStatements | ParseFailure> {
  if (sql.trim() === "") return { rule: "select-only", error: "There is no statement to run." };
  const parser = await loadInstance();
  try {
    return parseIn(parser, sql);
  } catch (error) {
    // A statement that exhausts the stack leaves the instance with half-done work inside: the next one gets a new one.
    instance = null;
    if (!(error instanceof Error)) throw error;
    return { rule: "too-deep", error: "The statement could not be read: it is too deep or too long." };
  }
}

/** Offsets in the parser's result and error, which are C structs of 32-bit fields. */
const TREE = 0;
const ERROR = 8;
const ERROR_MESSAGE = 0;
const ERROR_POSITION = 16;

function parseIn(parser: Instance, sql: string): ParsedStatements | ParseFailure {
  const bytes = parser.lengthBytesUTF8(sql) + 1;
  const query = parser._malloc(bytes);
  parser.stringToUTF8(sql, query, bytes);
  const result = parser._wasm_parse_query_raw(query);
  const read = (pointer: number): number => parser.getValue(pointer, "i32");
  const error = read(result + ERROR);
  const answer = error === 0 ? treeOf(parser.UTF8ToString(read(result + TREE))) : null;
  const position = error === 0 ? 0 : read(error + ERROR_POSITION);
  const message = error === 0 ? "" : parser.UTF8ToString(read(error + ERROR_MESSAGE));
  parser._free(query);
  parser._wasm_free_parse_result(result);
  return answer ?? { rule: "syntax", error: message, ...(position > 0 ? { character: position - 1 } : {}) };
}

function treeOf(text: string): ParsedStatements {
  // The parser's own output; every part of it is read as unknown and tested before use.
  const tree = JSON.parse(text) as { readonly stmts?: ParsedStatements["statements"] };
  return { statements: tree.stmts ?? [] };
}
