import { allOf, conjunctsOf, type Query } from "@parlance/sql";
import type { EngineRequest, EngineResult } from "../engine-request.ts";
import type { SchemaModel } from "../schema/schema-model.ts";
import { keysOf, mainTable } from "./query-parts.ts";

/** A question about the rows of the one before, with its conditions taken along. */
export interface CarriedOver {
  readonly query: Query;
  readonly reading: EngineResult["readings"][number];
  readonly unusedWords: readonly string[];
  readonly verdict: EngineResult["verdict"];
}

const OF_THOSE = /\b(?:those|these|their|its)\s+(?=[a-z])/i;
const ALONE = /\b(?:they|them|those|these)\b/i;

/** Reads "those customers' invoices", "how long are they?" as a question of its own about what was spoken of. */
export function carryOver(request: EngineRequest, read: (question: string) => EngineResult): CarriedOver | undefined {
  const previous = request.previous?.query;
  if (!previous || !hasPlainRows(previous)) return undefined;
  const named = namePronoun(request.question, previous, request.source.schema);
  if (!named) return undefined;
  const result = read(named.question);
  const [reading] = result.readings;
  if (!reading || reading.query.from || reading.query.set) return undefined;
  const said = new Set(conjunctsOf(reading.query.where).flatMap((condition) => [...keysOf(condition)]));
  const kept = conjunctsOf(previous.where).filter((old) => ![...keysOf(old)].some((key) => said.has(key)));
  const where = allOf([...kept, ...conjunctsOf(reading.query.where)]);
  const query = where === undefined ? reading.query : { ...reading.query, where };
  return {
    query,
    reading: { ...reading, spans: named.placed(reading.spans) },
    unusedWords: result.unusedWords,
    verdict: result.verdict,
  };
}

/** Its rows are told by its conditions alone. */
const hasPlainRows = (query: Query): boolean => !query.limit && !query.having && !query.set && !query.from;

type Spans = EngineResult["readings"][number]["spans"];

interface Named {
  readonly question: string;
  /** Places in the question as it was asked. */
  placed(spans: Spans): Spans;
}

/** "their orders" is said of what the question before was about; "they" stands for its name. */
function namePronoun(question: string, previous: Query, schema: SchemaModel): Named | undefined {
  const leading = OF_THOSE.exec(question);
  if (leading) {
    const { index } = leading;
    const blank = " ".repeat(leading[0].length);
    const text = question.slice(0, index) + blank + question.slice(index + blank.length);
    return { question: text, placed: (spans) => spans };
  }
  const pronoun = ALONE.exec(question);
  const name = mainTable(previous, schema)?.words.join(" ");
  if (!pronoun || name === undefined) return undefined;
  const end = pronoun.index + pronoun[0].length;
  const grown = name.length - pronoun[0].length;
  const back = (at: number): number => (at <= pronoun.index ? at : Math.max(end, at - grown));
  return {
    question: question.slice(0, pronoun.index) + name + question.slice(end),
    placed: (spans) =>
      spans
        .map((span) => ({ ...span, start: back(span.start), end: back(span.end) }))
        .filter((span) => span.start < span.end),
  };
}
