import type { GuardTable } from "@parlance/core";
import { nearestName } from "../nearest-name.ts";
import { RefusalFound, type Refused, refuse } from "../refusal.ts";
import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";
import { sourcePosition } from "./source-position.ts";
import {
  ALLOWED_TABLE_FUNCTIONS,
  EXPRESSION_CLASSES,
  MODIFIERS,
  QUERY_NODES,
  TABLE_REFS,
  TYPE_INFOS,
} from "./tree-types.ts";

type Node = Readonly<Record<string, unknown>>;

/** Names of WITH queries visible at a point of the tree, lower case; `recurring` those being built there. */
interface Scope {
  readonly named: ReadonlySet<string>;
  readonly recurring: ReadonlySet<string>;
}

/** A table of the source where the statement names it. */
export interface TableReference {
  readonly table: GuardTable;
  /** UTF-16 offset; undefined where the parser tells none. */
  readonly at: number | undefined;
  readonly parts: 1 | 2;
  readonly alias: string | undefined;
  /** Asks for an older state of the table. */
  readonly isPast: boolean;
}

export interface Walk {
  readonly sql: string;
  readonly tables: readonly GuardTable[];
  readonly found: Set<string>;
  readonly references: TableReference[];
}

const EMPTY_SCOPE: Scope = { named: new Set(), recurring: new Set() };

/** Deeper trees than any person or engine writes; keeps a hostile one from exhausting the stack. */
const MAX_DEPTH = 3_000;

/**
 * Visits every value of the tree, whatever it hangs under, so that nothing is skipped because a key was not
 * foreseen; each node must be of a known kind. Throws RefusalFound at the first that is not allowed.
 */
export function walkStatement(walk: Walk, root: unknown): void {
  visit(walk, root, EMPTY_SCOPE, 0);
}

function visit(walk: Walk, value: unknown, scope: Scope, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > MAX_DEPTH) stop(refuse("part-not-allowed", "The statement is nested too deeply."));
  if (Array.isArray(value)) {
    for (const item of value) visit(walk, item, scope, depth + 1);
    return;
  }
  // json_serialize_sql gives plain JSON objects; every key is read as unknown and tested before use.
  visitNode(walk, value as Node, scope, depth);
}

function visitNode(walk: Walk, node: Node, scope: Scope, depth: number): void {
  checkKind(walk, node);
  const inner = enterNamedQueries(walk, node, scope, depth);
  if (node.type === "BASE_TABLE") checkTable(walk, node, inner);
  if (node.type === "SHOW_REF") checkShow(walk, node);
  for (const [key, child] of childrenOf(walk, node)) visit(walk, child, childScope(node, key, inner), depth + 1);
}

function childrenOf(walk: Walk, node: Node): readonly (readonly [string, unknown])[] {
  if (node.type !== "TABLE_FUNCTION") return Object.entries(node).filter(([key]) => key !== "cte_map");
  // The call itself is judged as a table; only what stands inside it is judged as expressions.
  const call = allowedTableCall(walk, node);
  return [...Object.entries(node).filter(([key]) => key !== "function"), ...Object.entries(call)];
}

/** Only the repeated side of a recursive query sees its own name; its first side would meet a real table. */
function childScope(node: Node, key: string, scope: Scope): Scope {
  if (node.type !== "RECURSIVE_CTE_NODE" || key !== "right") return scope;
  const name = String(node.cte_name).toLowerCase();
  return { named: new Set([...scope.named, name]), recurring: new Set([...scope.recurring, name]) };
}

/** Each WITH query sees those before it, not itself and not those after it. */
function enterNamedQueries(walk: Walk, node: Node, scope: Scope, depth: number): Scope {
  let inner = scope;
  for (const entry of namedQueries(node)) {
    visit(walk, entry.value, inner, depth + 1);
    inner = { ...inner, named: new Set([...inner.named, entry.key.toLowerCase()]) };
  }
  return inner;
}

function namedQueries(node: Node): readonly { key: string; value: unknown }[] {
  const map = isNode(node.cte_map) ? node.cte_map.map : [];
  if (node.cte_map === undefined || node.cte_map === null) return [];
  if (!Array.isArray(map)) return stop(refuse("parser-output", "The statement could not be checked."));
  return map.map((entry: unknown) => {
    if (!isNode(entry) || typeof entry.key !== "string") {
      return stop(refuse("parser-output", "The statement could not be checked."));
    }
    return { key: entry.key, value: entry.value };
  });
}

function checkKind(walk: Walk, node: Node): void {
  if (node.class !== undefined) checkExpression(walk, node);
  else if (typeof node.type === "string" && !isKnownKind(node.type)) refuseKind(walk, node, node.type);
}

const isKnownKind = (type: string): boolean =>
  QUERY_NODES.has(type) || TABLE_REFS.has(type) || MODIFIERS.has(type) || TYPE_INFOS.has(type);

