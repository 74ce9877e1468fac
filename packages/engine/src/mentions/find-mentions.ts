import { CONCEPTS } from "../lexicon/concepts.ts";
import { isCueWord } from "../lexicon/cue-words.ts";
import { FUNCTION_WORDS, LIGHT_WORDS } from "../lexicon/function-words.ts";
import { VALUE_ALIASES } from "../lexicon/value-aliases.ts";
import type { LinkLevel, NameForm, NameIndex } from "../schema/name-index.ts";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { isAdditive } from "../sense/columns.ts";
import { allowedSlips, editDistance } from "../text/edit-distance.ts";
import { normalize } from "../text/normalize.ts";
import { isShortFor, isWithoutVowels } from "../text/shortened.ts";
import { stem } from "../text/stem.ts";
import type { Token } from "../text/tokens.ts";
import type { Piece } from "../values/listed-pieces.ts";
import { looseKey, type Posting, type ValueIndex } from "../values/value-index.ts";
import { acronymAt } from "./acronyms.ts";
import { isDescribing } from "./describing-words.ts";
import { type FormMatch, matchForm, type StemAlternative } from "./match-form.ts";
import { isOtherSpelling, nearNames } from "./near-names.ts";

interface Range {
  /** Token positions, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1. */
  readonly score: number;
}

export interface ColumnMention extends Range {
  readonly kind: "column";
  readonly column: ColumnModel;
  readonly level: LinkLevel;
  readonly isSynonym: boolean;
}

export interface TableMention extends Range {
  readonly kind: "table";
  readonly table: TableModel;
  readonly level: LinkLevel;
  readonly isSynonym: boolean;
}

export interface ValueMention extends Range {
  readonly kind: "value";
  readonly column: ColumnModel;
  readonly literal: string;
  readonly how: "exact" | "stem" | "alias" | "word" | "typo";
  /** Where the literal is one member of the lists that cells hold. */
  readonly piece?: Piece;
}

export interface Mentions {
  readonly columns: readonly (readonly ColumnMention[])[];
  readonly tables: readonly (readonly TableMention[])[];
  readonly values: readonly (readonly ValueMention[])[];
  /** Best table mention for each table id. */
  readonly tableScore: ReadonlyMap<number, number>;
  /** Corrections made to misspelt words, by token. */
  readonly corrections: ReadonlyMap<number, string>;
}

/** Readings of one span kept; schemas with a thousand "name" columns need a limit. */
const MAX_PER_SPAN = 8;

export interface LinkSources {
  readonly names: NameIndex;
  readonly values: ValueIndex;
}

export function findMentions(question: string, tokens: readonly Token[], sources: LinkSources): Mentions {
  const corrections = new Map<number, string>();
  const values = tokens.map((_, i) => valuesAt(question, tokens, i, sources.values));
  const stems = tokens.map((token) => alternativesOf(token, sources.names));
  let raw = tokens.map((_, i) => namesAt(tokens, stems, i, sources.names));
  let hasOthers = false;
  for (const token of tokens) {
    if (!needsCorrection(token, raw, values)) continue;
    const compounds = compoundsOf(token, sources.names);
    if (compounds.length > 0) {
      stems[token.index] = compounds;
      hasOthers = true;
      continue;
    }
    const longer = longerValues(token, sources.values);
    if (longer.length > 0) {
      values[token.index]?.push(...longer);
      continue;
    }
    const within = isDescribing(token, tokens) ? wordsWithin(token, sources.values) : [];
    if (within.length > 0) {
      values[token.index]?.push(...within);
      continue;
    }
    const fixed = correct(token, sources);
    const near = fixed && isOtherSpelling(token, fixed.word) ? [] : nearNames(token, sources.names);
    if (near.length > 0) {
      stems[token.index] = [...(stems[token.index] ?? []), ...near];
      hasOthers = true;
      continue;
    }
    if (!fixed) continue;
    corrections.set(token.index, fixed.word);
    if (fixed.postings)
      values[token.index]?.push(
        ...fixed.postings.map((posting) => valueMention(posting, token.index, token.index + 1, 0.7, "typo")),
      );
    else stems[token.index] = [{ stem: stem(fixed.word), weight: 0.85 }];
  }
  if (corrections.size > 0 || hasOthers) raw = tokens.map((_, i) => namesAt(tokens, stems, i, sources.names));
  const tables = raw.map((list) => list.filter((mention) => mention.kind === "table"));
  for (const token of tokens) addPartlyNamedTables(token, tables, sources.names);
  addOwnedColumns(raw, tokens);
  for (const token of tokens) raw[token.index]?.push(...conceptsAt(token, raw[token.index] ?? [], sources.names));
  const tableScore = scoreTables(tables);
  const columns = raw.map((list) =>
    pruneColumns(
      list.filter((mention) => mention.kind === "column"),
      tableScore,
    ),
  );
  return {
    columns,
    tables: tables.map((list) => list.slice(0, MAX_PER_SPAN * 2)),
    values: values.map(pruneValues(tableScore)),
    tableScore,
    corrections,
  };
}

