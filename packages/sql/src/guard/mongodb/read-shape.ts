import { hasOperator, type JsonNode } from "./json-node.ts";
import { expectObject, readData, refuseOperator } from "./read-data.ts";
import { readExpression } from "./read-expression.ts";
import { readCondition } from "./read-filter.ts";

/** Fields to keep, leave out or compute; a find may also pick elements of lists. */
export function readProjection(node: JsonNode): void {
  for (const entry of expectObject(node, "A projection").entries) {
    if (entry.key.startsWith("$")) refuseOperator(entry);
    const { value } = entry;
    const isPick = value.kind === "object" && value.entries[0]?.key === "$elemMatch";
    if (isPick) readCondition(value);
    else readExpression(value);
  }
}

/** 1, -1 or the score of a text search. */
export function readSort(node: JsonNode): void {
  for (const { key, start, value } of expectObject(node, "A sort").entries) {
    if (key.startsWith("$")) refuseOperator({ key, start, value });
    if (value.kind === "object" && hasOperator(value)) readExpression(value);
    else readData(value);
  }
}
