import { type Kin, kinOf } from "../lexicon/dictionary.ts";
import { PHRASES, phraseKey } from "../lexicon/phrases.ts";
import { identifierWords, plainWords, spelledOut } from "../text/identifier-words.ts";
import { stem } from "../text/stem.ts";
import { keyedBy } from "./keyed-by.ts";
import { nearWords } from "./name-neighbours.ts";
import type { ColumnModel, SchemaModel, TableModel } from "./schema-model.ts";

export type NameTarget =
  | { readonly kind: "column"; readonly column: ColumnModel }
  | { readonly kind: "table"; readonly table: TableModel };

/** How much of a name was said; order is from strong to weak. */
export type LinkLevel = "full" | "own" | "trimmed" | "alias" | "part";

/** One way to name a table or column. */
export interface NameForm {
  readonly stems: readonly string[];
  readonly target: NameTarget;
  readonly level: LinkLevel;
  readonly quality: number;
  /** Only these very words will do: words that mean about the same do not. */
  readonly isExact?: true;
}

export interface NameIndex {
  readonly byStem: ReadonlyMap<string, readonly NameForm[]>;
  /** For a word's stem, stems of schema words that mean about the same. */
  readonly synonyms: ReadonlyMap<string, readonly Kin[]>;
  /** For a word's stem, stems of schema words met in the same places: for words that nothing better explains. */
  readonly neighbours: ReadonlyMap<string, readonly Kin[]>;
  readonly vocabulary: readonly string[];
  /** Short words of names that no dictionary knows, such as bal in acc_bal: the beginnings of longer ones. */
  readonly abbreviations: readonly string[];
}

export interface NameAlias {
  readonly phrase: string;
  readonly table: string;
  readonly column?: string;
  /** The column itself, where no table lists it: a figure that the team has defined. */
  readonly model?: ColumnModel;
  /** How it stands against a column of that very name; a team's word outweighs it. */
  readonly weight?: number;
}

/** What a team says of its own words outweighs any likeness of names. */
const ALIAS_WEIGHT = 1.6;

const QUALITY: Record<LinkLevel, number> = { full: 1, own: 0.95, trimmed: 0.7, alias: 1, part: 0.45 };
const TRIMMED_ENDS = new Set("id name code number no num date type value amount title".split(" "));
const WEAK_PARTS = new Set("of the in to for and or by is a an id no per".split(" "));

export function buildNameIndex(schema: SchemaModel, aliases: readonly NameAlias[]): NameIndex {
  const byStem = new Map<string, NameForm[]>();
  const seen = new Set<string>();
  const words = new Map<string, string>();
  const add = (form: readonly string[], target: NameTarget, level: LinkLevel, factor = 1, isExact = false): void => {
    const stems = form.map(stem);
    const id = target.kind === "column" ? `c${target.column.id}` : `t${target.table.id}`;
    const key = `${id} ${stems.join(" ")}`;
    if (stems.length === 0 || seen.has(key)) return;
    seen.add(key);
    if (!isExact) for (const word of form) words.set(stem(word), word);
    const entry: NameForm = {
      stems,
      target,
      level,
      quality: QUALITY[level] * factor * keyFactor(target, level),
      ...(isExact ? { isExact } : {}),
    };
    for (const first of new Set(stems)) {
      const list = byStem.get(first);
      if (list) list.push(entry);
      else byStem.set(first, [entry]);
    }
  };
  const addAliases = (list: readonly NameAlias[]): void => {
    for (const alias of list) {
      const target = aliasTarget(schema, alias);
      if (target)
        add(identifierWords(alias.phrase), target, "alias", alias.weight ?? ALIAS_WEIGHT, alias.weight !== undefined);
    }
  };
  // First, as a word of the team's may be part of the very column's name and must not count as little as that.
  addAliases(aliases.filter((alias) => !alias.model));
  for (const table of schema.tables) {
    addForms(table.words, [], { kind: "table", table }, add);
    add(plainWords(table.name), { kind: "table", table }, "full", 0.98);
    addKeyedBy(table, schema, add);
  }
  // Figures that no table holds have phrases of their own, not the forms of a name.
  for (const column of schema.tables.flatMap((table) => table.columns)) {
    // Before the plain forms: "elevation" must not count as a mere part of "Elevation (m)".
    addPercent(column, add);
    addWithoutBracket(column, add);
    addWithoutUnit(column, add);
    addForms(column.words, column.table.words, { kind: "column", column }, add);
    add(plainWords(column.name), { kind: "column", column }, "full", 0.98);
    addComment(column.source.comment, { kind: "column", column }, add);
    addRecordLetter(column, add);
  }
  addAliases(aliases.filter((alias) => alias.model));
  const vocabulary = [...words.values()];
  const abbreviations = abbreviationsIn(vocabulary);
  const sayable = [...byStem].flatMap(([own, forms]) => (forms.every((form) => form.isExact) ? [] : [own]));
  return { byStem, synonyms: synonymsFor(byStem), neighbours: nearWords(sayable), vocabulary, abbreviations };
}

