import type { AnalyzedQuestion } from "../generate/analyze.ts";
import { ownersBehind } from "../generate/list-owner.ts";
import type { ColumnMention } from "../mentions/find-mentions.ts";
import type { ColumnModel, SchemaModel, TableModel } from "../schema/schema-model.ts";
import type { Token } from "../text/tokens.ts";

/** What a question says it wants shown, and in which order: the same for all its readings, so found once. */
export interface Asked {
  /** The place of the first word that begins to say which rows; the number of words without one. */
  readonly leadEnd: number;
  readonly wantsId: boolean;
  /** Tables whose ids are asked for. */
  readonly idOwners: readonly TableModel[];
  /** Columns that each member of a list in the lead may mean. */
  readonly listed: readonly ReadonlySet<ColumnModel>[];
  /** The same of members that commas part. */
  readonly parted: readonly ReadonlySet<ColumnModel>[];
  /** Columns that are named right before the first "of". */
  readonly beforeOf: ReadonlySet<ColumnModel>;
  /** Columns that a word beside them gives an owner: "checking balance", "names of the members". */
  readonly owned: readonly Owned[];
  readonly direction: "asc" | "desc" | undefined;
  readonly wantsCountOfEach: boolean;
}

export interface Owned {
  /** All that the column's word may mean. */
  readonly meant: ReadonlySet<ColumnModel>;
  /** Those of the table that was said. */
  readonly own: ReadonlySet<ColumnModel>;
}

const MODIFIERS = new Set("whose that who which with where having when if than but sorted ordered they".split(" "));
const DIRECTIONS = new Set("descending ascending decreasing increasing alphabetical".split(" "));
const known = new WeakMap<AnalyzedQuestion, Asked>();

export function askedOf(question: AnalyzedQuestion): Asked {
  const earlier = known.get(question);
  if (earlier) return earlier;
  const asked = findAsked(question);
  known.set(question, asked);
  return asked;
}

const isId = ({ low }: Token): boolean => low === "id" || low === "ids";

function findAsked(question: AnalyzedQuestion): Asked {
  const { tokens } = question;
  const modifier = tokens.findIndex(({ low }, at) => at > 1 && (MODIFIERS.has(low) || DIRECTIONS.has(low)));
  const leadEnd = modifier < 0 ? tokens.length : modifier;
  const idAt = tokens.findIndex(isId);
  const wantsId = idAt >= 0 && idAt < leadEnd;
  return {
    leadEnd,
    wantsId,
    idOwners: wantsId ? ownersOfId(question, idAt) : [],
    listed: listedIn(question, leadEnd),
    parted: partedIn(question, leadEnd),
    beforeOf: namedBeforeOf(question, leadEnd),
    owned: ownedIn(question),
    direction: directionOf(tokens),
    wantsCountOfEach: wantsCountOfEach(question),
  };
}

const CLEAR = 0.8;
/** What another word for a table's name reaches. */
const CLEAR_TABLE = 0.7;
const tablesAt = ({ mentions }: AnalyzedQuestion, at: number): TableModel[] =>
  (mentions.tables[at] ?? []).flatMap(({ score, table }) => (score > CLEAR_TABLE ? [table] : []));

/** "Student ids", "ids of the students", "ids and names of the students". */
function ownersOfId(question: AnalyzedQuestion, at: number): TableModel[] {
  const before = tablesAt(question, at - 1);
  if (before.length > 0) return before;
  const isCompound = (question.mentions.columns[at - 1] ?? []).some(
    ({ end, score }) => end === at + 1 && score > CLEAR,
  );
  return isCompound ? [] : ownersOf(question, at);
}

export const ownersOf = (question: AnalyzedQuestion, index: number): TableModel[] =>
  ownersBehind(question, index).map(({ table }) => table);

const NEXT = 4;

/** Both neighbours of each "and" that stands between two names of columns. */
function listedIn({ mentions, schema, tokens }: AnalyzedQuestion, leadEnd: number): ReadonlySet<ColumnModel>[] {
  return tokens.slice(0, leadEnd).flatMap(({ low, index }) => {
    if (low !== "and" || index + 1 >= leadEnd) return [];
    const next = tokens.slice(index + 1, Math.min(leadEnd, index + NEXT)).find((token) => token.isContent)?.index;
    const places = [index - 1, next ?? -1];
    if (places.some((at) => (mentions.columns[at] ?? []).length === 0 || isCountOf(tokens, at))) return [];
    return places.flatMap((at) => {
      const meant = mentions.columns[at] ?? [];
      if (meant.every(({ score }) => score <= 0.75)) return [];
      const possible = meant.flatMap(({ score, column }) => (score > POSSIBLE ? [column] : []));
      return [new Set([...possible, ...alsoMeant(tokens[at]?.lemma, schema)])];
    });
  });
}

const LONGEST = 3;

/** What stands right before and behind each comma, and before "and", where both are names of columns. */
function partedIn(question: AnalyzedQuestion, leadEnd: number): ReadonlySet<ColumnModel>[] {
  const { tokens } = question;
  return tokens.slice(0, leadEnd).flatMap(({ low, index }) => {
    if ((low !== "," && low !== "and") || index + 1 >= leadEnd) return [];
    let next = index + 1;
    while (PARTING.has(tokens[next]?.low ?? "")) next += 1;
    if (next >= leadEnd || isCountOf(tokens, next)) return [];
    const sides = [endingAt(question, index), startingAt(question, next)];
    return sides.some((side) => side.size === 0) ? [] : sides;
  });
}

