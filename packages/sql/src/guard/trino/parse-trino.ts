import { stop } from "../refusal.ts";
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
  const parser = new TrinoSQL();
  // By the names the module exports, which a bundler keeps; it may shorten the names that classes give themselves.
  const kinds = new Map<unknown, string>(
    Object.entries(nodes).map(([name, nodeClass]) => [nodeClass, name.replace(/Context$/, "")]),
  );
  return {
    // The library types children as nodes without children; TreeNode reads those properties as optional.
    parse: (sql) => parser.parse(sql, (error) => refuseSyntax(sql, error)) as unknown as TreeNode,
    kindOf: (node) => kinds.get(node.constructor),
  };
}

interface SyntaxFault {
  readonly startLine: number;
  readonly startColumn: number;
  readonly message: string;
}

function refuseSyntax(sql: string, { startLine, startColumn, message }: SyntaxFault): never {
  const lines = sql.split("\n");
  const before = lines.slice(0, startLine - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const column = codePointOffset(lines[startLine - 1] ?? "", startColumn - 1);
  const told = message.startsWith("rule ") ? "The SQL is not complete here" : message;
  stop("syntax", `The SQL could not be read: ${told}.`, Math.min(sql.length, before + column));
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
