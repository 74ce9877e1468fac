import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
import type { Fragment } from "../generate/piece.ts";
import { isCueWord } from "../lexicon/cue-words.ts";
import { LIGHT_WORDS } from "../lexicon/function-words.ts";
import type { ValueMention } from "../mentions/find-mentions.ts";
import type { LinkLevel } from "../schema/name-index.ts";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import { columnsOfPiece } from "./fragment-features.ts";

/** How one column of a reading came to be chosen. */
interface Link {
  /** How well the words of its fragment name it, 0 when they do not. */
  readonly score: number;
  readonly kind: LinkKind;
  readonly isSynonym: boolean;
  /** By how much it is ahead of the best other column that the same words name. */
  readonly margin: number;
  /** Other columns that the same words name about as well. */
  readonly rivals: number;
  /** Other columns of the same name anywhere in the schema. */
  readonly homonyms: number;
}

type LinkKind = LinkLevel | `value ${ValueMention["how"]}` | "none";
const KINDS: readonly LinkKind[] = [
  "full",
  "own",
  "trimmed",
  "alias",
  "part",
  "value exact",
  "value stem",
  "value alias",
  "value word",
  "value typo",
  "none",
];

/** How a content word was read: taken for a name at least this well, used as a cue, or left out. */
const CLASSES = ["left out", "cue", "weak", "good", "exact"] as const;
const GOOD = 0.7;
const EXACT = 0.94;

/** What all paths through one question share. */
interface Said {
  readonly question: AnalyzedQuestion;
  /** Content words, without those that hardly say anything. */
  readonly content: readonly number[];
  /** Those of them that are no cue, so that they should name something. */
  readonly naming: readonly number[];
  /** How well anything is named at each place, and how well without synonyms. */
  readonly named: Float64Array;
  readonly namedPlainly: Float64Array;
  readonly homonymsOf: (column: ColumnModel) => number;
}

/** What is known of one path. */
interface Linked {
  readonly said: Said;
  readonly path: Path;
  readonly links: readonly Link[];
  /** Scores of all that the path rests on, lowest first. */
  readonly evidence: readonly number[];
  readonly tables: readonly number[];
  readonly classes: Uint8Array;
}

type Measure = (linked: Linked) => number;

const mean = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((sum, value) => sum + value, 0) / values.length;
const logOf = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + Math.log(score + 0.05), 0);
const scoresOf = ({ links }: Linked): number[] => links.map(({ score }) => score).sort((a, b) => a - b);
const largest = (links: readonly Link[], of: (link: Link) => number): number => Math.max(0, ...links.map(of));
const total = (links: readonly Link[], of: (link: Link) => number): number =>
  links.reduce((sum, link) => sum + of(link), 0);

const UNKNOWN = 0.3;
const isUnknown = ({ named }: Said, at: number): boolean => (named[at] ?? 0) < UNKNOWN;
const needsSynonym = (said: Said, at: number): boolean =>
  !isUnknown(said, at) && (said.namedPlainly[at] ?? 0) < (said.named[at] ?? 0) - 0.05;

const MEASURES: readonly (readonly [name: string, of: Measure])[] = [
  ...CLASSES.map((name, of): readonly [string, Measure] => [
    `share ${name}`,
    ({ classes, said }) => said.content.filter((at) => classes[at] === of).length / Math.max(1, said.content.length),
  ]),
  ["unknown words", ({ said }) => said.naming.filter((at) => isUnknown(said, at)).length],
  ["words by synonym", ({ said }) => said.naming.filter((at) => needsSynonym(said, at)).length],
  [
    "named on average",
    ({ said }) =>
      mean(
        said.naming.map((at) => said.named[at] ?? 0),
        1,
      ),
  ],
  ["named at worst", ({ said }) => Math.min(1, ...said.naming.map((at) => said.named[at] ?? 0))],
  ["content words", ({ said }) => said.content.length],
  ...KINDS.map((kind): readonly [string, Measure] => [
    `links ${kind}`,
    ({ links }) => links.filter((link) => link.kind === kind).length,
  ]),
  ["links by synonym", ({ links }) => links.filter(({ isSynonym }) => isSynonym).length],
  ["weakest link", (linked) => scoresOf(linked)[0] ?? 1],
  ["second weakest link", (linked) => scoresOf(linked)[1] ?? 1],
  ["all links", (linked) => logOf(scoresOf(linked))],
  ["narrowest margin", ({ links }) => Math.min(1, ...links.map(({ margin }) => margin))],
  [
    "margin on average",
    ({ links }) =>
      mean(
        links.map(({ margin }) => margin),
        1,
      ),
  ],
  ["narrow margins", ({ links }) => links.filter(({ margin }) => margin <= 0.05).length],
  ["rivals", ({ links }) => total(links, ({ rivals }) => Math.log1p(rivals))],
  ["most rivals", ({ links }) => largest(links, ({ rivals }) => rivals)],
  ["homonyms", ({ links }) => total(links, ({ homonyms }) => homonyms)],
  ["most homonyms", ({ links }) => largest(links, ({ homonyms }) => homonyms)],
  ["weakest evidence", ({ evidence }) => evidence[0] ?? 1],
  ["second weakest evidence", ({ evidence }) => evidence[1] ?? 1],
  ["all evidence", ({ evidence }) => logOf(evidence)],
  ["weakest table", ({ tables }) => Math.min(1, ...tables)],
];

