import type { Column } from "../catalog.ts";
import type { DataType } from "../data-type.ts";
import type { Condition, RuleColumn, RuleCondition, RuleLiteral, RuleOperand } from "./condition.ts";
import type { ParsedRule } from "./parse-rule.ts";
import { failRule, RuleFaultFound } from "./rule-tokens.ts";
import { isDateText, isNumberText, isTimestampText } from "./rule-values.ts";

type ValueType = NonNullable<RuleColumn["type"]>;

/**
 * Settles a rule over the columns of its table: spells columns as the table does, and gives every literal the type of
 * what it is compared with. The first thing that does not fit is the fault.
 */
export function checkRule(condition: RuleCondition, columns: readonly Pick<Column, "name" | "type">[]): ParsedRule {
  try {
    return { isOk: true, condition: new RuleChecker(columns).condition(condition) };
  } catch (error) {
    if (error instanceof RuleFaultFound) return { isOk: false, fault: error.fault };
    throw error;
  }
}

const TYPES: Readonly<Partial<Record<DataType["kind"], ValueType>>> = {
  boolean: "boolean",
  integer: "number",
  bigint: "number",
  decimal: "number",
  double: "number",
  text: "text",
  uuid: "uuid",
  unknown: "text",
  date: "date",
  timestamp: "timestamp",
  timestamptz: "timestamp",
};

class RuleChecker {
  readonly #columns: readonly Pick<Column, "name" | "type">[];

  constructor(columns: readonly Pick<Column, "name" | "type">[]) {
    this.#columns = columns;
  }

  condition(condition: RuleCondition): RuleCondition {
    switch (condition.kind) {
      case "constant":
        return condition;
      case "all":
      case "any":
        return { ...condition, parts: condition.parts.map((part) => this.condition(part)) };
      case "not":
        return { ...condition, part: this.condition(condition.part) };
      case "holds":
        return { ...condition, value: this.#truth(condition.value) };
      default:
        return this.#test(condition);
    }
  }

  #test(condition: Exclude<RuleCondition, { kind: "constant" | "all" | "any" | "not" | "holds" }>): RuleCondition {
    switch (condition.kind) {
      case "compare": {
        const [left = condition.left, right = condition.right] = this.#alike([condition.left, condition.right]);
        return { ...condition, left, right };
      }
      case "in": {
        const [value = condition.value, ...list] = this.#alike([condition.value, ...condition.list]);
        return { ...condition, value, list };
      }
      case "between": {
        const { value, low, high } = condition;
        const [a = value, b = low, c = high] = this.#alike([value, low, high]);
        return { ...condition, value: a, low: b, high: c };
      }
      case "like":
        return { ...condition, value: this.#text(condition.value) };
      case "isNull":
        return { ...condition, value: this.#settled(condition.value) };
    }
  }

  #truth(operand: RuleOperand): RuleOperand {
    const settled = this.#settled(operand);
    if (settled.kind === "column" && settled.type === "boolean") return settled;
    return failRule("Only a column that is true or false can stand alone; compare this with something.", operand.place);
  }

  #text(operand: RuleOperand): RuleOperand {
    const settled = this.#settled(operand);
    const isText = settled.kind === "column" ? settled.type === "text" : settled.kind === "attribute";
    return isText ? settled : failRule("like works on texts only.", operand.place);
  }

