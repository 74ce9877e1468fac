import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { repeats } from "../sense/columns.ts";
import { identifierWords, spelledOut } from "../text/identifier-words.ts";
import { lemma } from "../text/stem.ts";

const BRACKET = /\s*[([][^()[\]]*[)\]]\s*/g;
const NAMELESS = new Set(["name", "title", "label"]);
const DANGLING = new Set("for from of in per by to at on".split(" "));
const MOST_WORDS = 4;

/** A column's name as a person says it: without its unit, short forms written out; undefined where nobody would say it. */
export function spokenName({ name }: ColumnModel): string | undefined {
  const words = spelledOut(identifierWords(name.replace(BRACKET, " ")));
  const isSaid = words.length > 0 && words.length <= MOST_WORDS && words.every((word) => /^\p{L}{2,}$/u.test(word));
  if (DANGLING.has(words.at(-1) ?? "")) return undefined;
  return isSaid && !/^column \d*$/.test(words.join(" ")) ? words.join(" ") : undefined;
}

export interface RowNoun {
  readonly one: string;
  readonly many: string;
}

/** What a table's rows are called: by the column that names them, "station", or by the table's own name, "tall towers". */
export function rowNoun(table: TableModel, isOnly: boolean): RowNoun {
  const [label] = table.nameColumns;
  const own = table.words.join(" ");
  const last = table.words.at(-1) ?? "";
  const isPlural = last.length > 3 && lemma(last) !== last;
  const said = label && spokenName(label);
  if (isOnly && label && said !== undefined && repeats(label) === false && !NAMELESS.has(said.split(" ").at(-1) ?? ""))
    return { one: said, many: pluralOf(said) };
  if (isOnly && UNCOUNTED.has(last)) return { one: "row", many: "rows" };
  const one = [...table.words.slice(0, -1), lemma(last)].join(" ");
  return { one, many: isPlural ? own : pluralOf(own) };
}

const UNCOUNTED = new Set(
  "staff stock data equipment people sheep series species news inventory information".split(" "),
);

function pluralOf(phrase: string): string {
  const last = phrase.split(" ").at(-1) ?? "";
  if (UNCOUNTED.has(last) || (last.length > 3 && lemma(last) !== last)) return phrase;
  if (last === "person") return `${phrase.slice(0, -6)}people`;
  if (/[^aeiou]y$/.test(last)) return `${phrase.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh|cano|ato|cho)$/.test(last) ? `${phrase}es` : `${phrase}s`;
}

export const isPluralPhrase = (phrase: string): boolean => {
  const last = phrase.split(" ").at(-1) ?? "";
  return last.length > 3 && lemma(last) !== last;
};
