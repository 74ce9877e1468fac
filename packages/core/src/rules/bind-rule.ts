import { operandsOf, valueAs } from "./check-rule.ts";
import {
  type BoundCondition,
  type BoundOperand,
  type ComparisonOperator,
  NO_ROWS,
  type RuleColumn,
  type RuleCondition,
  type RuleLiteral,
  type RuleOperand,
} from "./condition.ts";

/**
 * Fills in what is known about whoever asks. An attribute that is missing, blank or no value of the column's type makes
 * the whole rule admit no rows, wherever in it the attribute stands: under a `not` anything less would admit all of
 * them. After `in`, an attribute is a list with commas between its values.
 */
export function bindRule(condition: RuleCondition, attributes: Readonly<Record<string, string>>): BoundCondition {
  try {
    return new Binder(attributes).condition(condition);
  } catch (error) {
    if (error instanceof NothingToBind) return NO_ROWS;
    throw error;
  }
}

class NothingToBind extends Error {}

type ValueType = NonNullable<RuleColumn["type"]>;
type Test = Exclude<RuleCondition, { kind: "constant" | "all" | "any" | "not" }>;

class Binder {
  readonly #attributes: Readonly<Record<string, string>>;

  constructor(attributes: Readonly<Record<string, string>>) {
    this.#attributes = attributes;
  }

  condition(condition: RuleCondition): BoundCondition {
    switch (condition.kind) {
      case "constant":
        return condition;
      case "all":
      case "any":
        // Every part is bound, also where the first already decides: a missing attribute counts wherever it stands.
        return joined(
          condition.kind,
          condition.parts.map((part) => this.condition(part)),
        );
      case "not":
        return negated(this.condition(condition.part));
      default:
        return settled(this.#test(condition));
    }
  }

  #test(test: Test): BoundCondition {
    const type = typeAmong(operandsOf(test));
    const bind = (operand: RuleOperand) => this.#operand(operand, type);
    switch (test.kind) {
      case "compare":
        return { ...test, left: bind(test.left), right: bind(test.right) };
      case "in":
        return { ...test, value: bind(test.value), list: test.list.flatMap((item) => this.#items(item, type)) };
      case "between":
        return { ...test, value: bind(test.value), low: bind(test.low), high: bind(test.high) };
      default:
        return { ...test, value: bind(test.value) };
    }
  }

  #operand(operand: RuleOperand, type: ValueType): BoundOperand {
    return operand.kind === "attribute" ? fitted(this.#value(operand.name), type) : withoutPlace(operand);
  }

  #items(operand: RuleOperand, type: ValueType): readonly BoundOperand[] {
    if (operand.kind !== "attribute") return [withoutPlace(operand)];
    const items = this.#value(operand.name).split(",");
    const values = items.map((item) => item.trim()).filter((item) => item !== "");
    if (values.length === 0) throw new NothingToBind();
    return values.map((value) => fitted(value, type));
  }

  #value(name: string): string {
    const value = Object.hasOwn(this.#attributes, name) ? this.#attributes[name] : undefined;
    if (value === undefined || value.trim() === "") throw new NothingToBind();
    return value;
  }
}

function fitted(text: string, type: ValueType): RuleLiteral {
  const literal = valueAs(text, type);
  if (literal === null) throw new NothingToBind();
  return literal;
}

/** What the columns and literals of a test hold; a rule that was not checked against a table compares texts. */
function typeAmong(operands: readonly RuleOperand[]): ValueType {
  for (const operand of operands) if (operand.kind === "column" && operand.type !== undefined) return operand.type;
  for (const operand of operands) if (operand.kind === "literal") return operand.type;
  return "text";
}

function withoutPlace(operand: RuleLiteral | RuleColumn): BoundOperand {
  if (operand.kind === "literal") return { kind: "literal", type: operand.type, value: operand.value };
  return { kind: "column", name: operand.name, ...(operand.type === undefined ? {} : { type: operand.type }) };
}

function joined(kind: "all" | "any", parts: readonly BoundCondition[]): BoundCondition {
  const decides = kind === "any";
  if (parts.some((part) => part.kind === "constant" && part.value === decides)) {
    return { kind: "constant", value: decides };
  }
  const open = parts.filter((part) => part.kind !== "constant");
  const [only, other] = open;
  if (only === undefined) return { kind: "constant", value: !decides };
  return other === undefined ? only : { kind, parts: open };
}

const negated = (part: BoundCondition): BoundCondition =>
  part.kind === "constant" ? { kind: "constant", value: !part.value } : { kind: "not", part };

/** A test without a column is decided here, exactly; the source would apply its own collation to it. */
function settled(condition: BoundCondition): BoundCondition {
  const literals = operandsOf(condition).flatMap((operand) => (operand.kind === "literal" ? [operand] : []));
  if (literals.length < operandsOf(condition).length || condition.kind === "constant") return condition;
  return { kind: "constant", value: decide(condition, literals) };
}

function decide(condition: BoundCondition, [value, ...rest]: readonly RuleLiteral[]): boolean {
  const [second, third] = rest;
  if (value === undefined) return false;
  switch (condition.kind) {
    case "compare":
      return second !== undefined && HOLDS[condition.operator](order(value, second));
    case "in":
      return rest.some((item) => order(value, item) === 0) !== condition.isNegated;
    case "between": {
      if (second === undefined || third === undefined) return false;
      return (order(value, second) >= 0 && order(value, third) <= 0) !== condition.isNegated;
    }
    case "like":
      return isLike(value.value, condition.pattern) !== condition.isNegated;
    case "isNull":
      return condition.isNegated;
    default:
      return false;
  }
}

const HOLDS: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

function order(a: RuleLiteral, b: RuleLiteral): number {
  if (a.type === "number" && b.type === "number") return Number(a.value) - Number(b.value);
  return a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
}

/** Pattern matching in linear space: each step keeps the set of places in the pattern that can be reached. */
function isLike(text: string, pattern: string): boolean {
  const wanted = [...pattern];
  let places = skipAny(wanted, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) {
      if (wanted[place] === "%") next.add(place);
      else if (wanted[place] === "_" || wanted[place] === character) next.add(place + 1);
    }
    places = skipAny(wanted, next);
  }
  return places.has(wanted.length);
}

function skipAny(pattern: readonly string[], places: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === "%") all.add(place + 1);
  return all;
}
