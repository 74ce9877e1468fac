/** Where something stands in the text of a rule; UTF-16 offsets, end exclusive. */
export interface RulePlace {
  readonly start: number;
  readonly end: number;
}

export type ComparisonOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Numbers, dates and times keep the text they were written with, so that nothing is lost on the way to the source. */
export interface RuleLiteral {
  readonly kind: "literal";
  readonly type: "text" | "number" | "boolean" | "date" | "timestamp";
  readonly value: string;
}

export interface RuleColumn {
  readonly kind: "column";
  readonly name: string;
  /** What the column holds, once the rule has been checked against a table. */
  readonly type?: "text" | "uuid" | "number" | "boolean" | "date" | "timestamp";
}

/** Something known about the person who asks: user.region. */
export interface RuleAttribute {
  readonly kind: "attribute";
  readonly name: string;
}

/** A condition over one row. `Operand` tells whether attributes may still stand in it. */
export type Condition<Operand> =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "all" | "any"; readonly parts: readonly Condition<Operand>[] }
  | { readonly kind: "not"; readonly part: Condition<Operand> }
  | { readonly kind: "holds"; readonly value: Operand }
  | {
      readonly kind: "compare";
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: "in"; readonly isNegated: boolean; readonly value: Operand; readonly list: readonly Operand[] }
  | {
      readonly kind: "between";
      readonly isNegated: boolean;
      readonly value: Operand;
      readonly low: Operand;
      readonly high: Operand;
    }
  /** % stands for any text, _ for any one character; nothing else is special. */
  | { readonly kind: "like"; readonly isNegated: boolean; readonly value: Operand; readonly pattern: string }
  | { readonly kind: "isNull"; readonly isNegated: boolean; readonly value: Operand };

/** As a person wrote it: operands know their places, and attributes have no values yet. */
export type RuleOperand = (RuleLiteral | RuleColumn | RuleAttribute) & { readonly place: RulePlace };
export type RuleCondition = Condition<RuleOperand>;

/** With the attributes of one person filled in: columns and literals only. Plain data, fit for sending to another process. */
export type BoundOperand = RuleLiteral | RuleColumn;
export type BoundCondition = Condition<BoundOperand>;

export const NO_ROWS: BoundCondition = { kind: "constant", value: false };
