import { findTable, type Span } from "@parlance/core";
import type { EngineReading, EngineResult, PreparedSource } from "@parlance/engine";
import type { ChosenMeaning, EngineTrial, TrialQuestion } from "../knowing/engine-trial.ts";

const ask = async (asked: TrialQuestion, source: PreparedSource): Promise<EngineResult> => {
  const { askEngine } = await import("@parlance/engine");
  return askEngine({ ...asked, source });
};

export const engineTrial: EngineTrial = {
  async read(asked, prepared) {
    const { verdict, readings, unusedWords, verified } = await ask(asked, prepared);
    const [first] = readings;
    return {
      verdict,
      sql: verified?.sql ?? first?.sql ?? null,
      explanation: verified === undefined ? (first?.explanation ?? "") : "",
      unusedWords,
    };
  },

  async meaningOf(asked, chosenSql, prepared) {
    const { readings } = await ask(asked, prepared);
    const chosen = readingWith(chosenSql, readings);
    if (chosen === undefined) return null;
    const meanings = readings
      .filter((reading) => reading !== chosen)
      .flatMap((other) => chosen.spans.filter((span) => isReadOtherwise(span, other)))
      .flatMap((span) => meaningAt(span, asked.question, prepared) ?? []);
    const [first, ...others] = [...new Map(meanings.map((one) => [one.phrase.toLowerCase(), one])).values()];
    return first !== undefined && others.length === 0 ? first : null;
  },
};

/** What was shown may be in an order that the engine's own statement leaves open. */
function readingWith(sql: string, readings: readonly EngineReading[]): EngineReading | undefined {
  const flat = (text: string): string => text.replace(/\s+/g, " ").trim();
  return (
    readings.find((reading) => flat(reading.sql) === flat(sql)) ??
    readings.find((reading) => flat(sql).startsWith(`${flat(reading.sql)} ORDER BY`))
  );
}

const isReadOtherwise = ({ start, end, meaning }: Span, other: EngineReading): boolean =>
  other.spans.some((span) => span.start === start && span.end === end && span.meaning !== meaning);

function meaningAt(
  { start, end, role, meaning = "" }: Span,
  question: string,
  { catalog }: PreparedSource,
): ChosenMeaning | null {
  const phrase = question.slice(start, end).trim();
  if (phrase === "") return null;
  if (role === "table") {
    const table = findTable(catalog, meaning);
    return table === undefined ? null : { phrase, target: { kind: "table", table: table.name } };
  }
  for (const table of catalog.tables) {
    const column = table.columns.find((one) => `${table.name}.${one.name}` === meaning);
    if (column !== undefined) return { phrase, target: { kind: "column", table: table.name, column: column.name } };
  }
  return null;
}