/** From so many unknown short words on, a schema shortens what it can. */
const SHORTENS_FROM = 4;

/** Words that no dictionary knows; in schemas that shorten much also those it knows as something else, as sub and pat. */
function abbreviationsIn(vocabulary: readonly string[]): string[] {
  const short = vocabulary.filter((word) => /^[a-z]{3,5}$/.test(word));
  const unknown = short.filter((word) => kinOf(stem(word)).length === 0);
  return unknown.length < SHORTENS_FROM
    ? unknown
    : [...unknown, ...short.filter((word) => !unknown.includes(word) && word.length < 5)];
}

/** "order" means the order, not the key column order_id. */
const keyFactor = (target: NameTarget, level: LinkLevel): number =>
  target.kind === "column" && target.column.role === "id" && (level === "trimmed" || level === "part") ? 0.5 : 1;

type Add = (form: readonly string[], target: NameTarget, level: LinkLevel, factor?: number, isExact?: boolean) => void;

function addForms(words: readonly string[], owner: readonly string[], target: NameTarget, add: Add): void {
  add(words, target, "full");
  const spelled = spelledOut(words);
  if (spelled.length !== words.length || spelled.some((word, i) => word !== words[i]))
    add(spelled, target, "full", 0.98);
  addPhrases(spelled, target, add);
  addInitialed(words, owner, target, add);
  addNumbered(words, owner, target, add);
  addPersonNames(spelled, target, add);
  if (words.length < 2) return;
  if (words.length === 2 && (words[0]?.length ?? 0) + (words[1]?.length ?? 0) > 3)
    add([words.join("")], target, "full", 0.98);
  const ownerStems = new Set(owner.map(stem));
  const own = words.filter((word) => !ownerStems.has(stem(word)));
  if (own.length > 0 && own.length < words.length) add(own, target, "own");
  for (const base of [words, spelled, own]) {
    const last = base.at(-1) ?? "";
    if (base.length > 1 && TRIMMED_ENDS.has(last)) add(base.slice(0, -1), target, "trimmed");
    if (base.length > 2)
      for (let i = 0; i < base.length; i += 1)
        add(
          base.filter((_, j) => j !== i),
          target,
          "trimmed",
          0.95,
        );
  }
  for (const word of spelled) {
    if (!WEAK_PARTS.has(word) && word.length > 1) add([word], target, "part", ownerStems.has(stem(word)) ? 0.6 : 1);
  }
}

const KEYED_BY = 0.95;

function addKeyedBy(table: TableModel, schema: SchemaModel, add: Add): void {
  const rows = keyedBy(table.keyColumn);
  const said = rows.map(stem).join(" ");
  if (schema.tables.every(({ stems }) => stems.join(" ") !== said))
    add(rows, { kind: "table", table }, "own", KEYED_BY);
}

/** "flno" of flights is the flight number. */
function addNumbered(words: readonly string[], owner: readonly string[], target: NameTarget, add: Add): void {
  const [word = "", ...more] = words;
  const short = more.length === 0 ? /^([a-z]+)(?:no|num|nbr|nr)$/.exec(word)?.[1] : undefined;
  const whole = short && owner.find((own) => own.startsWith(short) && own !== word);
  // In one word, as it is matched in this order only: the "number of flights" is none.
  if (whole) add([`${stem(whole)}number`], target, "full", 0.98);
}

const FIRST_NAMES = ["first name", "forename", "given name"];
const LAST_NAMES = ["last name", "surname", "family name"];
/** How schemas write the two, as the last words of a name. */
const PERSON_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ...["first name", "name first", "firstname", "forename", "given name", "givenname"].map(
    (written) => [written, FIRST_NAMES] as const,
  ),
  ...["last name", "name last", "lastname", "surname", "family name", "familyname"].map(
    (written) => [written, LAST_NAMES] as const,
  ),
]);

/** A person's names have names of their own, whatever stands before them: stu_lname is a surname. */
function addPersonNames(spelled: readonly string[], target: NameTarget, add: Add): void {
  for (const length of [2, 1]) {
    const said = PERSON_NAMES.get(spelled.slice(-length).join(" "));
    if (!said || spelled.length < length) continue;
    for (const phrase of said) add(phrase.split(" "), target, "full", spelled.length > length ? 0.9 : 0.97);
    return;
  }
}

/** As sure as a good synonym. */
const PHRASE_QUALITY = 0.78;

/** "head office" for headquarters, "birthday" for date_of_birth: two words that mean what one does, either way. */
function addPhrases(spelled: readonly string[], target: NameTarget, add: Add): void {
  for (let from = 0; from < spelled.length; from += 1)
    for (const length of [1, 2, 3]) {
      const others = from + length <= spelled.length ? PHRASES.get(phraseKey(spelled.slice(from, from + length))) : [];
      for (const other of others ?? [])
        add([...spelled.slice(0, from), ...other, ...spelled.slice(from + length)], target, "full", PHRASE_QUALITY);
    }
}