/** Names of the numbers that linkingNumbers gives, in order. */
export const LINKING_NUMBERS: readonly string[] = MEASURES.map(([name]) => `linking:${name}`);

/** How the words of a path were tied to the schema: how surely, how uniquely, and which were not. */
export function linkingNumbers(question: AnalyzedQuestion): (path: Path) => readonly number[] {
  const said = saidIn(question);
  const known = new Map<Path, readonly number[]>();
  return (path) => {
    const earlier = known.get(path);
    if (earlier) return earlier;
    const linked = linkedBy(path, said);
    const numbers = MEASURES.map(([, measure]) => measure(linked));
    known.set(path, numbers);
    return numbers;
  };
}

function saidIn(question: AnalyzedQuestion): Said {
  const { mentions, schema, tokens } = question;
  const named = new Float64Array(tokens.length);
  const namedPlainly = new Float64Array(tokens.length);
  for (const lists of [mentions.columns, mentions.tables, mentions.values])
    for (const mention of lists.flat()) {
      const isPlain = !("isSynonym" in mention && mention.isSynonym);
      for (let at = mention.start; at < mention.end; at++) {
        named[at] = Math.max(named[at] ?? 0, mention.score);
        if (isPlain) namedPlainly[at] = Math.max(namedPlainly[at] ?? 0, mention.score);
      }
    }
  const content = tokens.filter(({ isContent, kind, low }) => isContent && kind === "word" && !LIGHT_WORDS.has(low));
  return {
    question,
    content: content.map(({ index }) => index),
    naming: content.flatMap(({ index, low }) => (isCueWord(low) ? [] : [index])),
    named,
    namedPlainly,
    homonymsOf: homonymsIn(schema),
  };
}

const nameOf = ({ stems }: ColumnModel): string => stems.join(" ");
const homonyms = new WeakMap<SchemaModel, ReadonlyMap<string, number>>();

/** Counted once for each schema, however large. */
function homonymsIn(schema: SchemaModel): Said["homonymsOf"] {
  let counts = homonyms.get(schema);
  if (!counts) {
    const made = new Map<string, number>();
    for (const column of schema.columns) made.set(nameOf(column), (made.get(nameOf(column)) ?? 0) + 1);
    counts = made;
    homonyms.set(schema, made);
  }
  const own = counts;
  return (column) => (own.get(nameOf(column)) ?? 1) - 1;
}

const NAMING: ReadonlySet<string> = new Set(["column", "table", "value", "order", "group"]);

function linkedBy(path: Path, said: Said): Linked {
  const classes = new Uint8Array(said.question.tokens.length);
  for (const { start, end } of path.fragments) classes.fill(1, start, end);
  const naming = path.fragments.flatMap(({ evidence }) => evidence.filter(({ role }) => NAMING.has(role)));
  for (const { end, score, start } of naming) {
    const own = score >= EXACT ? 4 : score >= GOOD ? 3 : 2;
    for (let at = start; at < end; at++) classes[at] = Math.max(classes[at] ?? 0, own);
  }
  return {
    said,
    path,
    links: linksOf(path, said),
    evidence: naming.map(({ score }) => score).sort((a, b) => a - b),
    tables: naming.flatMap(({ role, score }) => (role === "table" ? [score] : [])),
    classes,
  };
}

const linksOf = ({ fragments }: Path, said: Said): Link[] =>
  fragments.flatMap((fragment) =>
    fragment.pieces.flatMap((piece) =>
      columnsOfPiece(piece).map(([slot, column]) => linkOf(column, meantBy(fragment, slot === "where", said), said)),
    ),
  );

/** What the words of a fragment may mean. */
interface Meant {
  readonly column: ColumnModel;
  readonly score: number;
  readonly kind: LinkKind;
  readonly isSynonym: boolean;
}

/** A value says a little less surely than a name which column is meant. */
const VALUE_SHARE = 0.9;

function meantBy({ end, start }: Fragment, withValues: boolean, { question }: Said): Meant[] {
  const { columns, values } = question.mentions;
  const names = columns
    .slice(start, end)
    .flat()
    .map(({ column, isSynonym, level, score }): Meant => ({ column, score, kind: level, isSynonym }));
  if (!withValues) return names;
  const held = values
    .slice(start, end)
    .flat()
    .map(({ column, how, score }): Meant => {
      return { column, score: score * VALUE_SHARE, kind: `value ${how}`, isSynonym: false };
    });
  return [...names, ...held];
}

const NEARLY = 0.1;

/** What is sought in a column is what ties it to the words, even where they name the column too. */
const isHeld = ({ kind }: Meant): boolean => kind.startsWith("value ");

function linkOf(column: ColumnModel, meant: readonly Meant[], said: Said): Link {
  const own = meant.filter((one) => one.column.id === column.id);
  const others = meant.filter((one) => one.column.id !== column.id);
  const score = Math.max(0, ...own.map((one) => one.score));
  const [first] = [...own].sort((a, b) => Number(isHeld(b)) - Number(isHeld(a)) || b.score - a.score);
  return {
    score,
    kind: first?.kind ?? "none",
    isSynonym: first?.isSynonym ?? false,
    margin: Math.max(-1, score - Math.max(0, ...others.map((one) => one.score))),
    rivals: new Set(others.flatMap((one) => (one.score >= score - NEARLY ? [one.column.id] : []))).size,
    homonyms: said.homonymsOf(column),
  };
}
