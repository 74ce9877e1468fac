import {
  type AggregateFn,
  aggregate,
  allOf,
  anyOf,
  arithmetic,
  type CompareOp,
  column,
  compare,
  containsAggregate,
  countRows,
  type Expr,
  type LiteralExpr,
  literal,
  type Predicate,
  walkExpr,
} from "@parlance/sql";
import type { SchemaModel, TableModel } from "../schema/schema-model.ts";

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|"((?:[^"]|"")+)"|`([^`]+)`|([A-Za-z_]\w*)|(<>|!=|<=|>=|[-+*/(),.<>=]))/y;

interface Token {
  readonly kind: "number" | "text" | "name" | "word" | "sign";
  readonly text: string;
}

/** Thrown and caught in this file only: what the query tree has no form for. */
class NotExpressible extends Error {}

/**
 * A figure written in SQL as an expression of the query tree: sums, averages, counts and the like over columns, with
 * arithmetic, CASE, FILTER and NULLIF. Undefined for anything else; then only prompts can make use of it.
 */
export function readExpression(sql: string, base: string, schema: SchemaModel): Expr | undefined {
  const tokens = tokensOf(sql);
  const table = tableOf(base, schema);
  if (tokens === undefined || table === undefined) return undefined;
  try {
    const reader = new ExpressionReader(tokens, table, schema);
    return reader.whole();
  } catch (error) {
    if (error instanceof NotExpressible) return undefined;
    throw error;
  }
}

function tokensOf(sql: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = sql.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, number, quoted, named, ticked, word, sign] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.replaceAll("''", "'") });
    else if (named !== undefined) tokens.push({ kind: "name", text: named.replaceAll('""', '"') });
    else if (ticked !== undefined) tokens.push({ kind: "name", text: ticked });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  return tokens;
}

const tableOf = (name: string, schema: SchemaModel): TableModel | undefined =>
  schema.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());

const FUNCTIONS: Readonly<Record<string, AggregateFn>> = {
  sum: "sum",
  avg: "avg",
  min: "min",
  max: "max",
  median: "median",
  count: "count",
};
const COMPARISONS: Readonly<Record<string, CompareOp>> = {
  "=": "=",
  "<>": "!=",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};
const KEYWORDS = new Set("case when then else end and or not in is null distinct filter where between".split(" "));

class ExpressionReader {
  readonly #tokens: readonly Token[];
  readonly #base: TableModel;
  readonly #schema: SchemaModel;
  #at = 0;

  constructor(tokens: readonly Token[], base: TableModel, schema: SchemaModel) {
    this.#tokens = tokens;
    this.#base = base;
    this.#schema = schema;
  }