const CONCEPT_SCORE = 0.6;

/** "revenue" and "money spent" where the columns are called total_amount and line_total. */
function conceptsAt(token: Token, known: readonly (ColumnMention | TableMention)[], names: NameIndex): ColumnMention[] {
  const found = new Map<number, ColumnMention>();
  const isNamed = (column: ColumnModel): boolean =>
    known.some(
      (mention) => mention.kind === "column" && mention.column.table === column.table && mention.score >= CONCEPT_SCORE,
    );
  for (const concept of CONCEPTS) {
    if (!concept.said.has(token.stem)) continue;
    for (const word of concept.named)
      for (const { target, isExact } of names.byStem.get(word) ?? []) {
        if (target.kind !== "column" || isExact || !isAdditive(target.column) || isNamed(target.column)) continue;
        if (!target.column.stems.every((part) => concept.named.has(part))) continue;
        found.set(target.column.id, {
          kind: "column",
          start: token.index,
          end: token.index + 1,
          score: CONCEPT_SCORE,
          column: target.column,
          level: "own",
          isSynonym: true,
        });
      }
  }
  return [...found.values()];
}

function alternativesOf(token: Token, names: NameIndex): readonly StemAlternative[] {
  if (token.kind === "sign" || token.kind === "quoted") return [];
  const own = { stem: token.stem, weight: 1 };
  if (RATES.test(token.low) && token.index > 0) return [own, { stem: PERCENT, weight: 0.75 }];
  const others = names.synonyms.get(token.stem) ?? [];
  return [own, ...others, ...abbreviationsOf(token, names)];
}

const SHORTEST_SHORTENED = 4;

/** "open rate", "late rate": no rating and no score, though the words are kin. */
const RATES = /^rates?$/;
const PERCENT = stem("percent");

/** "balance" for bal, "enrollment" for enr, "claims" for clm; of four letters only the vowels are left out: "dorm" for drm */
function abbreviationsOf(token: Token, names: NameIndex): StemAlternative[] {
  if (token.kind !== "word" || token.lemma.length < SHORTEST_SHORTENED || names.byStem.has(token.stem)) return [];
  const isFor = token.lemma.length === SHORTEST_SHORTENED ? isWithoutVowels : isShortFor;
  return names.abbreviations
    .filter((short) => isFor(short, token.lemma) || isFor(short, token.low))
    .map((short) => ({ stem: stem(short), weight: 0.8 }));
}

/** Small words that name a column only where one is called alike: other_details for "information". */
const isVagueNoun = (token: Token): boolean => /^(information|info|details?)$/.test(token.low);

