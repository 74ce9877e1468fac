import type { ColumnFormat } from "./column-format.ts";
import { countBackwardSteps, type DateOrder, type DateShape, dateShapes } from "./date-shape.ts";
import { isSigned, marksOf, withoutMarks } from "./marked-values.ts";
import { textNullWords, typedNullWords } from "./null-words.ts";
import { isUnit, measureNumbers, type NumberShape, type NumberStyle, numberStyles } from "./number-style.ts";

/** What is known of a column's text: values in file order, and which readings make sense for them. */
export interface ColumnEvidence {
  readonly name: string;
  readonly values: readonly string[];
  /** strings: the file says these are strings; digits may be codes. */
  readonly declared: "nothing" | "strings";
  /** True for a column that has no name in the file: without values there is no such column. */
  readonly isNameless?: boolean;
}

/** What the whole file, or the person, prefers where one column leaves a choice. */
export interface FormatPreferences {
  readonly decimal?: "." | "," | undefined;
  readonly thousands?: NumberStyle["thousands"] | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** When given, exactly these words are NULL; compared without case. */
  readonly nullWords?: readonly string[] | undefined;
}

export interface ChosenFormat {
  readonly format: ColumnFormat;
  readonly nullWords: readonly string[];
  /** True when day and month could be exchanged in every value seen. */
  readonly isDateOrderAmbiguous: boolean;
}

const CODE_NAME = /phone|mobile|\bfax\b|\btel\b|telefon|zip|postal|post_?code|\bplz\b|\biban\b/i;
const CODE_LIKE_NAME =
  /(^|[_ ])(id|code|key|no|nr|num|number|ref|sku|fips|iso|isbn|ean|version)s?$|[a-z](Id|ID|Code|Key|No)$|^id_/i;
const MONEY_NAME =
  /price|amount|cost|total|revenue|sales|salary|fee|tax|payment|balance|budget|spend|discount|freight|fare|tolls?\b|(^|[_ ])(bill|tip)s?$|preis|betrag|umsatz|prix|montant|precio|importe/i;
const DATE_NAME = /date|datum|fecha|\bday\b|_dt$|\bdt\b|ymd/i;
const COMPACT_DATE = /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;
const BOOLEAN_PAIRS: readonly (readonly [trueWord: string, falseWord: string])[] = [
  ["true", "false"],
  ["yes", "no"],
  ["t", "f"],
  ["y", "n"],
];

export function chooseFormat(evidence: ColumnEvidence, preferences: FormatPreferences): ChosenFormat {
  const { nullWords, values } = splitValues(evidence, preferences);
  const told = { ...evidence, values };
  // What bears a sign would be taken for plain digits first, and fail as such.
  const signed = isSigned(values) ? markedFormat(told, preferences) : null;
  const typed =
    values.length === 0 ? null : (signed ?? typedFormat(told, preferences) ?? markedFormat(told, preferences));
  if (typed) return { ...typed, nullWords };
  if (evidence.isNameless && evidence.values.every((value) => value === "")) {
    return { format: { kind: "absent" }, nullWords: [], isDateOrderAmbiguous: false };
  }
  return {
    format: { kind: "text", isTrimmed: isPaddedEverywhere(evidence.values) },
    nullWords: preferences.nullWords ? nullWords : textNullWords(evidence.values),
    isDateOrderAmbiguous: false,
  };
}

/** What chooseFormat finds where the column holds dates, in less time than it takes; null where it holds none. */
export function chooseMoment(
  evidence: ColumnEvidence,
  preferences: FormatPreferences,
): Pick<ChosenFormat, "format" | "isDateOrderAmbiguous"> | null {
  const { values } = splitValues(evidence, preferences);
  return values.length === 0 ? null : momentFormat(values, preferences);
}

function splitValues({ values }: ColumnEvidence, preferences: FormatPreferences) {
  const nullWords = chosenNullWords(values, preferences);
  const words = new Set(nullWords);
  return { nullWords, values: values.filter((value) => value.trim() !== "" && !words.has(value)) };
}

function chosenNullWords(values: readonly string[], { nullWords }: FormatPreferences): string[] {
  if (!nullWords) return typedNullWords(values);
  const words = new Set(nullWords.map((word) => word.toLowerCase()));
  return [...new Set(values.filter((value) => value !== "" && words.has(value.trim().toLowerCase())))];
}

type TypedFormat = Omit<ChosenFormat, "nullWords">;
const settled = (format: ColumnFormat): TypedFormat => ({ format, isDateOrderAmbiguous: false });

