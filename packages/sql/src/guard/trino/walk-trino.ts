import { checkFunction } from "../reading/function-access.ts";
import type { PathAccess } from "../reading/path-access.ts";
import { Scope } from "../reading/scope.ts";
import { stop } from "../refusal.ts";
import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";
import { isSmallSequence, MAX_SEQUENCE } from "./sequence-bound.ts";
import type { NamedInTree } from "./table-spot.ts";
import { type TreeNode, wordsOf } from "./tree.ts";
import { ALLOWED_PARTS, ALLOWED_TABLE_FUNCTIONS } from "./tree-kinds.ts";

export interface TrinoWalk {
  readonly kindOf: (node: TreeNode) => string | undefined;
  readonly tables: PathAccess;
  /** Names of columns the policy lists, folded: the only ones that may look like hidden columns. */
  readonly columns: ReadonlySet<string>;
  /** UTF-16 offset of a node in the statement. */
  readonly position: (node: TreeNode) => number;
  /** Told of every table of the source where the statement names it. */
  readonly onTable: (named: NamedInTree) => void;
}

/** Trino folds every name, quoted ones included. */
export const foldName = (name: string): string => name.toLowerCase();

/** Visits every node of the tree; each must be of a listed kind. Refuses at the first that is not allowed. */
export function walkTrino(walk: TrinoWalk, root: TreeNode): void {
  new Walker(walk).visit(root);
}

class Walker {
  readonly #walk: TrinoWalk;
  /** Names of WITH queries: each sees those before it, and its query sees them all. */
  readonly #scope = new Scope((a, b) => foldName(a) === foldName(b));
  readonly #recurring = new Map<TreeNode, string>();
  readonly #around: TreeNode[] = [];

  constructor(walk: TrinoWalk) {
    this.#walk = walk;
  }

  visit(node: TreeNode): void {
    if (node.symbol !== undefined) return;
    const kind = this.#walk.kindOf(node);
    if (kind === undefined || !ALLOWED_PARTS.has(kind)) this.#refusePart(kind ?? "", node);
    this.#check(kind, node);
    this.#around.push(node);
    // The names of a WITH are for the query around it.
    if (kind === "With") this.#visitAll(node.children ?? []);
    else this.#scope.within(() => this.#visitWithin(node));
    this.#around.pop();
    if (kind === "NamedQuery") this.#scope.add(nameOf(node.children?.[0]));
  }

