import type { TrinoSQL } from "dt-sql-parser/dist/parser/trino/index.js";
import { RefusalFound, stop } from "../refusal.ts";
import type { TreeNode } from "./tree.ts";

export interface TrinoParser {
  /** Refuses with "syntax" what the grammar does not read. */
  parse(sql: string): TreeNode;
  /** Which part of a statement a node is, such as "QuerySpecification"; undefined for words and for what is not known. */
  kindOf(node: TreeNode): string | undefined;
}

let loaded: Promise<TrinoParser> | undefined;

/** The grammar takes a moment to load; only the first Trino statement pays for it. */
export function loadTrinoParser(): Promise<TrinoParser> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<TrinoParser> {
  // By path: the package's front door loads the grammars of nine other databases as well, which takes a minute.
  const [{ TrinoSQL }, nodes] = await Promise.all([
    import("dt-sql-parser/dist/parser/trino/index.js"),
    import("dt-sql-parser/dist/lib/trino/TrinoSqlParser.js"),
  ]);
  const grammar = new TrinoSQL();
  // By the names the module exports, which a bundler keeps; it may shorten the names that classes give themselves.
  const kinds = new Map<unknown, string>(
    Object.entries(nodes).map(([name, nodeClass]) => [nodeClass, name.replace(/Context$/, "")]),
  );
  const read = (sql: string, mode: number): TreeNode => readStatement(grammar.createParser(sql, ignore), sql, mode);
  return {
    // As Trino itself does: the quick way first, which takes some statements for faulty that are not.
    parse: (sql) => tryQuick(() => read(sql, QUICK)) ?? read(sql, FULL),
    kindOf: (node) => kinds.get(node.constructor),
  };
}

/** antlr4ng's prediction modes SLL and LL. */
const QUICK = 0;
const FULL = 1;

/** Characters no word is made of come back from the parser as words it does not know. */
const ignore = (): void => {};

function tryQuick(read: () => TreeNode): TreeNode | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusalFound) return undefined;
    throw error;
  }
}

type AntlrParser = ReturnType<TrinoSQL["createParser"]>;

/** One statement and then the end: the library's own entry would read on into a second one without a semicolon. */
function readStatement(parser: AntlrParser, sql: string, mode: number): TreeNode {
  parser.interpreter.predictionMode = mode;
  parser.removeErrorListeners();
  parser.addErrorListener({
    syntaxError: (_parser, token) => refuseSyntax(sql, token),
    reportAmbiguity: ignore,
    reportAttemptingFullContext: ignore,
    reportContextSensitivity: ignore,
  });
  const tree = parser.singleStatement();
  const next = parser.tokenStream.LT(1);
  if (next !== null && next.type !== END) refuseSyntax(sql, next);
  // The library types children as nodes without children; TreeNode reads those properties as optional.
  return tree as unknown as TreeNode;
}

/** antlr4ng's token type for the end of the text. */
const END = -1;

function refuseSyntax(
  sql: string,
  token: { readonly type: number; readonly start: number; readonly text?: string | null } | null,
): never {
  if (token === null || token.type === END) stop("syntax", "The SQL is not complete.", sql.trimEnd().length);
  const message = `The SQL could not be read: ${JSON.stringify(token.text ?? "")} is not valid here.`;
  stop("syntax", message, codePointOffset(sql, token.start));
}

/** The grammar counts code points; positions are UTF-16 offsets. */
export function codePointOffset(text: string, codePoints: number): number {
  let offset = 0;
  let seen = 0;
  for (const character of text) {
    if (seen >= codePoints) break;
    seen++;
    offset += character.length;
  }
  return offset;
}
