import type { RulePlace } from "./condition.ts";

export interface RuleToken extends RulePlace {
  /** `name` was quoted; a `word` may be a keyword or a name. */
  readonly kind: "word" | "name" | "text" | "number" | "symbol" | "end";
  /** Names and texts without their quotes. */
  readonly text: string;
  /** A bare word in lower case; empty for every other kind. */
  readonly word: string;
}

/** What is wrong with a rule, and where; `message` is for the person who writes it. */
export interface RuleFault extends RulePlace {
  readonly message: string;
}

/** Thrown inside this folder only; its entries turn it into an answer. */
export class RuleFaultFound extends Error {
  readonly fault: RuleFault;

  constructor(fault: RuleFault) {
    super(fault.message);
    this.fault = fault;
  }
}

export function failRule(message: string, { start, end }: RulePlace): never {
  throw new RuleFaultFound({ message, start, end });
}

const BLANK = /\s+/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_$]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?![\p{L}\p{N}_.])/uy;
const SYMBOL = /<>|!=|<=|>=|[=<>(),.-]/y;

export function tokenizeRule(text: string): readonly RuleToken[] {
  const tokens: RuleToken[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = match(BLANK, text, at);
    if (blank !== null) at += blank.length;
    else {
      const token = readToken(text, at);
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({ kind: "end", text: "", word: "", start: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, start: number): RuleToken {
  const word = match(WORD, text, start);
  if (word !== null) {
    return { kind: "word", text: word, word: word.toLowerCase(), start, end: start + word.length };
  }
  const quote = text.charAt(start);
  if (quote === "'" || quote === '"') return readQuoted(text, start, quote);
  const number = match(NUMBER, text, start);
  if (number !== null) return { kind: "number", text: number, word: "", start, end: start + number.length };
  const symbol = match(SYMBOL, text, start);
  if (symbol !== null) return { kind: "symbol", text: symbol, word: "", start, end: start + symbol.length };
  return failRule(`${JSON.stringify(quote)} has no meaning in a rule.`, { start, end: start + 1 });
}

/** Texts stand between single quotes, names that are no plain words between double ones; a doubled quote stands for itself. */
function readQuoted(text: string, start: number, quote: string): RuleToken {
  let content = "";
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== quote) content += text[at];
    else if (text[at + 1] === quote) content += text[at++];
    else return { kind: quote === "'" ? "text" : "name", text: content, word: "", start, end: at + 1 };
  }
  return failRule("A quote is not closed.", { start, end: text.length });
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