function namesAt(
  tokens: readonly Token[],
  stems: readonly (readonly StemAlternative[])[],
  from: number,
  names: NameIndex,
): (ColumnMention | TableMention)[] {
  const best = new Map<string, ColumnMention | TableMention>();
  const token = tokens[from];
  // "Not" is no column of notes.
  if (token?.low === "not") return [];
  if (!token || (FUNCTION_WORDS.has(token.low) && !names.byStem.has(token.stem) && !isVagueNoun(token))) return [];
  for (const alternative of stems[from] ?? []) {
    for (const form of names.byStem.get(alternative.stem) ?? []) {
      const match = matchForm(form, tokens, stems, from);
      if (!match || (RATES.test(token.low) && isRating(form)) || isCounting(form, tokens, from, match)) continue;
      const mention = nameMention(form, from, match);
      const key = `${match.end} ${form.target.kind} ${form.target.kind === "column" ? form.target.column.id : form.target.table.id}`;
      const known = best.get(key);
      if (!known || known.score < mention.score) best.set(key, mention);
    }
  }
  for (const mention of gluedAt(tokens, from, names)) best.set(`${mention.end} glued ${mention.kind}`, mention);
  for (const mention of spelledAt(tokens, from, names)) {
    const { target } = mention;
    best.set(`${mention.named.end} letters ${target}`, mention.named);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

const isRating = ({ target }: NameForm): boolean =>
  target.kind === "column" && target.column.words.some((word) => /^ratings?$/.test(word));

const NUMBER = stem("number");

/** "number of policies" counts policies: no policy_number is meant. */
const isCounting = ({ stems }: NameForm, tokens: readonly Token[], from: number, { end }: FormMatch): boolean =>
  tokens[from]?.low === "number" &&
  tokens[from + 1]?.low === "of" &&
  stems[0] !== NUMBER &&
  tokens[end - 1]?.low !== tokens[end - 1]?.lemma;

/** "line of business" for lob, lob_cd and lob_desc */
function spelledAt(tokens: readonly Token[], from: number, names: NameIndex) {
  const acronym = acronymAt(tokens, from, names);
  if (!acronym) return [];
  return (names.byStem.get(acronym.stem) ?? [])
    .filter((form) => form.stems.length === 1)
    .map((form) => {
      const named = nameMention(form, from, { end: acronym.end, weight: 0.95 });
      return { named, target: named.kind === "column" ? `c${named.column.id}` : `t${named.table.id}` };
    });
}

const SHORTEST_GLUED = 7;

/** "market value" for marketvalue: two words that a name writes in one. */
function gluedAt(tokens: readonly Token[], from: number, names: NameIndex): (ColumnMention | TableMention)[] {
  const [first, second] = [tokens[from], tokens[from + 1]];
  if (first?.kind !== "word" || second?.kind !== "word" || !second.isContent) return [];
  const word = first.low + second.low;
  if (word.length < SHORTEST_GLUED) return [];
  return (names.byStem.get(stem(word)) ?? [])
    .filter((form) => form.stems.length === 1 && form.level === "full")
    .map((form) => nameMention(form, from, { end: from + 2, weight: 0.98 }));
}

function nameMention(form: NameForm, start: number, match: FormMatch): ColumnMention | TableMention {
  const range = {
    start,
    end: match.end,
    score: form.quality * match.weight,
    level: form.level,
    isSynonym: match.weight < 0.8,
  };
  return form.target.kind === "column"
    ? { kind: "column", ...range, column: form.target.column }
    : { kind: "table", ...range, table: form.target.table };
}

/** "customer segment" and "customers' segment": the table's name in front makes one phrase with its column. */
function addOwnedColumns(mentions: (ColumnMention | TableMention)[][], tokens: readonly Token[]): void {
  for (const list of mentions) {
    const owners = list.filter((mention) => mention.kind === "table" && mention.score > 0.55);
    for (const owner of owners) {
      if (owner.kind !== "table") continue;
      const next = tokens[owner.end]?.low === "'s" || tokens[owner.end]?.low === "'" ? owner.end + 1 : owner.end;
      for (const column of mentions[next] ?? []) {
        if (column.kind !== "column" || column.column.table !== owner.table || column.start !== next) continue;
        const isKnown = list.some(
          (known) => known.kind === "column" && known.column === column.column && known.end === column.end,
        );
        if (!isKnown)
          list.push({
            ...column,
            start: owner.start,
            score: Math.min(1, Math.max(column.score, 0.6) * 0.7 + owner.score * 0.3),
          });
      }
    }
  }
}

function scoreTables(tables: readonly (readonly TableMention[])[]): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { score, table } of tables.flat()) scores.set(table.id, Math.max(scores.get(table.id) ?? 0, score));
  return scores;
}

function pruneColumns(mentions: readonly ColumnMention[], tableScore: ReadonlyMap<number, number>): ColumnMention[] {
  const rank = (mention: ColumnMention): number =>
    mention.score +
    0.4 * (tableScore.get(mention.column.table.id) ?? 0) -
    (mention.column.role === "id" && mention.column.refTable !== undefined ? 0.05 : 0);
  const counts = new Map<number, number>();
  return [...mentions]
    .sort((a, b) => rank(b) - rank(a) || a.column.id - b.column.id)
    .filter((mention) => {
      const count = (counts.get(mention.end) ?? 0) + 1;
      counts.set(mention.end, count);
      return count <= MAX_PER_SPAN;
    });
}