  #settled(operand: RuleOperand): RuleOperand {
    if (operand.kind !== "column") return operand;
    const { name, type } = this.#find(operand);
    const known = TYPES[type.kind];
    if (known === undefined) failRule(`A rule cannot compare ${name}, which holds ${type.native}.`, operand.place);
    return { ...operand, name, type: known };
  }

  /** As it is spelled, else without regard to case where only one column can be meant. */
  #find({ name, place }: RuleColumn & Pick<RuleOperand, "place">): Pick<Column, "name" | "type"> {
    const exact = this.#columns.find((column) => column.name === name);
    if (exact !== undefined) return exact;
    const folded = this.#columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
    const [only, other] = folded;
    if (only !== undefined && other === undefined) return only;
    const names = this.#columns.map((column) => column.name);
    const shown = names.slice(0, 12).join(", ");
    return failRule(`The table has no column ${name}. It has: ${shown}${names.length > 12 ? ", …" : ""}.`, place);
  }

  /** Operands that are compared: the columns among them say what the others must be. */
  #alike(operands: readonly RuleOperand[]): readonly RuleOperand[] {
    const settled = operands.map((operand) => this.#settled(operand));
    const types = new Set(settled.flatMap((operand) => typeOf(operand, "column")));
    const literals = new Set(settled.flatMap((operand) => typeOf(operand, "literal")));
    const [type, other] = [...types];
    const place = { start: operands[0]?.place.start ?? 0, end: operands.at(-1)?.place.end ?? 0 };
    if (type === undefined && literals.size > 1) failRule("These values are of different kinds.", place);
    if (type === undefined) return settled;
    if (other !== undefined) failRule(`A ${type} column cannot be compared with a ${other} column.`, place);
    return settled.map((operand) => (operand.kind === "literal" ? literalAs(operand, type) : operand));
  }
}

const typeOf = (operand: RuleOperand, kind: "column" | "literal"): readonly ValueType[] => {
  if (operand.kind === "attribute" || operand.kind !== kind || operand.type === undefined) return [];
  return [operand.type];
};

function literalAs<Found extends RuleLiteral & Pick<RuleOperand, "place">>(literal: Found, type: ValueType): Found {
  const fitted = fitLiteral(literal, type);
  if (fitted !== null) return { ...literal, ...fitted };
  return failRule(`${literal.value} is not a value of a ${type} column.`, literal.place);
}

/** The literal as a column of that type takes it, or null where it is no value of that type. */
export function fitLiteral(literal: RuleLiteral, type: ValueType): RuleLiteral | null {
  const { value } = literal;
  if (literal.type === type || (type === "uuid" && literal.type === "text")) return literal;
  if (type === "timestamp" && literal.type === "date") return { ...literal, type, value: `${value} 00:00:00` };
  if (literal.type !== "text") return null;
  if (type === "date" && isDateText(value)) return { ...literal, type };
  if (type === "timestamp" && isTimestampText(value)) return { ...literal, type, value: value.replace("T", " ") };
  if (type === "timestamp" && isDateText(value)) return { ...literal, type, value: `${value} 00:00:00` };
  return null;
}

/** A text that came from outside the rule, such as an attribute, as a value of that type; null where it is none. */
export function valueAs(text: string, type: ValueType): RuleLiteral | null {
  const literal = { kind: "literal", type: "text", value: text } as const;
  if (type === "number") return isNumberText(text) ? { ...literal, type } : null;
  if (type === "boolean") return text === "true" || text === "false" ? { ...literal, type } : null;
  return fitLiteral(literal, type);
}

/** Columns that a rule speaks of, as it spells them. */
export function columnsOfRule(condition: Condition<RuleOperand | RuleLiteral | RuleColumn>): readonly string[] {
  return [...new Set(operandsOf(condition).flatMap((operand) => (operand.kind === "column" ? [operand.name] : [])))];
}

/** Attributes that a rule needs of whoever asks. */
export function attributesOfRule(condition: RuleCondition): readonly string[] {
  return [...new Set(operandsOf(condition).flatMap((operand) => (operand.kind === "attribute" ? [operand.name] : [])))];
}

export function operandsOf<Operand>(condition: Condition<Operand>): readonly Operand[] {
  switch (condition.kind) {
    case "constant":
      return [];
    case "all":
    case "any":
      return condition.parts.flatMap((part) => operandsOf(part));
    case "not":
      return operandsOf(condition.part);
    case "compare":
      return [condition.left, condition.right];
    case "in":
      return [condition.value, ...condition.list];
    case "between":
      return [condition.value, condition.low, condition.high];
    default:
      return [condition.value];
  }
}