  /** One value over many rows: it aggregates, and nothing stands outside an aggregate. */
  whole(): Expr {
    const expr = this.#sum();
    if (this.#at < this.#tokens.length || !containsAggregate(expr) || hasLooseColumn(expr)) throw new NotExpressible();
    return expr;
  }

  #sum(): Expr {
    let left = this.#product();
    for (;;) {
      if (this.#take("+")) left = arithmetic(left, "+", this.#product());
      else if (this.#take("-")) left = arithmetic(left, "-", this.#product());
      else return left;
    }
  }

  #product(): Expr {
    let left = this.#factor();
    for (;;) {
      if (this.#take("*")) left = arithmetic(left, "*", this.#factor());
      else if (this.#take("/")) left = arithmetic(left, "/", this.#divisor());
      else return left;
    }
  }

  /** A division is printed so that nothing divides by zero; saying so once more is no other figure. */
  #divisor(): Expr {
    if (!this.#takeCall("nullif")) return this.#factor();
    const of = this.#sum();
    this.#need(",");
    if (this.#number() !== 0) throw new NotExpressible();
    this.#need(")");
    return of;
  }

  #factor(): Expr {
    if (this.#take("(")) {
      const inner = this.#sum();
      this.#need(")");
      return inner;
    }
    const token = this.#peek();
    if (token?.kind === "number") return this.#exact(this.#next().text);
    if (token?.kind === "word" && FUNCTIONS[token.text.toLowerCase()] !== undefined && this.#peek(1)?.text === "(")
      return this.#aggregate();
    return this.#column();
  }

  #aggregate(): Expr {
    const fn = FUNCTIONS[(this.#next().text ?? "").toLowerCase()];
    if (fn === undefined) throw new NotExpressible();
    this.#need("(");
    const isDistinct = this.#takeWord("distinct");
    const inner = this.#aggregated(fn);
    this.#need(")");
    const filter = this.#filter();
    const where = allOf([inner.where, filter]);
    const base = inner.arg === undefined ? countRows(this.#base.name) : aggregate(inner.fn, inner.arg);
    if (inner.arg !== undefined && containsAggregate(inner.arg)) throw new NotExpressible();
    return { ...base, ...(isDistinct ? { isDistinct: true } : {}), ...(where === undefined ? {} : { where }) };
  }

  /** What stands inside the brackets; a CASE becomes the condition under which its value counts. */
  #aggregated(fn: AggregateFn): { readonly fn: AggregateFn; readonly arg?: Expr; readonly where?: Predicate } {
    if (fn === "count" && this.#take("*")) return { fn };
    if (!this.#takeWord("case")) return { fn, arg: this.#sum() };
    this.#needWord("when");
    const where = this.#condition();
    this.#needWord("then");
    const value = this.#sum();
    const otherwise = this.#takeWord("else") ? this.#otherwise() : "null";
    this.#needWord("end");
    if (otherwise === "zero" && fn !== "sum") throw new NotExpressible();
    const isOne = value.kind === "literal" && value.value === 1;
    if (isOne && (fn === "sum" || fn === "count")) return { fn: "count", where };
    return { fn, arg: value, where };
  }

  #otherwise(): "null" | "zero" {
    if (this.#takeWord("null")) return "null";
    if (this.#number() === 0) return "zero";
    throw new NotExpressible();
  }

  #filter(): Predicate | undefined {
    if (!this.#takeWord("filter")) return undefined;
    this.#need("(");
    this.#needWord("where");
    const where = this.#condition();
    this.#need(")");
    return where;
  }

  #condition(): Predicate {
    const either = [this.#allOf()];
    while (this.#takeWord("or")) either.push(this.#allOf());
    return anyOf(either) ?? this.#fail();
  }

  #allOf(): Predicate {
    const all = [this.#comparison()];
    while (this.#takeWord("and")) all.push(this.#comparison());
    return allOf(all) ?? this.#fail();
  }

  #comparison(): Predicate {
    if (this.#take("(")) {
      const inner = this.#condition();
      this.#need(")");
      return inner;
    }
    const left = this.#column();
    if (this.#takeWord("is")) {
      const isNegated = this.#takeWord("not");
      this.#needWord("null");
      return { kind: "null", left, isNegated };
    }
    const isNegated = this.#takeWord("not");
    if (this.#takeWord("in")) return { kind: "in", left, values: this.#values(), isNegated };
    if (this.#takeWord("between")) {
      const low = this.#literal();
      this.#needWord("and");
      return { kind: "between", left, low, high: this.#literal(), isNegated };
    }
    const op = COMPARISONS[this.#next().text];
    if (op === undefined || isNegated) throw new NotExpressible();
    return compare(left, op, this.#literal());
  }

  #values(): LiteralExpr[] {
    this.#need("(");
    const values = [this.#literal()];
    while (this.#take(",")) values.push(this.#literal());
    this.#need(")");
    return values;
  }

  #literal(): LiteralExpr {
    const isNegative = this.#take("-");
    const token = this.#next();
    if (token.kind === "number") return literal(isNegative ? -Number(token.text) : Number(token.text), "number");
    if (isNegative) throw new NotExpressible();
    if (token.kind === "text") return literal(token.text, "text");
    const word = token.kind === "word" ? token.text.toLowerCase() : "";
    if (word === "true" || word === "false") return literal(word === "true", "boolean");
    throw new NotExpressible();
  }

  /** Fractions travel as they are written. */
  #exact(text: string): LiteralExpr {
    return literal(text.includes(".") ? text : Number(text), "number");
  }

  #column(): Expr {
    const first = this.#name();
    const isQualified = this.#take(".");
    const table = isQualified ? tableOf(first, this.#schema) : this.#base;
    const name = isQualified ? this.#name() : first;
    const found = table?.columns.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (table === undefined || found === undefined) throw new NotExpressible();
    return column(table.name, found.name);
  }

  #name(): string {
    const token = this.#next();
    const isName = token.kind === "name" || (token.kind === "word" && !KEYWORDS.has(token.text.toLowerCase()));
    if (!isName) throw new NotExpressible();
    return token.text;
  }

  #number(): number {
    const token = this.#next();
    if (token.kind !== "number") throw new NotExpressible();
    return Number(token.text);
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new NotExpressible();
    this.#at += 1;
    return token;
  }

  #take(sign: string): boolean {
    const token = this.#peek();
    if (token?.kind !== "sign" || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token?.kind !== "word" || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takeCall(name: string): boolean {
    if (this.#peek(1)?.text !== "(" || !this.#takeWord(name)) return false;
    this.#at += 1;
    return true;
  }

  #need(sign: string): void {
    if (!this.#take(sign)) throw new NotExpressible();
  }

  #needWord(word: string): void {
    if (!this.#takeWord(word)) throw new NotExpressible();
  }

  #fail(): never {
    throw new NotExpressible();
  }
}

function hasLooseColumn(expr: Expr): boolean {
  if (expr.kind === "arithmetic") return hasLooseColumn(expr.left) || hasLooseColumn(expr.right);
  let isLoose = false;
  if (expr.kind !== "aggregate")
    walkExpr(expr, (inner) => {
      if (inner.kind === "column") isLoose = true;
    });
  return isLoose;
}
