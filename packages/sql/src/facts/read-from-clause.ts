import { isKeyword, placeOf } from "./clauses.ts";
import type { FactToken } from "./fact-tokens.ts";
import { readColumn } from "./read-column.ts";
import type { FactJoin, FactTable } from "./statement-facts.ts";

const JOIN_WORDS = new Set(["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "OUTER", "NATURAL", "LATERAL", "ASOF"]);

export interface FromFacts {
  readonly tables: readonly FactTable[];
  readonly joins: readonly FactJoin[];
}

/** The tables of a FROM clause and how each is joined to those before. */
export function readFromClause(tokens: readonly FactToken[]): FromFacts {
  const tables: FactTable[] = [];
  const joins: FactJoin[] = [];
  for (const part of partsOf(tokens)) {
    const table = readTable(part.table);
    tables.push(table);
    if (part.kind === null) continue;
    const { on, isOnlyEqualities } = readOn(part.on, table, tables[tables.length - 2]);
    joins.push({ kind: part.kind, table, on, isOnlyEqualities, start: part.start, end: part.end });
  }
  return { tables, joins };
}

interface Part {
  readonly kind: FactJoin["kind"] | null;
  readonly table: readonly FactToken[];
  readonly on: readonly FactToken[];
  readonly start: number;
  readonly end: number;
}

/** The outermost level of a clause: brackets around a whole table count as part of it. */
function partsOf(tokens: readonly FactToken[]): Part[] {
  const base = tokens[0]?.depth ?? 0;
  const parts: Part[] = [];
  let words: FactToken[] = [];
  let body: FactToken[] = [];
  const close = (): void => {
    if (body.length > 0) parts.push(partOf(words, body, parts.length > 0));
    body = [];
  };
  for (const token of tokens) {
    const isBreak =
      token.depth === base && (token.value === "," || (token.kind === "word" && JOIN_WORDS.has(token.value)));
    if (!isBreak) body.push(token);
    else {
      if (body.length > 0) {
        close();
        words = [];
      }
      words.push(token);
    }
  }
  close();
  return parts;
}

function partOf(words: readonly FactToken[], body: readonly FactToken[], isJoined: boolean): Part {
  const base = body[0]?.depth ?? 0;
  const split = body.findIndex((token) => token.depth <= base && (isKeyword(token, "ON") || isKeyword(token, "USING")));
  const table = split === -1 ? body : body.slice(0, split);
  const on = split === -1 ? [] : body.slice(split);
  const { start, end } = placeOf(isJoined ? [...words, ...body] : body);
  return { kind: isJoined ? joinKind(words) : null, table, on, start, end };
}

function joinKind(words: readonly FactToken[]): FactJoin["kind"] {
  const has = (word: string): boolean => words.some((token) => token.value === word);
  if (has("LEFT")) return "left";
  if (has("RIGHT")) return "right";
  if (has("FULL")) return "full";
  return has("CROSS") || has(",") ? "cross" : "inner";
}

function readTable(tokens: readonly FactToken[]): FactTable {
  const place = placeOf(tokens);
  const named = tokens.filter((token) => !isKeyword(token, "AS") && !isKeyword(token, "ONLY"));
  const [first] = named;
  if (first === undefined || first.value === "(") {
    const last = named.at(-1);
    return { ...place, name: null, schema: null, alias: last === undefined || last.value === ")" ? "" : last.text };
  }
  const path: string[] = [nameOf(first)];
  let at = 1;
  while (named[at]?.value === "." && named[at + 1] !== undefined) {
    path.push(nameOf(named[at + 1]));
    at += 2;
  }
  // A call such as range(10) is no table of the source.
  const isCall = named[at]?.value === "(";
  const name = path.at(-1) ?? "";
  const alias = named[at];
  return {
    ...place,
    name: isCall ? null : name,
    schema: path.length > 1 ? (path.at(-2) ?? null) : null,
    alias: alias === undefined || isCall ? name : nameOf(alias),
  };
}

const nameOf = (token: FactToken | undefined): string => token?.text ?? "";

/** ON a = b AND c = d as pairs; USING (a) as a pair of one name. */
function readOn(tokens: readonly FactToken[], table: FactTable, before: FactTable | undefined) {
  const [word, ...rest] = tokens;
  if (word === undefined) return { on: [], isOnlyEqualities: false };
  if (isKeyword(word, "USING")) {
    const names = rest.filter((token) => token.kind === "word" || token.kind === "name");
    const on = names.map((token) => ({
      left: { qualifier: before?.alias ?? null, name: token.text, start: token.start, end: token.end },
      right: { qualifier: table.alias, name: token.text, start: token.start, end: token.end },
    }));
    return { on, isOnlyEqualities: on.length > 0 };
  }
  const inner = rest.filter((token) => token.value !== "(" && token.value !== ")");
  const on: { left: FactJoin["on"][number]["left"]; right: FactJoin["on"][number]["right"] }[] = [];
  let at = 0;
  let isOnlyEqualities = true;
  while (at < inner.length) {
    const left = readColumn(inner, at);
    const right = left !== null && inner[left.next]?.value === "=" ? readColumn(inner, left.next + 1) : null;
    if (left === null || right === null) {
      isOnlyEqualities = false;
      break;
    }
    on.push({ left: left.column, right: right.column });
    at = right.next;
    if (at < inner.length && !isKeyword(inner[at], "AND")) {
      isOnlyEqualities = false;
      break;
    }
    at += 1;
  }
  return { on, isOnlyEqualities: isOnlyEqualities && on.length > 0 };
}
