import type { Block, Condition, FromItem, Node } from "./block.ts";
import { type SqlToken, sqlTokens } from "./sql-tokens.ts";

/** Reads one SELECT of the published subset; throws on anything else. */
export function parseBlock(sql: string): Block {
  const reader = new Reader(sqlTokens(sql.replace(/;\s*$/, "")));
  const block = readQuery(reader);
  reader.expectEnd();
  return block;
}

const RESERVED = new Set(
  "select from where group having order limit join on as and or not in like between union intersect except is inner left asc desc by natural".split(
    " ",
  ),
);
const AGGREGATES = new Set(["count", "sum", "avg", "min", "max"]);

class Reader {
  private readonly tokens: readonly SqlToken[];
  private at = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.tokens = tokens;
  }

  peek(ahead = 0): SqlToken | undefined {
    return this.tokens[this.at + ahead];
  }

  next(): SqlToken {
    const token = this.tokens[this.at];
    if (token === undefined) throw new Error("SQL ends too early.");
    this.at += 1;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && token.kind !== "text" && token.text.toLowerCase() === text;
  }

  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Error(`Expected "${text}", found "${this.peek()?.text ?? "the end"}".`);
  }

  expectEnd(): void {
    if (this.at < this.tokens.length) throw new Error(`Unexpected "${this.peek()?.text}".`);
  }
}

function readQuery(reader: Reader): Block {
  const first = readSelect(reader);
  for (const op of ["union", "intersect", "except"] as const) {
    if (reader.take(op)) return { ...first, set: { op, right: readQuery(reader) } };
  }
  return first;
}

function readSelect(reader: Reader): Block {
  reader.expect("select");
  const isDistinct = reader.take("distinct");
  const select = readList(reader, readNode);
  const { from, joinOn } = reader.take("from") ? readFrom(reader) : { from: [], joinOn: [] };
  const where = reader.take("where") ? readCondition(reader) : undefined;
  const groupBy = takeBy(reader, "group") ? readList(reader, readNode) : [];
  const having = reader.take("having") ? readCondition(reader) : undefined;
  const orderBy = takeBy(reader, "order") ? readList(reader, readOrderItem) : [];
  const limit = reader.take("limit") ? Number(reader.next().text) : undefined;
  return {
    isDistinct,
    select,
    from,
    joinOn,
    ...(where ? { where } : {}),
    groupBy,
    ...(having ? { having } : {}),
    orderBy,
    ...(limit === undefined ? {} : { limit }),
  };
}

function takeBy(reader: Reader, word: string): boolean {
  if (!reader.take(word)) return false;
  reader.expect("by");
  return true;
}

function readList<T>(reader: Reader, read: (reader: Reader) => T): T[] {
  const items = [read(reader)];
  while (reader.take(",")) items.push(read(reader));
  return items;
}

function readOrderItem(reader: Reader): { node: Node; direction: "asc" | "desc" } {
  const node = readNode(reader);
  if (reader.take("desc")) return { node, direction: "desc" };
  reader.take("asc");
  return { node, direction: "asc" };
}

function readFrom(reader: Reader): { from: FromItem[]; joinOn: Condition[] } {
  const from = [readFromItem(reader)];
  const joinOn: Condition[] = [];
  for (;;) {
    if (reader.take(",")) from.push(readFromItem(reader));
    else if (reader.is("join") || reader.is("inner")) {
      reader.take("inner");
      reader.expect("join");
      from.push(readFromItem(reader));
      if (reader.take("on")) joinOn.push(readCondition(reader));
    } else return { from, joinOn };
  }
}

function readFromItem(reader: Reader): FromItem {
  if (reader.take("(")) {
    const query = readQuery(reader);
    reader.expect(")");
    return { query, alias: readAlias(reader) ?? "" };
  }
  const table = reader.next().text;
  return { table, alias: readAlias(reader) ?? table };
}

function readAlias(reader: Reader): string | undefined {
  if (reader.take("as")) return reader.next().text;
  const token = reader.peek();
  if (token?.kind !== "word" || RESERVED.has(token.text.toLowerCase())) return undefined;
  return reader.next().text;
}

function readCondition(reader: Reader): Condition {
  const items = [readConjunction(reader)];
  while (reader.take("or")) items.push(readConjunction(reader));
  return items.length === 1 && items[0] ? items[0] : { kind: "or", items };
}

function readConjunction(reader: Reader): Condition {
  const items = [readPredicate(reader)];
  while (reader.take("and")) items.push(readPredicate(reader));
  return items.length === 1 && items[0] ? items[0] : { kind: "and", items };
}

function readPredicate(reader: Reader): Condition {
  if (reader.take("not")) return { kind: "not", item: readPredicate(reader) };
  if (reader.is("(") && !reader.is("select", 1)) {
    reader.expect("(");
    const inner = readCondition(reader);
    reader.expect(")");
    return inner;
  }
  const left = readNode(reader);
  if (reader.take("is")) {
    const isNegated = reader.take("not");
    reader.expect("null");
    return { kind: "null", left, isNegated };
  }
  const isNegated = reader.take("not");
  if (reader.take("like")) return { kind: "like", left, pattern: readNode(reader), isNegated };
  if (reader.take("between")) {
    const low = readNode(reader);
    reader.expect("and");
    return { kind: "between", left, low, high: readNode(reader) };
  }
  if (reader.take("in")) return readMembership(reader, left, isNegated);
  return { kind: "compare", op: readOperator(reader), left, right: readNode(reader) };
}

function readMembership(reader: Reader, left: Node, isNegated: boolean): Condition {
  reader.expect("(");
  const right = reader.is("select") ? readQuery(reader) : readList(reader, readNode);
  reader.expect(")");
  return { kind: "in", left, right, isNegated };
}

/** Some published statements write "> =". */
function readOperator(reader: Reader): string {
  const op = reader.next().text;
  if ((op === ">" || op === "<" || op === "!") && reader.take("=")) return `${op}=`;
  if (!["=", "==", "!=", "<>", "<", "<=", ">", ">="].includes(op)) throw new Error(`Unexpected "${op}".`);
  return op === "<>" ? "!=" : op === "==" ? "=" : op;
}

function readNode(reader: Reader): Node {
  let left = readFactor(reader);
  for (const op of ["+", "-", "*", "/"] as const) {
    if (reader.take(op)) left = { kind: "binary", op, left, right: readFactor(reader) };
  }
  return left;
}

function readFactor(reader: Reader): Node {
  if (reader.take("(")) {
    if (!reader.is("select")) {
      const inner = readNode(reader);
      reader.expect(")");
      return inner;
    }
    const query = readQuery(reader);
    reader.expect(")");
    return { kind: "query", query };
  }
  if (reader.take("-")) return { kind: "number", value: -Number(reader.next().text) };
  const token = reader.next();
  if (token.kind === "number") return { kind: "number", value: Number(token.text) };
  if (token.kind === "text") return { kind: "text", text: token.text, isDoubleQuoted: token.isDoubleQuoted === true };
  if (token.text === "*") return { kind: "star" };
  if (AGGREGATES.has(token.text.toLowerCase()) && reader.is("(")) return readCall(reader, token.text.toLowerCase());
  if (!reader.take(".")) return { kind: "name", name: token.text };
  if (reader.take("*")) return { kind: "star", qualifier: token.text };
  return { kind: "name", qualifier: token.text, name: reader.next().text };
}

function readCall(reader: Reader, fn: string): Node {
  reader.expect("(");
  const isDistinct = reader.take("distinct");
  const arg = readNode(reader);
  reader.expect(")");
  return { kind: "call", fn, isDistinct, arg };
}
