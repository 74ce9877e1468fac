import type { ColumnValues, TrustCheck } from "@parlance/core";
import { joinWords } from "../present/words.ts";
import { findMultiplied } from "./find-multiplied.ts";
import { resolveColumn } from "./resolve-column.ts";
import type { TrustInput } from "./trust-input.ts";

/** Every text that the statement looks for stands in the data. */
export function checkValuesExist({ facts, source }: TrustInput): TrustCheck {
  const id = "values-exist";
  if (facts === null)
    return { id, state: "unknown", why: "The statement's conditions could not be read.", evidence: [] };
  const missing: string[] = [];
  const found: string[] = [];
  for (const { column, text } of facts.sought) {
    const resolved = resolveColumn(column, facts, source.catalog);
    if (resolved === null) continue;
    const name = `${resolved.table.name}.${resolved.column.name}`;
    const isThere = hasValue(source.values, resolved.table.name, resolved.column.name, text);
    if (isThere === true) found.push(`"${text}" is in ${name}`);
    if (isThere === false) missing.push(`"${text}" is not in ${name}`);
  }
  if (missing.length > 0)
    return {
      id,
      state: "fail",
      why: `A value asked for is not in the data: ${missing.join("; ")}.`,
      evidence: [...missing, ...found],
    };
  if (found.length > 0) return { id, state: "pass", why: "Every value asked for is in the data.", evidence: found };
  return { id, state: "unknown", why: "The statement looks for no value that could be looked up.", evidence: [] };
}

const indexed = new WeakMap<ColumnValues, ReadonlySet<string>>();

/** Null where the column's values are not all known. */
function hasValue(values: readonly ColumnValues[], table: string, column: string, text: string): boolean | null {
  const known = values.find(
    (item) => item.table.toLowerCase() === table.toLowerCase() && item.column.toLowerCase() === column.toLowerCase(),
  );
  if (known === undefined) return null;
  const set = indexed.get(known) ?? new Set(known.values.map((item) => item.value));
  indexed.set(known, set);
  return set.has(text) ? true : known.isTruncated ? null : false;
}

/** No figure is counted more than once because a row met several partners in a join. */
export function checkFanOut({ facts, source, examined }: TrustInput): TrustCheck {
  const id = "join-fan-out";
  if (facts === null) return { id, state: "unknown", why: "The statement's joins could not be read.", evidence: [] };
  if (facts.joins.length === 0)
    return { id, state: "pass", why: "Nothing is joined, so nothing is counted twice.", evidence: [] };
  const { multiplied, isUnsure } = findMultiplied(facts, source.catalog);
  const totals = examined?.totals ?? [];
  const wrong = totals.filter((total) => !total.isSame);
  if (wrong.length > 0) {
    const evidence = wrong.map(
      (total) => `${total.figure}: ${total.multiplied} with the join, ${total.single} without`,
    );
    return { id, state: "fail", why: `A join counts rows more than once: ${evidence.join("; ")}.`, evidence };
  }
  const evidence = multiplied.map(
    ({ table, by, aggregate }) =>
      `${aggregate.fn.toUpperCase()} over ${table.alias}, whose rows may each meet several of ${by.alias}`,
  );
  if (multiplied.length > 0 && totals.length > 0)
    return { id, state: "pass", why: "A join could repeat rows, but counting shows that it does not.", evidence };
  if (multiplied.length > 0)
    return { id, state: "fail", why: `A join may count rows more than once: ${evidence.join("; ")}.`, evidence };
  if (isUnsure) return { id, state: "unknown", why: "The keys do not tell whether a join repeats rows.", evidence: [] };
  return { id, state: "pass", why: "Every join is along keys that repeat no row that is counted.", evidence: [] };
}

/** The statement makes use of every word of the question that matters. */
export function checkWordsUsed(input: TrustInput): TrustCheck {
  const id = "words-used";
  const { unusedWords, question, draftedBy } = input;
  if (question === "" || draftedBy === "person")
    return { id, state: "unknown", why: "There is no question to hold the statement against.", evidence: [] };
  if (unusedWords === null) return checkNumbersUsed(input);
  if (unusedWords.length === 0)
    return { id, state: "pass", why: "Every word of the question that matters was used.", evidence: [] };
  const words = unusedWords.map((word) => `"${word}"`);
  return { id, state: "warn", why: `Nothing was made of ${joinWords(words)}.`, evidence: words };
}

const NUMBER = /(?<![\p{L}\d.])\d+(?:[.,]\d+)*(?![\p{L}\d])/gu;

/** Where no account of words was kept: the figures and quoted texts of the question must be in the statement. */
function checkNumbersUsed({ question, sql }: TrustInput): TrustCheck {
  const id = "words-used";
  const numbers = (question.match(NUMBER) ?? []).map((number) => number.replace(/,/g, ""));
  const quoted = [...question.matchAll(/["“']([^"”']{2,})["”']/g)].map((match) => match[1] ?? "");
  const wanted = [...numbers, ...quoted];
  const text = sql.toLowerCase();
  const missing = wanted.filter((piece) => !text.includes(piece.toLowerCase()));
  if (missing.length > 0) {
    const words = missing.map((piece) => `"${piece}"`);
    return { id, state: "warn", why: `The statement does not mention ${joinWords(words)}.`, evidence: words };
  }
  if (wanted.length === 0)
    return { id, state: "unknown", why: "No account was kept of which words were used.", evidence: [] };
  return {
    id,
    state: "pass",
    why: "Every number and quoted text of the question is in the statement.",
    evidence: wanted,
  };
}

/** Where the question left room, what was chosen is told, and matters when there were other readings. */
export function checkChoices(input: TrustInput): TrustCheck {
  const { isChosen, assumptions, otherReadings, draftedBy, examined, verifiedFor } = input;
  const id = "choices-made";
  if (draftedBy === "person" || verifiedFor !== null)
    return { id, state: "unknown", why: "A person wrote the statement.", evidence: [] };
  if (isChosen) return { id, state: "pass", why: "You chose this reading among several.", evidence: assumptions };
  if (assumptions.length === 0) return { id, state: "pass", why: "Nothing was chosen on your behalf.", evidence: [] };
  const isHarmless = otherReadings === 0 || examined?.second.kind === "agrees";
  return {
    id,
    state: isHarmless ? "pass" : "warn",
    why: isHarmless
      ? "A choice was made on your behalf, and no other reading gives another result."
      : `A choice was made on your behalf: ${assumptions.join("; ")}.`,
    evidence: assumptions,
  };
}

export function checkDefinitions({ definitions }: TrustInput): TrustCheck {
  const id = "definition-used";
  if (definitions.length === 0)
    return { id, state: "unknown", why: "No definition of your team's was needed.", evidence: [] };
  const evidence = definitions.map(({ name, meaning }) => (meaning === "" ? name : `${name}: ${meaning}`));
  return { id, state: "pass", why: `Your team's definitions were used: ${evidence.join("; ")}.`, evidence };
}