  #visitWithin(node: TreeNode): void {
    const ownName = this.#recurring.get(node);
    if (ownName !== undefined) this.#scope.add(ownName);
    this.#visitAll(node.children ?? []);
  }

  #visitAll(nodes: readonly TreeNode[]): void {
    for (const node of nodes) this.visit(node);
  }

  #check(kind: string, node: TreeNode): void {
    if (kind === "With") this.#noteRecursion(node);
    else if (kind === "TableRef" || kind === "ViewRef") this.#checkTable(node);
    else if (kind === "FunctionName") this.#checkFunction(node);
    else if (kind === "TableFunctionCall") this.#checkTableFunction(node);
    else if (kind === "RowCount" || kind === "LimitRowCount") this.#checkRowCount(node);
    else if (kind === "Explain") this.#checkExplain(node);
    else if (MAY_HOLD_COLUMN.has(kind)) this.#checkColumnName(node);
  }

  /** Only the repeated side of a recursive query sees its own name; the other side would meet a real table. */
  #noteRecursion(node: TreeNode): void {
    if (node.children?.[1]?.symbol?.text?.toUpperCase() !== "RECURSIVE") return;
    for (const named of this.#childrenOf(node, "NamedQuery")) {
      const side = this.#repeatedSide(named);
      if (side !== undefined) this.#recurring.set(side, nameOf(named.children?.[0]));
    }
  }

  /** The right side of the UNION that makes a query recursive; undefined where the query has another shape. */
  #repeatedSide(named: TreeNode): TreeNode | undefined {
    const [query] = this.#childrenOf(named, "QueryStatement");
    const children = query?.children ?? [];
    // A WITH of its own would let its names reach both sides; such a query is read as not recursive.
    if (children.length !== 1) return undefined;
    const [plain] = children;
    const [union] = plain === undefined ? [] : this.#childrenOf(plain, "SetOperation");
    return union?.children?.at(-1);
  }

  #checkTable(node: TreeNode): void {
    const parts = (node.children ?? []).filter((child) => child.symbol === undefined).map(nameOf);
    if (parts.length === 1 && this.#scope.has(parts[0] ?? "")) return;
    const table = this.#walk.tables.use({ parts, position: this.#walk.position(node) });
    this.#walk.onTable({ node, around: [...this.#around], table });
  }

  #checkFunction(node: TreeNode): void {
    const parts = this.#pathOf(node);
    const name = builtinName(parts);
    if (name === undefined) {
      const message = `The function ${parts.join(".")} is not one that can be used here.`;
      stop("function-not-allowed", message, this.#walk.position(node));
    }
    // A table function's name was judged with its call.
    if (!ALLOWED_TABLE_FUNCTIONS.has(name)) checkFunction(name, ALLOWED_FUNCTIONS, this.#walk.position(node));
  }

  #checkTableFunction(node: TreeNode): void {
    const [functionName] = this.#childrenOf(node, "FunctionName");
    const parts = functionName === undefined ? [] : this.#pathOf(functionName);
    const name = builtinName(parts) ?? "";
    if (!ALLOWED_TABLE_FUNCTIONS.has(name)) {
      const message = `${parts.join(".")}() cannot be used as a table; only the tables of this source can be read.`;
      stop("table-function-not-allowed", message, this.#walk.position(node));
    }
    if (name !== "sequence" || isSmallSequence(wordsOf(node))) return;
    const message = `A sequence needs plain numbers for start, stop and step, and at most ${MAX_SEQUENCE} rows.`;
    stop("table-function-not-allowed", message, this.#walk.position(node));
  }

  #checkExplain(node: TreeNode): void {
    const explained = node.children?.at(-1);
    if (explained !== undefined && this.#walk.kindOf(explained) === "StatementDefault") return;
    stop("explain-not-offered", "Only the plan of a query can be shown.", this.#walk.position(node));
  }

  #checkRowCount(node: TreeNode): void {
    if (wordsOf(node).includes("?")) this.#refusePart("Parameter", node);
  }

  /** Connectors answer to columns such as "$path" that no catalog lists and that tell where the data lies. */
  #checkColumnName(node: TreeNode): void {
    for (const child of node.children ?? []) {
      if (child.symbol !== undefined || this.#walk.kindOf(child) !== "QuotedIdentifier") continue;
      const name = nameOf(child);
      if (!HIDDEN_NAME.test(name) || this.#walk.columns.has(foldName(name))) continue;
      stop("part-not-allowed", `The hidden column ${JSON.stringify(name)} cannot be read.`, this.#walk.position(child));
    }
  }

  #refusePart(kind: string, node: TreeNode): never {
    const position = this.#walk.position(node);
    if (kind === "Parameter") {
      stop("parameter-without-value", "Parameters have no value here; write the value.", position);
    }
    if (kind === "WithFunction") {
      stop("part-not-allowed", "Functions cannot be declared here; write the expression itself.", position);
    }
    const words = kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
    stop("part-not-allowed", `This kind of SQL is not allowed here: ${words}.`, position);
  }

  #pathOf(node: TreeNode): string[] {
    const names = this.#childrenOf(node, "QualifiedName").flatMap((name) => name.children ?? []);
    return names.filter((child) => child.symbol === undefined).map(nameOf);
  }

  #childrenOf(node: TreeNode, kind: string): TreeNode[] {
    return (node.children ?? []).filter((child) => child.symbol === undefined && this.#walk.kindOf(child) === kind);
  }
}

const HIDDEN_NAME = /^\$\w+$/;

/** Where a quoted name reads a column; elsewhere it gives a new name, which may be any. */
const MAY_HOLD_COLUMN: ReadonlySet<string> = new Set([
  "QualifiedName",
  "ColumnName",
  "ColumnRef",
  "Dereference",
  "JoinCriteria",
  "JoinColumnReference",
  "DescriptorField",
]);

/** The one schema of the engine's own functions may be spelled out; functions of other schemas are other people's. */
function builtinName(parts: readonly string[]): string | undefined {
  const folded = parts.map(foldName);
  if (folded.length === 3 && folded[0] === "system" && folded[1] === "builtin") return folded[2];
  return folded.length === 1 ? folded[0] : undefined;
}

/** An identifier without its quotes. */
function nameOf(node: TreeNode | undefined): string {
  const text = node === undefined ? "" : wordsOf(node).join("");
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
