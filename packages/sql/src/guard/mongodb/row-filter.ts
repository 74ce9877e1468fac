import type { BoundCondition, BoundOperand, RuleColumn, RuleLiteral } from "@parlance/core";
import { stop } from "../refusal.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonDocument = { readonly [key: string]: Json };

const NOTHING: JsonDocument = { _id: { $in: [] } };
const ANYTHING: JsonDocument = {};

/**
 * A bound row rule as a filter. The server knows two truths where SQL knows three: a field that is missing or null must
 * not pass because of a `not`, so that each `not` is carried down to the tests, and those ask for a value.
 */
export const rowFilter = (condition: BoundCondition): JsonDocument => filterOf(condition, false);

function filterOf(condition: BoundCondition, isNegated: boolean): JsonDocument {
  switch (condition.kind) {
    case "constant":
      return condition.value === isNegated ? NOTHING : ANYTHING;
    case "all":
    case "any": {
      const parts = condition.parts.map((part) => filterOf(part, isNegated));
      return (condition.kind === "all") === isNegated ? { $or: parts } : { $and: parts };
    }
    case "not":
      return filterOf(condition.part, !isNegated);
    case "holds":
      return onField(condition.value, (field) => ({ [field]: { $eq: !isNegated } }));
    case "isNull":
      return onField(condition.value, (field) =>
        condition.isNegated === isNegated ? { [field]: { $eq: null } } : { [field]: { $ne: null } },
      );
    case "like":
      return onField(condition.value, (field) =>
        likeFilter(field, condition.pattern, condition.isNegated !== isNegated),
      );
    case "in":
      return inFilter(condition, condition.isNegated !== isNegated);
    case "between": {
      const { value, low, high } = condition;
      const parts = [
        { kind: "compare", operator: ">=", left: value, right: low } as const,
        { kind: "compare", operator: "<=", left: value, right: high } as const,
      ];
      return filterOf({ kind: "all", parts }, condition.isNegated !== isNegated);
    }
    case "compare":
      return compareFilter(condition, isNegated);
  }
}

const OPERATORS = { "=": "$eq", "!=": "$ne", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte" } as const;
const OPPOSITES = { $eq: "$ne", $ne: "$eq", $lt: "$gte", $lte: "$gt", $gt: "$lte", $gte: "$lt" } as const;
const MIRRORED = { $eq: "$eq", $ne: "$ne", $lt: "$gt", $lte: "$gte", $gt: "$lt", $gte: "$lte" } as const;

function compareFilter(condition: Extract<BoundCondition, { kind: "compare" }>, isNegated: boolean): JsonDocument {
  const { left, right } = condition;
  const plain = OPERATORS[condition.operator];
  const operator = isNegated ? OPPOSITES[plain] : plain;
  if (left.kind === "column" && right.kind === "column") {
    const [a, b] = [`$${fieldOf(left)}`, `$${fieldOf(right)}`];
    return { $expr: { $and: [{ $gt: [a, null] }, { $gt: [b, null] }, { [operator]: [a, b] }] } };
  }
  if (left.kind === "column" && right.kind === "literal")
    return withValue(fieldOf(left), operator, literalValue(right));
  if (left.kind === "literal" && right.kind === "column") {
    return withValue(fieldOf(right), MIRRORED[operator], literalValue(left));
  }
  return NOTHING;
}

const withValue = (field: string, operator: string, value: Json): JsonDocument =>
  operator === "$ne"
    ? { $and: [{ [field]: { $ne: value } }, { [field]: { $ne: null } }] }
    : { [field]: { [operator]: value } };

function inFilter({ value, list }: Extract<BoundCondition, { kind: "in" }>, isNegated: boolean): JsonDocument {
  const parts = list.map(
    (item) => ({ kind: "compare", operator: isNegated ? "!=" : "=", left: value, right: item }) as const,
  );
  return filterOf({ kind: isNegated ? "all" : "any", parts }, false);
}

function likeFilter(field: string, pattern: string, isNegated: boolean): JsonDocument {
  const expression = [...pattern].map((character) => WILDCARDS[character] ?? escaped(character)).join("");
  const like = { $regex: `^${expression}$`, $options: "s" };
  return isNegated ? { $and: [{ [field]: { $not: like } }, { [field]: { $ne: null } }] } : { [field]: like };
}

const WILDCARDS: Readonly<Record<string, string>> = { "%": ".*", _: "." };
const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");

const onField = (operand: BoundOperand, make: (field: string) => JsonDocument): JsonDocument =>
  operand.kind === "column" ? make(fieldOf(operand)) : NOTHING;

function fieldOf({ name }: RuleColumn): string {
  checkField(name);
  return name;
}

/** A path that the server would read as something else than the fields on it. */
export function checkField(name: string): void {
  if (name === "" || name.includes("\0") || name.split(".").some((part) => part === "" || part.startsWith("$"))) {
    stop("cannot-be-restricted", "A rule speaks of a field that cannot be reached by its name.");
  }
}

function literalValue({ type, value }: RuleLiteral): Json {
  switch (type) {
    case "number":
      return Number(value);
    case "boolean":
      return value === "true";
    case "date":
      return { $date: `${value}T00:00:00Z` };
    case "timestamp":
      return { $date: `${value.replace(" ", "T")}Z` };
    default:
      return value;
  }
}