const PARTING = new Set(", and the their its also corresponding respective".split(" "));

function endingAt(question: AnalyzedQuestion, end: number): ReadonlySet<ColumnModel> {
  const { mentions, schema, tokens } = question;
  const found = mentions.columns
    .slice(Math.max(0, end - LONGEST), end)
    .flatMap((list) => list.filter((mention) => mention.end === end && !isWordOfMore(question, mention.start - 1)));
  return meantBy(found, tokens[end - 1]?.lemma, schema);
}

function startingAt(question: AnalyzedQuestion, start: number): ReadonlySet<ColumnModel> {
  const { mentions, schema, tokens } = question;
  const found = (mentions.columns[start] ?? []).filter(({ end }) => !isWordOfMore(question, end));
  return meantBy(found, tokens[start]?.lemma, schema);
}

/** "Type code" of "payment type code" is not all of the name; "name" of "customer name" is. */
const isWordOfMore = (question: AnalyzedQuestion, at: number): boolean =>
  question.tokens[at]?.isContent === true && tablesAt(question, at).length === 0;

const meantBy = (
  found: readonly ColumnMention[],
  word: string | undefined,
  schema: SchemaModel,
): ReadonlySet<ColumnModel> => {
  if (found.every(({ score }) => score <= 0.75)) return new Set();
  const possible = found.flatMap(({ score, column }) => (score > POSSIBLE ? [column] : []));
  return new Set([...possible, ...alsoMeant(word, schema)]);
};

/** What a word may mean as well as the column that is called so. */
const POSSIBLE = 0.5;

/** "The number of customers" is counted, whatever columns are called numbers. */
const isCountOf = (tokens: readonly Token[], at: number): boolean =>
  /^(?:number|count|amount)$/.test(tokens[at]?.low ?? "") && tokens[at + 1]?.low === "of";

/** "And the name of the nation" may be any name. */
function alsoMeant(word: string | undefined, schema: SchemaModel): ColumnModel[] {
  if (word === "name")
    return schema.columns.filter((column) => column.role === "name" || column.table.nameColumns.includes(column));
  return word === "id" || word === "ids" ? schema.columns.filter(isKey) : [];
}

export const isKey = (column: ColumnModel): boolean =>
  column.role === "id" || column.isPrimary || column.refTable !== undefined || /(?:id|code|key)$/i.test(column.name);

/** "The text of tweets", said word for word. */
function namedBeforeOf(question: AnalyzedQuestion, leadEnd: number): ReadonlySet<ColumnModel> {
  const { mentions, tokens } = question;
  const of = tokens.findIndex(({ low }) => low === "of");
  const word = tokens[of - 1];
  if (of < 2 || of >= leadEnd || !word || word.low === "number") return new Set();
  const clear = new Set(
    (mentions.columns[word.index] ?? []).flatMap(({ column, isSynonym, score }) =>
      !isSynonym && score > 0.7 && column.stems.includes(word.stem) ? [column] : [],
    ),
  );
  if (clear.size === 0 || word.lemma !== "name") return clear;
  return new Set([...clear, ...ownersOf(question, word.index).flatMap(({ nameColumns }) => nameColumns)]);
}

function ownedIn(question: AnalyzedQuestion): Owned[] {
  const { mentions, tokens } = question;
  return tokens.flatMap(({ index, lemma }) => {
    const clear = (mentions.columns[index] ?? []).filter(({ end, score }) => end === index + 1 && score > CLEAR);
    if (clear.length === 0) return [];
    const before = tokens[index + 1]?.low === "of" ? [] : tablesAt(question, index - 1);
    const owners = before.length > 0 ? before : ownersOf(question, index);
    const names = owners.map(({ name }) => name);
    const meant = new Set(clear.map(({ column }) => column));
    const own = new Set([
      ...[...meant].filter(({ refTable = "", table }) => names.includes(table.name) || names.includes(refTable)),
      ...(lemma === "name" ? owners.flatMap(({ nameColumns }) => nameColumns) : []),
    ]);
    return own.size > 0 && [...meant].some((column) => !own.has(column)) ? [{ meant, own }] : [];
  });
}

function directionOf(tokens: readonly Token[]): "asc" | "desc" | undefined {
  const isDown = tokens.some(({ low }) => low === "descending" || low === "decreasing");
  const isUp = tokens.some(({ low }) => /^(?:ascending|increasing|alphabetic|alphabetical)$/.test(low));
  if (isDown === isUp) return undefined;
  return isDown ? "desc" : "asc";
}

const FIGURES = /\b(?:number|count|average|total|how many|maximum|minimum)\b/;
const AND_NUMBER = /^(.+?) (?:and|with) (?:the |their |its |corresponding |respective |total )*(?:number|count) of /;

/** "All ages and the number of students". */
function wantsCountOfEach({ mentions, tokens }: AnalyzedQuestion): boolean {
  const before = AND_NUMBER.exec(tokens.map(({ low }) => low).join(" "))?.[1];
  if (before === undefined || FIGURES.test(before)) return false;
  const words = before.split(" ").length;
  return mentions.columns.slice(0, words).some((list) => list.some(({ score }) => score > 0.7));
}
