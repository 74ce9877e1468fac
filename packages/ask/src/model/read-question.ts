import { proposeCandidates } from "@parlance/engine";
import type { AskNeeds } from "../needs.ts";

/** Stored values that words of the question may stand for. */
export interface LinkedValue {
  /** The words, as they were typed. */
  readonly words: string;
  readonly table: string;
  readonly column: string;
  /** As it is stored. */
  readonly value: string;
}

/** What the embedded engine recognises in a question, whatever it makes of it. */
export interface RecognisedQuestion {
  /** Names of tables that the words point at, most first. */
  readonly tables: readonly string[];
  readonly values: readonly LinkedValue[];
  /** Columns that the words name, as "table.column". */
  readonly columns: ReadonlySet<string>;
}

const MAX_VALUES = 16;
const MAX_PER_WORDS = 5;

export function recogniseQuestion(question: string, needs: AskNeeds): RecognisedQuestion {
  const { source, clock, timeZone } = needs;
  const request = { question, source: source.prepared, now: clock.now(), timeZone };
  const { mentions, focus, tokens } = proposeCandidates(request).question;
  const values = mentions.values.flatMap((list, at) => {
    const best = Math.max(...list.map((mention) => mention.end - at));
    // A whole value before one that shares a word with the question.
    const whole = list.filter((mention) => mention.how !== "word");
    return (whole.length > 0 ? whole : list)
      .filter((mention) => mention.end - at === best || mention.how === "exact")
      .slice(0, MAX_PER_WORDS)
      .map(({ column, literal, end }) => {
        const words = question.slice(tokens[at]?.start ?? 0, tokens[end - 1]?.end ?? 0);
        return { words, table: column.table.name, column: column.name, value: literal };
      });
  });
  return {
    tables: focus.map((table) => table.name),
    values: values.slice(0, MAX_VALUES),
    columns: new Set(mentions.columns.flat().map(({ column }) => columnKey(column.table.name, column.name))),
  };
}

export const columnKey = (table: string, column: string): string => `${table}\u0000${column}`;