function typedFormat(evidence: ColumnEvidence, preferences: FormatPreferences): TypedFormat | null {
  const { values, name } = evidence;
  const moment = momentFormat(values, preferences);
  if (moment) return moment;
  if (values.every((value) => TIME.test(value))) return settled({ kind: "time" });
  // Digits that a file keeps as strings are numbers only where no one would call them a code.
  if (evidence.declared === "strings" && CODE_LIKE_NAME.test(name)) return null;
  const boolean = evidence.declared === "strings" ? null : booleanFormat(values);
  if (boolean) return settled(boolean);
  if (DATE_NAME.test(name) && values.every((value) => COMPACT_DATE.test(value))) return settled(COMPACT_DATE_FORMAT);
  const style = preferredStyle(numberStyles(values), preferences);
  return style ? numberFormat(name, measureNumbers(values, style)) : null;
}

/** "1,204*" and "30 March 2002[3]": figures and dates once the marks of footnotes are gone. */
function markedFormat(evidence: ColumnEvidence, preferences: FormatPreferences): TypedFormat | null {
  const { name, values, declared } = evidence;
  const marks = declared === "strings" ? undefined : isSigned(values) ? "signs" : marksOf(name, values);
  if (!marks) return null;
  const plain = values.map((value) => withoutMarks(value, marks));
  const typed = typedFormat({ ...evidence, values: plain }, preferences);
  return typed && { ...typed, format: { kind: "marked", marks, format: typed.format } };
}

const COMPACT_DATE_FORMAT: ColumnFormat = {
  kind: "moment",
  shape: { key: "ymd", order: "ymd", formats: ["%Y%m%d"], kind: "date", isIso: false, isNumericOrder: false },
};

function booleanFormat(values: readonly string[]): ColumnFormat | null {
  const words = new Set(values.map((value) => value.trim().toLowerCase()));
  if (words.size > 2) return null;
  for (const [trueWord, falseWord] of BOOLEAN_PAIRS) {
    const isPair = [...words].every((word) => word === trueWord || word === falseWord);
    // A lone "t" or "y" is a letter, not an answer.
    if (isPair && (words.size === 2 || trueWord.length > 1)) return { kind: "boolean", trueWord, falseWord };
  }
  return null;
}

function preferredStyle(
  styles: readonly NumberStyle[],
  { decimal, thousands }: FormatPreferences,
): NumberStyle | undefined {
  const byBoth = styles.find((style) => style.decimal === decimal && style.thousands === thousands);
  return byBoth ?? styles.find((style) => style.decimal === decimal) ?? styles[0];
}

function numberFormat(name: string, shape: NumberShape): TypedFormat | null {
  const { style, wholeDigits, fractionDigits, hasExponent } = shape;
  if (hasExponent) return settled({ kind: "double", style });
  if (shape.isFractionZero && (style.sign === "" || isUnit(style.sign))) {
    if (wholeDigits > 38 || CODE_NAME.test(name)) return null;
    return settled({ kind: "integer", style, digits: wholeDigits, hasPoint: fractionDigits > 0 });
  }
  const isLong = wholeDigits + fractionDigits > 15;
  if (isLong && wholeDigits >= 10 && wholeDigits + fractionDigits <= 38) {
    return settled({ kind: "decimal", style, precision: 38, scale: fractionDigits });
  }
  return settled(
    isMoneyLike(name, shape) && !isLong
      ? { kind: "decimal", style, precision: 18, scale: Math.max(fractionDigits, 2) }
      : { kind: "double", style },
  );
}

function isMoneyLike(name: string, { style, fractionDigits, isFractionSteady }: NumberShape): boolean {
  if (isUnit(style.sign)) return false;
  if (style.sign !== "" && style.sign !== "%") return fractionDigits <= 4;
  if (style.thousands !== "" && fractionDigits <= 2) return true;
  return (isFractionSteady && fractionDigits === 2) || (MONEY_NAME.test(name) && fractionDigits <= 4);
}

function momentFormat(values: readonly string[], { dateOrder }: FormatPreferences): TypedFormat | null {
  const shapes = dateShapes(values);
  const [first] = shapes;
  if (!first) return null;
  const isDateOrderAmbiguous = shapes.length > 1;
  const shape =
    shapes.find(({ order }) => order === dateOrder) ?? (isDateOrderAmbiguous ? likelier(shapes, values) : first);
  return { format: { kind: "moment", shape }, isDateOrderAmbiguous };
}

/** Without any other sign: the order in which the column steps backwards less; then dots mean day first, slashes month first. */
function likelier(shapes: readonly DateShape[], values: readonly string[]): DateShape {
  const score = ({ order, key }: DateShape): number =>
    (order === "ymd" ? 0 : countBackwardSteps(values, order) * 2) + (key.includes("/") === (order === "mdy") ? 0 : 1);
  return shapes.reduce((best, shape) => (score(shape) < score(best) ? shape : best));
}

const isPaddedEverywhere = (values: readonly string[]): boolean => {
  const filled = values.filter((value) => value !== "");
  return filled.length > 0 && filled.every((value) => value !== value.trim());
};
