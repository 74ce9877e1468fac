import type { BoundCondition, BoundOperand } from "@parlance/core";
import type { RestrictDialect } from "./restrict-dialect.ts";

/** A bound row rule as a condition over the table that `row` names. Every part stands in brackets. */
export function printCondition(condition: BoundCondition, row: string, dialect: RestrictDialect): string {
  const operand = (value: BoundOperand): string => printOperand(value, row, dialect);
  const inner = (part: BoundCondition): string => `(${printCondition(part, row, dialect)})`;
  const not = (isNegated: boolean): string => (isNegated ? "NOT " : "");
  switch (condition.kind) {
    case "constant":
      return condition.value ? "1 = 1" : "1 = 0";
    case "all":
      return condition.parts.map(inner).join(" AND ");
    case "any":
      return condition.parts.map(inner).join(" OR ");
    case "not":
      return `NOT ${inner(condition.part)}`;
    case "holds":
      return operand(condition.value);
    case "compare":
      return `${operand(condition.left)} ${OPERATORS[condition.operator] ?? condition.operator} ${operand(condition.right)}`;
    case "in":
      return `${operand(condition.value)} ${not(condition.isNegated)}IN (${condition.list.map(operand).join(", ")})`;
    case "between":
      return `${operand(condition.value)} ${not(condition.isNegated)}BETWEEN ${operand(condition.low)} AND ${operand(condition.high)}`;
    case "like":
      return `${not(condition.isNegated)}(${dialect.like(operand(condition.value), condition.pattern)})`;
    case "isNull":
      return `${operand(condition.value)} IS ${not(condition.isNegated)}NULL`;
  }
}

const OPERATORS: Readonly<Record<string, string>> = { "!=": "<>" };

function printOperand(operand: BoundOperand, row: string, dialect: RestrictDialect): string {
  if (operand.kind === "column") {
    const column = `${row}.${dialect.quoteName(operand.name)}`;
    return operand.type === "uuid" ? dialect.uuid(column) : column;
  }
  switch (operand.type) {
    case "number":
      return checkedNumber(operand.value);
    case "boolean":
      return operand.value === "true" ? "TRUE" : "FALSE";
    case "date":
    case "timestamp":
      return dialect.moment({ ...operand, value: checkedMoment(operand.value) });
    default:
      return dialect.text(operand.value);
  }
}

/** Bound rules come from other processes; what is printed bare must be what it says it is. */
function checkedNumber(value: string): string {
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) throw new RangeError("A rule holds a number that is none.");
  return value.startsWith("-") ? `(${value})` : value;
}

function checkedMoment(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}(?:[ T][\d:.]+)?$/.test(value)) throw new RangeError("A rule holds a date that is none.");
  return value.replace("T", " ");
}
