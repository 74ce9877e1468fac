import type { ComparisonOperator, RuleCondition, RuleLiteral, RuleOperand, RulePlace } from "./condition.ts";
import { failRule, type RuleFault, RuleFaultFound, type RuleToken, tokenizeRule } from "./rule-tokens.ts";
import { isDateText, isTimestampText } from "./rule-values.ts";

export type ParsedRule =
  | { readonly isOk: true; readonly condition: RuleCondition }
  | { readonly isOk: false; readonly fault: RuleFault };

const MAX_RULE_LENGTH = 10_000;
const MAX_DEPTH = 60;

/**
 * Reads a rule such as `region = user.region and status in ('open', 'paid')`. Columns are bare or stand in double
 * quotes; texts stand in single quotes. Total: any text gives a condition or the first fault with its place.
 */
export function parseRule(text: string): ParsedRule {
  try {
    if (text.length > MAX_RULE_LENGTH) failRule("The rule is too long.", { start: MAX_RULE_LENGTH, end: text.length });
    return { isOk: true, condition: new RuleParser(tokenizeRule(text)).rule() };
  } catch (error) {
    if (error instanceof RuleFaultFound) return { isOk: false, fault: error.fault };
    throw error;
  }
}

const OPERATORS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ["=", "="],
  ["!=", "!="],
  ["<>", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
]);