const pruneValues =
  (tableScore: ReadonlyMap<number, number>) =>
  (mentions: readonly ValueMention[]): ValueMention[] => {
    const rank = (mention: ValueMention): number =>
      mention.score + 0.2 * (tableScore.get(mention.column.table.id) ?? 0);
    const counts = new Map<number, number>();
    return [...mentions]
      .sort((a, b) => rank(b) - rank(a) || a.column.id - b.column.id)
      .filter((mention) => {
        const count = (counts.get(mention.end) ?? 0) + 1;
        counts.set(mention.end, count);
        return count <= MAX_PER_SPAN;
      });
  };

const valueMention = (
  posting: Posting,
  start: number,
  end: number,
  score: number,
  how: ValueMention["how"],
): ValueMention => ({
  kind: "value",
  start,
  end,
  score,
  column: posting.column,
  literal: posting.literal,
  how,
  ...(posting.piece ? { piece: posting.piece } : {}),
});

function valuesAt(question: string, tokens: readonly Token[], from: number, index: ValueIndex): ValueMention[] {
  const first = tokens[from];
  if (!first || first.kind === "sign") return [];
  const found: ValueMention[] = [];
  for (let end = from + 1; end <= Math.min(tokens.length, from + index.maxWords + 2); end += 1) {
    const last = tokens[end - 1];
    if (!last) break;
    if (last.kind === "sign") continue;
    const key = normalize(
      first.kind === "quoted" && end === from + 1 ? first.text : question.slice(first.start, last.end),
    );
    if (key === "") continue;
    found.push(...lookUp(key, tokens.slice(from, end), from, end, index, /^rates?$/.test(tokens[end]?.low ?? "")));
    if (first.kind === "quoted") break;
  }
  return found;
}

function lookUp(
  key: string,
  span: readonly Token[],
  start: number,
  end: number,
  index: ValueIndex,
  isNounBeforeRate: boolean,
): ValueMention[] {
  const isSmall = span.every((token) => FUNCTION_WORDS.has(token.low)) && span.length === 1;
  const isMarked = span.some((token) => token.kind === "quoted" || /^\p{Lu}/u.test(token.text));
  if (isSmall && !(isMarked && start > 0) && !isNounBeforeRate) return [];
  const isNumber = span.length === 1 && span[0]?.kind === "number";
  const base = isNumber ? 0.55 : isMarked || span.length > 1 ? 1 : 0.85;
  const exact = (index.exact.get(key) ?? []).map((posting) => valueMention(posting, start, end, base, "exact"));
  if (exact.length > 0) return exact;
  const stems = key.split(" ").map(stem).join(" ");
  const stemmed = [...(index.exact.get(stems) ?? []), ...(index.stemmed.get(stems) ?? [])];
  if (stemmed.length > 0 && !isNumber)
    return stemmed.map((posting) => valueMention(posting, start, end, base * 0.85, "stem"));
  const loose = isNumber || end - start < 2 ? undefined : looseKey(key);
  if (loose !== undefined) {
    const postings = [...(loose === key ? [] : (index.exact.get(loose) ?? [])), ...(index.loose.get(loose) ?? [])];
    if (postings.length > 0) return postings.map((posting) => valueMention(posting, start, end, base * 0.85, "stem"));
  }
  for (const alias of VALUE_ALIASES.get(key) ?? []) {
    const postings = index.exact.get(alias);
    if (postings) return postings.map((posting) => valueMention(posting, start, end, base * 0.8, "alias"));
  }
  if (span.length === 1 && !isNumber && key.length > 2) {
    const isNamed = isMarked && start > 0;
    const isLight = LIGHT_WORDS.has(key) || FUNCTION_WORDS.has(key);
    const postings = isLight ? [] : [...(index.byWord.get(key) ?? []), ...(index.byWord.get(stem(key)) ?? [])];
    const kept = postings.filter(({ column }) => isNamed || (key.length > 3 && column.role === "name"));
    const columns = new Map(kept.map((posting) => [posting.column.id, posting]));
    return [...columns.values()].slice(0, isNamed ? 8 : 3).map((posting) => ({
      ...valueMention(posting, start, end, isNamed ? 0.5 : 0.2, "word"),
      literal: key,
    }));
  }
  return [];
}