function checkExpression(walk: Walk, node: Node): void {
  if (node.class === "PARAMETER") {
    stop(
      refuse(
        "parameter-without-value",
        "Parameters such as $1 have no value here; write the value.",
        place(walk, node),
      ),
    );
  }
  if (typeof node.class !== "string" || !EXPRESSION_CLASSES.has(node.class)) refuseKind(walk, node, String(node.class));
  if (node.class === "FUNCTION" || node.class === "WINDOW") checkFunction(walk, node);
}

function refuseKind(walk: Walk, node: Node, kind: string): never {
  const words = kind.toLowerCase().replaceAll("_", " ");
  return stop(refuse("part-not-allowed", `This kind of SQL is not allowed here: ${words}.`, place(walk, node)));
}

/**
 * The name alone decides: in `x.f()` the parser cannot tell a schema from the column of a chained call,
 * and the engine has no functions of other people's making.
 */
function checkFunction(walk: Walk, node: Node): void {
  const name = String(node.function_name);
  if (ALLOWED_FUNCTIONS.has(name.toLowerCase())) return;
  const near = nearestName(name, ALLOWED_FUNCTIONS);
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  stop(
    refuse("function-not-allowed", `The function ${name} is not one that can be used here.${hint}`, place(walk, node)),
  );
}

function allowedTableCall(walk: Walk, node: Node): Node {
  const call = node.function;
  if (!isNode(call) || call.class !== "FUNCTION") return refuseKind(walk, node, "table function");
  const name = String(call.function_name);
  const isQualified = isFilled(call.schema) || isFilled(call.catalog);
  if (!isQualified && ALLOWED_TABLE_FUNCTIONS.has(name.toLowerCase())) return call;
  const message = `${name}() cannot be used as a table; only the tables of this source can be read.`;
  return stop(refuse("table-function-not-allowed", message, place(walk, call)));
}

function checkShow(walk: Walk, node: Node): void {
  const isOfQuery = isNode(node.query) && (node.show_type === "DESCRIBE" || node.show_type === "SUMMARY");
  if (isOfQuery && !isFilled(node.table_name)) return;
  const names = walk.tables.map((table) => table.name).join(", ");
  stop(refuse("show-not-offered", `SHOW is not offered. The tables of this source are: ${names}.`, place(walk, node)));
}

function checkTable(walk: Walk, node: Node, scope: Scope): void {
  const name = String(node.table_name);
  const schema = isFilled(node.schema_name) ? String(node.schema_name) : undefined;
  const isCatalogNamed = isFilled(node.catalog_name);
  if (!isCatalogNamed && isNamedQuery(name.toLowerCase(), schema?.toLowerCase(), scope)) return;
  const table = isCatalogNamed ? undefined : walk.tables.find((candidate) => isSameTable(candidate, name, schema));
  if (table === undefined) refuseTable(walk, node, name);
  walk.found.add(table.schema === undefined ? table.name : `${table.schema}.${table.name}`);
  walk.references.push({
    table,
    at: place(walk, node),
    parts: schema === undefined ? 1 : 2,
    alias: isFilled(node.alias) ? String(node.alias) : undefined,
    isPast: isFilled(node.at_clause),
  });
}

function isNamedQuery(name: string, schema: string | undefined, scope: Scope): boolean {
  if (schema === undefined) return scope.named.has(name);
  return schema === "recurring" && scope.recurring.has(name);
}

/** A table without a namespace lives in the engine's default one, which people may spell out. */
function isSameTable(table: GuardTable, name: string, schema: string | undefined): boolean {
  if (table.name.toLowerCase() !== name.toLowerCase()) return false;
  return schema === undefined || schema.toLowerCase() === (table.schema ?? "main").toLowerCase();
}

function refuseTable(walk: Walk, node: Node, name: string): never {
  const near = nearestName(
    name,
    walk.tables.map((table) => table.name),
  );
  const hint = near === undefined ? listTables(walk.tables) : ` Did you mean ${near}?`;
  return stop(
    refuse("table-not-allowed", `There is no table ${JSON.stringify(name)} in this source.${hint}`, place(walk, node)),
  );
}

const SHOWN_TABLES = 12;

function listTables(tables: readonly GuardTable[]): string {
  if (tables.length === 0) return "";
  const shown = tables.slice(0, SHOWN_TABLES).map((table) => table.name);
  const rest = tables.length > SHOWN_TABLES ? `, and ${tables.length - SHOWN_TABLES} more` : "";
  return ` It has: ${shown.join(", ")}${rest}.`;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
const place = (walk: Walk, node: Node): number | undefined => sourcePosition(walk.sql, node.query_location);

function stop(verdict: Refused): never {
  throw new RefusalFound(verdict);
}