/** Words that cannot be a bare column; in double quotes they can. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "in",
  "is",
  "null",
  "like",
  "between",
  "true",
  "false",
]);

class RuleParser {
  readonly #tokens: readonly RuleToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly RuleToken[]) {
    this.#tokens = tokens;
  }

  rule(): RuleCondition {
    if (this.#isEnd()) failRule("The rule is empty.", this.#token);
    const condition = this.#any();
    if (!this.#isEnd()) this.#fail("and, or, or the end of the rule");
    return condition;
  }

  #any(): RuleCondition {
    return this.#chain("any", "or", () => this.#chain("all", "and", () => this.#part()));
  }

  #chain(kind: "all" | "any", word: string, read: () => RuleCondition): RuleCondition {
    const first = read();
    const parts = [first];
    while (this.#takeWord(word)) parts.push(read());
    return parts.length === 1 ? first : { kind, parts };
  }

  #part(): RuleCondition {
    if (++this.#depth > MAX_DEPTH) failRule("The rule is nested too deeply.", this.#token);
    const part = this.#takeWord("not") ? ({ kind: "not", part: this.#part() } as const) : this.#bracketOrTest();
    this.#depth--;
    return part;
  }

  #bracketOrTest(): RuleCondition {
    if (!this.#takeSymbol("(")) return this.#test();
    const inside = this.#any();
    if (!this.#takeSymbol(")")) this.#fail("a closing bracket");
    return inside;
  }

  #test(): RuleCondition {
    const value = this.#operand();
    const operator = this.#token.kind === "symbol" ? OPERATORS.get(this.#token.text) : undefined;
    if (operator !== undefined) {
      this.#at++;
      return { kind: "compare", operator, left: value, right: this.#operand() };
    }
    if (this.#takeWord("is")) {
      const isNegated = this.#takeWord("not");
      if (!this.#takeWord("null")) this.#fail("null");
      return { kind: "isNull", isNegated, value };
    }
    const isNegated = this.#takeWord("not");
    if (this.#takeWord("in")) return { kind: "in", isNegated, value, list: this.#list() };
    if (this.#takeWord("like")) return { kind: "like", isNegated, value, pattern: this.#pattern() };
    if (this.#takeWord("between")) return this.#between(value, isNegated);
    if (isNegated) this.#fail("in, like or between");
    if (value.kind === "literal" && value.type === "boolean")
      return { kind: "constant", value: value.value === "true" };
    return { kind: "holds", value };
  }

  #between(value: RuleOperand, isNegated: boolean): RuleCondition {
    const low = this.#operand();
    if (!this.#takeWord("and")) this.#fail("and");
    return { kind: "between", isNegated, value, low, high: this.#operand() };
  }

  /** A list in brackets, or an attribute that holds several values: region in user.regions. */
  #list(): readonly RuleOperand[] {
    if (!this.#takeSymbol("(")) {
      const operand = this.#operand();
      if (operand.kind !== "attribute") failRule("A list in brackets, or an attribute, must follow in.", operand.place);
      return [operand];
    }
    const list = [this.#operand()];
    while (this.#takeSymbol(",")) list.push(this.#operand());
    if (!this.#takeSymbol(")")) this.#fail("a comma or a closing bracket");
    return list;
  }

  #pattern(): string {
    const token = this.#token;
    if (token.kind !== "text") this.#fail("a pattern in single quotes");
    this.#at++;
    return token.text;
  }

  #operand(): RuleOperand {
    const token = this.#token;
    const place: RulePlace = { start: token.start, end: token.end };
    if (token.kind === "text") return this.#literal("text", token.text, place);
    if (token.kind === "number") return this.#literal("number", token.text, place);
    if (token.kind === "name") return this.#column(token);
    if (token.kind === "symbol" && token.text === "-") return this.#negative(token);
    if (token.kind !== "word") return this.#fail("a column, a value or an attribute such as user.email");
    if (token.word === "true" || token.word === "false") return this.#literal("boolean", token.word, place);
    if (token.word === "user" && this.#isSymbol(".", 1)) return this.#attribute(token);
    if ((token.word === "date" || token.word === "timestamp") && this.#peek(1).kind === "text")
      return this.#moment(token);
    if (KEYWORDS.has(token.word)) return this.#fail("a column, a value or an attribute such as user.email");
    return this.#column(token);
  }

  #literal(type: RuleLiteral["type"], value: string, place: RulePlace): RuleOperand {
    this.#at++;
    return { kind: "literal", type, value, place };
  }

  #negative(sign: RuleToken): RuleOperand {
    this.#at++;
    const number = this.#token;
    if (number.kind !== "number") this.#fail("a number");
    return this.#literal("number", `-${number.text}`, { start: sign.start, end: number.end });
  }

  #moment(word: RuleToken): RuleOperand {
    this.#at++;
    const { text, start, end } = this.#token;
    const isDate = word.word === "date";
    if (!(isDate ? isDateText(text) : isTimestampText(text))) {
      failRule(isDate ? "A date is written '2026-01-31'." : "A time is written '2026-01-31 12:00:00'.", { start, end });
    }
    return this.#literal(isDate ? "date" : "timestamp", text, { start: word.start, end });
  }

  #attribute(user: RuleToken): RuleOperand {
    this.#at += 2;
    const name = this.#token;
    if (name.kind !== "word" && name.kind !== "name") this.#fail("the name of an attribute, such as email");
    this.#at++;
    return { kind: "attribute", name: name.text, place: { start: user.start, end: name.end } };
  }

  #column({ text, start, end }: RuleToken): RuleOperand {
    this.#at++;
    if (this.#isSymbol(".")) failRule("A rule speaks of one table: write the column alone.", { start, end: end + 1 });
    if (this.#isSymbol("(")) failRule("Functions cannot be used in a rule.", { start, end });
    return { kind: "column", name: text, place: { start, end } };
  }

  #isEnd(): boolean {
    return this.#token.kind === "end";
  }

  get #token(): RuleToken {
    return this.#peek(0);
  }

  #peek(ahead: number): RuleToken {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    return token ?? { kind: "end", text: "", word: "", start: 0, end: 0 };
  }

  #isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === "symbol" && token.text === symbol;
  }

  #takeSymbol(symbol: string): boolean {
    if (!this.#isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  #takeWord(word: string): boolean {
    if (this.#token.word !== word) return false;
    this.#at++;
    return true;
  }

  #fail(expected: string): never {
    const token = this.#token;
    const found = token.kind === "end" ? "the rule ends" : `${JSON.stringify(token.text)} stands here`;
    return failRule(`Expected ${expected}, but ${found}.`, token);
  }
}
