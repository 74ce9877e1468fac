import { keyedBy } from "../schema/keyed-by.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { repeats } from "../sense/columns.ts";
import { isPlural, isUncounted, plural } from "../text/plural.ts";
import { spokenWords } from "../text/spoken-words.ts";
import { lemma } from "../text/stem.ts";

const BRACKET = /\s*[([][^()[\]]*[)\]]\s*/g;
const NAMELESS = new Set(["name", "title", "label"]);
const DANGLING = new Set("for from of in per by to at on".split(" "));
const MOST_WORDS = 4;

/** A column's name as a person says it: without its unit, short forms written out; undefined where nobody would say it. */
export function spokenName({ name }: Pick<ColumnModel, "name">): string | undefined {
  const words = spokenWords(name.replace(BRACKET, " "));
  const isSaid = words.length > 0 && words.length <= MOST_WORDS && words.every((word) => /^\p{L}{2,}$/u.test(word));
  if (DANGLING.has(words.at(-1) ?? "")) return undefined;
  return isSaid && !/^column \d*$/.test(words.join(" ")) ? words.join(" ") : undefined;
}

/** Says how a column is kept, which nobody says: "plan" for the plan code, "monthly fee" for its amount. */
const KEPT_AS = /^(?:code|name|description|amount)$/;

/** The shorter way to say a name, where there is one. */
export function shortName(said: string): string {
  const words = said.split(" ");
  return words.length > 1 && KEPT_AS.test(words.at(-1) ?? "") ? words.slice(0, -1).join(" ") : said;
}

export interface RowNoun {
  readonly one: string;
  readonly many: string;
}

const ROW_LIKE = /^(?:row|record|line|entry|index|item)$/;

/**
 * What a table's rows are called: by the column that names them, "station", by their key, "member" where the
 * member_id tells them apart, or by the table's own name, "tall towers".
 */
export function rowNoun(table: TableModel, isOnly: boolean): RowNoun {
  const [label] = table.nameColumns;
  const own = spokenWords(table.words.join(" "));
  const last = own.at(-1) ?? "";
  const said = label && spokenName(label);
  if (isOnly && label && said !== undefined && repeats(label) === false && !NAMELESS.has(said.split(" ").at(-1) ?? ""))
    return { one: said, many: pluralOf(said) };
  const keyed = isOnly ? keyedBy(table.keyColumn).join(" ") : "";
  if (keyed !== "" && !ROW_LIKE.test(keyed) && lemma(last) !== keyed) return { one: keyed, many: pluralOf(keyed) };
  if (isOnly && isUncounted(last)) return { one: "row", many: "rows" };
  const one = [...own.slice(0, -1), lemma(last)].join(" ");
  return { one, many: pluralOf(own.join(" ")) };
}

function pluralOf(phrase: string): string {
  const words = phrase.split(" ");
  return [...words.slice(0, -1), plural(words.at(-1) ?? "")].join(" ");
}

export const isPluralPhrase = (phrase: string): boolean => isPlural(phrase.split(" ").at(-1) ?? "");
