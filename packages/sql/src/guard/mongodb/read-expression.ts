import { stop } from "../refusal.ts";
import { hasOperator, type JsonEntry, type JsonNode, type JsonObject } from "./json-node.ts";
import { EXPRESSION_OPERATORS, SYSTEM_VARIABLES } from "./operators.ts";
import { isExtendedValue, readData, refuseOperator, refuseOperators } from "./read-data.ts";

/**
 * An aggregation expression. Arguments by name, vars of $let and branches of $switch are objects of expressions, as are
 * new documents, so that one rule reads them all: a key with a dollar is an operator and stands alone.
 */
export function readExpression(node: JsonNode): void {
  if (node.kind === "string") checkVariable(node.value, node.start);
  if (node.kind === "array") node.items.forEach(readExpression);
  if (node.kind !== "object" || isExtendedValue(node)) return;
  if (hasOperator(node)) readOperator(node);
  else for (const { value } of node.entries) readExpression(value);
}

function readOperator(node: JsonObject): void {
  const [entry] = node.entries;
  if (entry === undefined || node.entries.length > 1) refuseOperators(node);
  if (!EXPRESSION_OPERATORS.has(entry.key)) refuseOperator(entry);
  if (entry.key === "$literal") readData(entry.value);
  else {
    if (entry.key === "$range") checkRange(entry);
    readExpression(entry.value);
  }
}

/** Longer lists end at the server's own limit of memory; this says so before it starts. */
const MAX_RANGE = 1_000_000;

function checkRange({ value, start }: JsonEntry): void {
  const ends = value.kind === "array" ? value.items.slice(0, 2) : [];
  const [from, to] = ends.map((end) => (end.kind === "number" ? end.value : 0));
  if (Math.abs((to ?? 0) - (from ?? 0)) > MAX_RANGE) stop("too-large", "This $range makes too long a list.", start);
}

function checkVariable(text: string, position: number): void {
  const name = /^\$\$([^.]*)/.exec(text)?.[1];
  if (name === undefined || SYSTEM_VARIABLES.has(name) || /^[a-z\u0080-\uffff]/.test(name)) return;
  stop("operator-not-allowed", `The variable $$${name} is not allowed here.`, position);
}

/** Fields with an expression each, as in $set, $group and the parts called output. */
export function readFields(node: JsonObject): void {
  for (const entry of node.entries) {
    if (entry.key.startsWith("$")) refuseOperator(entry);
    readExpression(entry.value);
  }
}