/** "sports" for the table sportsinfo, also where a column has taken the word already. */
function addPartlyNamedTables(token: Token, tables: TableMention[][], names: NameIndex): void {
  const list = tables[token.index];
  if (!list || list.length > 0 || token.kind !== "word" || !token.isContent || token.lemma.length < SHORTEST_PART)
    return;
  for (const { stem: other } of compoundsOf(token, names)) {
    for (const form of names.byStem.get(other) ?? []) {
      if (form.target.kind !== "table" || form.stems.length > 1 || form.level !== "full") continue;
      const range = { start: token.index, end: token.index + 1, score: 0.6, level: "part" as const };
      list.push({ kind: "table", ...range, isSynonym: false, table: form.target.table });
    }
  }
}

const SHORTEST_PART = 4;

/** "room" for classroom, "users" for useracct: a word that begins or ends a name written in one piece. */
function compoundsOf(token: Token, names: NameIndex): StemAlternative[] {
  const part = token.lemma;
  if (part.length < SHORTEST_PART) return [];
  return names.vocabulary
    .filter(
      (word) =>
        word.length >= part.length + 2 &&
        part.length * 2.5 >= word.length &&
        (word.startsWith(part) || word.endsWith(part)),
    )
    .slice(0, 4)
    .map((word) => ({ stem: stem(word), weight: 0.8 }));
}

function needsCorrection(
  token: Token,
  names: readonly (readonly { readonly start: number; readonly end: number }[])[],
  values: readonly (readonly { readonly start: number; readonly end: number }[])[],
): boolean {
  if (token.kind !== "word" || !token.isContent || token.low.length < 4 || /\d/.test(token.low)) return false;
  if (isCueWord(token.low)) return false;
  const covers = (list: readonly (readonly { readonly start: number; readonly end: number }[])[]): boolean =>
    list.some((at) => at.some((mention) => mention.start <= token.index && token.index < mention.end));
  return !covers(names) && !covers(values);
}

const MOST_WITHIN = 3;
/** Weak enough that a reading which rests on it is never given without a doubt. */
const WITHIN_SCORE = 0.49;
/** "backstroke" in "100 m backstroke", "reservoirs" in a note that says reservoir: a word that only longer values hold. */
function wordsWithin(token: Token, values: ValueIndex): ValueMention[] {
  if (token.lemma.length < SHORTEST_PART) return [];
  const said = [token.low, token.lemma].find((word) => values.byWord.has(word));
  if (said === undefined) return [];
  const columns = new Map((values.byWord.get(said) ?? []).map((posting) => [posting.column.id, posting]));
  if (columns.size > MOST_WITHIN) return [];
  return [...columns.values()].map((posting) => ({
    ...valueMention(posting, token.index, token.index + 1, WITHIN_SCORE, "word"),
    literal: said,
  }));
}

const MOST_ADDED = 4;
const MAX_LONGER = 3;

/** "banks" for Banking, "rodents" for Rodentia: a stored word that begins with what was said and ends otherwise. */
function longerValues(token: Token, values: ValueIndex): ValueMention[] {
  const said = token.lemma;
  if (said.length < SHORTEST_PART) return [];
  const words = (values.vocabulary.get(said.charAt(0)) ?? []).filter(
    (word) => word.startsWith(said) && word.length <= said.length + MOST_ADDED && !word.includes(" "),
  );
  if (words.length > MAX_LONGER) return [];
  return words
    .flatMap((word) => values.exact.get(word) ?? [])
    .map((posting) => valueMention(posting, token.index, token.index + 1, 0.65, "stem"));
}

function correct(token: Token, sources: LinkSources): { word: string; postings?: readonly Posting[] } | undefined {
  const slips = allowedSlips(token.low.length);
  const inNames = closest(token.low, sources.names.vocabulary, slips);
  if (inNames !== undefined) return { word: inNames };
  const inValues = closest(token.low, sources.values.vocabulary.get(token.low.charAt(0)) ?? [], slips);
  return inValues === undefined ? undefined : { word: inValues, postings: sources.values.exact.get(inValues) ?? [] };
}

function closest(word: string, vocabulary: readonly string[], slips: number): string | undefined {
  let best: string | undefined;
  let bestDistance = slips + 1;
  for (const candidate of vocabulary) {
    if (candidate.length < 4) continue;
    const distance = Math.min(editDistance(word, candidate, slips), editDistance(word, `${candidate}s`, slips));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