/** "bname" in bank, "dname" in department: the table's first letter before a word. */
function addInitialed(words: readonly string[], owner: readonly string[], target: NameTarget, add: Add): void {
  const [word = "", ...more] = words;
  const base = /^([a-z])(name|title|code|type|id|number|address)$/.exec(more.length === 0 ? word : words.join(""));
  const [first = ""] = owner;
  if (!base || !first.startsWith(base[1] ?? "-") || (more.length > 0 && words[0]?.length !== 1)) return;
  const noun = base[2] ?? "";
  add([first, noun], target, "full", 0.95);
  add([noun], target, "own", noun === "id" ? 0.8 : 0.95);
}

/** How a table of results heads its columns, where several of these letters stand side by side. */
const RECORD_LETTERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["w", ["wins", "win", "won", "victories"]],
  ["l", ["losses", "loss", "lost", "defeats"]],
  ["d", ["draws", "draw", "drawn", "drew"]],
  ["t", ["ties", "tied"]],
  ["gf", ["goals for", "goals scored", "goals", "scored"]],
  ["ga", ["goals against", "goals conceded", "conceded"]],
  ["gd", ["goal difference"]],
  ["pts", ["points"]],
  ["pld", ["played", "games played", "matches played"]],
  ["gp", ["played", "games played", "matches played"]],
]);

function addRecordLetter(column: ColumnModel, add: Add): void {
  const [letter = "", ...more] = column.words;
  const said = RECORD_LETTERS.get(letter);
  if (!said || more.length > 0 || column.type !== "number") return;
  const letters = new Set(column.table.columns.map((other) => other.words.join(" ")));
  if (letters.has("w") && letters.has("l"))
    for (const phrase of said)
      add(phrase.split(" "), { kind: "column", column }, "full", letter.length > 1 ? 0.9 : 0.75, true);
}

/** "percentage used" for "% used": a sign is no word of the name. */
function addPercent(column: ColumnModel, add: Add): void {
  if (!column.name.includes("%") || column.words.length > 2) return;
  const words = identifierWords(column.name.replaceAll("%", " percent "));
  add(words, { kind: "column", column }, "full", 0.97);
  const [first, ...more] = words;
  if (first === "percent" && more.length > 0) add(["percent"], { kind: "column", column }, "part");
}

const BRACKET = /\s*[([][^()[\]]*[)\]]\s*$/;

/** "elevation" for "Elevation (m)": what stands in brackets says how the column is kept, not what it is. */
function addWithoutBracket(column: ColumnModel, add: Add): void {
  const plain = column.name.replace(BRACKET, "");
  if (plain === column.name || plain === "") return;
  const words = identifierWords(plain);
  add(words, { kind: "column", column }, "full", 0.98);
  add(spelledOut(words), { kind: "column", column }, "full", 0.96);
}

const UNITS = new Set(
  "cents usd eur gbp dollars euros kg km cm mm kwh lbs kb mb gb mins minutes secs seconds hours hrs days".split(" "),
);

/** "payment amount" and "payment" for payment_amount_cents, "weight" for weight_kg. */
function addWithoutUnit(column: ColumnModel, add: Add): void {
  if (column.words.length < 2 || column.type !== "number" || !UNITS.has(column.words.at(-1) ?? "")) return;
  const words = column.words.slice(0, -1);
  // In stu_num, stu_gpa and stu_hrs the first word is whose they are, not what is measured.
  if (column.table.columns.filter((other) => words.every((word, i) => other.words[i] === word)).length > 1) return;
  add(words, { kind: "column", column }, "full", 0.95);
  add(spelledOut(words), { kind: "column", column }, "full", 0.94);
  if (words.length > 1 && TRIMMED_ENDS.has(words.at(-1) ?? ""))
    add(words.slice(0, -1), { kind: "column", column }, "trimmed");
}

function addComment(comment: string | undefined, target: NameTarget, add: Add): void {
  const words = identifierWords(comment ?? "");
  if (words.length > 0 && words.length <= 4) add(words, target, "own");
}

function aliasTarget(schema: SchemaModel, alias: NameAlias): NameTarget | undefined {
  if (alias.model) return { kind: "column", column: alias.model };
  const table = schema.tables.find((candidate) => candidate.name.toLowerCase() === alias.table.toLowerCase());
  if (!table) return undefined;
  if (alias.column === undefined) return { kind: "table", table };
  const name = alias.column.toLowerCase();
  const column = table.columns.find((candidate) => candidate.name.toLowerCase() === name);
  return column && { kind: "column", column };
}

/** Words that this schema has a use for, by the words that may stand for them. */
function synonymsFor(byStem: ReadonlyMap<string, readonly NameForm[]>): ReadonlyMap<string, readonly Kin[]> {
  const found = new Map<string, Kin[]>();
  for (const [own, forms] of byStem) {
    if (forms.every((form) => form.isExact)) continue;
    for (const { stem: other, weight } of kinOf(own)) {
      const list = found.get(other);
      if (list) list.push({ stem: own, weight });
      else found.set(other, [{ stem: own, weight }]);
    }
  }
  return found;
}
