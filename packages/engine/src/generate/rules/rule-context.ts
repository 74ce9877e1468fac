import type { DateMention } from "../../dates/find-dates.ts";
import { isDerivedName } from "../../derived/derived-measures.ts";
import { FILLERS } from "../../lexicon/function-words.ts";
import type { Gradable } from "../../lexicon/gradable-adjectives.ts";
import { ORDINAL_WORDS } from "../../lexicon/number-words.ts";
import type { ColumnMention, Mentions, TableMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel, SchemaModel, TableModel } from "../../schema/schema-model.ts";
import { stem } from "../../text/stem.ts";
import type { Token } from "../../text/tokens.ts";
import type { Evidence, Fragment, Piece } from "../piece.ts";

/** What every rule may look at. Rules are pure: same context and position, same fragments. */
export interface RuleContext {
  readonly tokens: readonly Token[];
  readonly mentions: Mentions;
  readonly dates: readonly DateMention[];
  readonly schema: SchemaModel;
  /** Tables the question seems to be about, best first. */
  readonly focus: readonly TableModel[];
}

export type Rule = (context: RuleContext, at: number) => readonly Fragment[];

const MAX_SKIP = 4;

/** The next position that is not a small word. */
export function skipFillers(context: RuleContext, from: number, max = MAX_SKIP): number {
  let i = from;
  while (i < from + max && FILLERS.has(context.tokens[i]?.low ?? "")) i += 1;
  return i;
}

export const lowAt = (context: RuleContext, at: number): string => context.tokens[at]?.low ?? "";

const ENDINGS = new Set("st nd rd th".split(" "));

/** "third", "3rd": which place is said, and where its words end. */
export function ordinalAt(
  context: RuleContext,
  at: number,
): { readonly value: number; readonly end: number } | undefined {
  const word = ORDINAL_WORDS.get(lowAt(context, at));
  if (word !== undefined) return { value: word, end: at + 1 };
  const [digits, ending] = [context.tokens[at], context.tokens[at + 1]];
  const isWritten = digits?.number !== undefined && ending?.start === digits.end && ENDINGS.has(ending.low);
  return isWritten ? { value: digits.number, end: at + 2 } : undefined;
}

export const contentCount = (context: RuleContext, start: number, end: number): number => {
  let count = 0;
  for (let i = start; i < end; i += 1) if (context.tokens[i]?.isContent) count += 1;
  return count;
};

export const tableScore = (context: RuleContext, table: TableModel): number =>
  context.mentions.tableScore.get(table.id) ?? 0;

/** Link score of a column mention, helped when its table is spoken of, more so right beside it. */
export function columnScore(context: RuleContext, mention: ColumnMention): number {
  const own = tableScore(context, mention.column.table);
  return mention.score + 0.2 * own + 0.15 * nearby(context, mention);
}

function nearby(context: RuleContext, mention: ColumnMention): number {
  const after = skipFillers(context, mention.end);
  const isAfter = context.mentions.tables[after]?.some(
    (table) => table.table === mention.column.table && table.score > 0.6,
  );
  if (isAfter) return 1;
  for (let i = Math.max(0, mention.start - 3); i < mention.start; i += 1) {
    if (
      context.mentions.tables[i]?.some(
        (table) => table.table === mention.column.table && table.end <= mention.start && table.score > 0.6,
      )
    )
      return 1;
  }
  return 0;
}

export const columnsAt = (context: RuleContext, at: number): readonly ColumnMention[] =>
  context.mentions.columns[at] ?? [];
export const tablesAt = (context: RuleContext, at: number): readonly TableMention[] =>
  context.mentions.tables[at] ?? [];

export const columnEvidence = (mention: ColumnMention, role: Evidence["role"] = "column"): Evidence => ({
  start: mention.start,
  end: mention.end,
  role,
  meaning: `${mention.column.table.name}.${mention.column.name}`,
  score: mention.score,
});

export const tableEvidence = (mention: TableMention, role: Evidence["role"] = "table"): Evidence => ({
  start: mention.start,
  end: mention.end,
  role,
  meaning: mention.table.name,
  score: mention.score,
});

export const cueEvidence = (start: number, end: number, role: Evidence["role"], meaning: string): Evidence => ({
  start,
  end,
  role,
  meaning,
  score: 1,
});

/** A word that was not used to name the column at all: the column is the engine's choice. */
export const guessEvidence = (at: number, column: ColumnModel, role: Evidence["role"]): Evidence => ({
  start: at,
  end: at + 1,
  role,
  meaning: `${column.table.name}.${column.name}`,
  score: 0.4,
  isGuess: true,
});

interface FragmentParts {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  readonly evidence: readonly Evidence[];
  /** 0 to about 1.3: how well all parts fit. */
  readonly quality: number;
  readonly rule: string;
  readonly bonus?: number;
  readonly assumptions?: readonly string[];
}

/** Fragments are worth what they cover: content words times fit, cue words a little. */
export function fragment(context: RuleContext, parts: FragmentParts): Fragment {
  const { quality, bonus = 0, ...rest } = parts;
  const content = Math.max(1, contentCount(context, parts.start, parts.end));
  return { ...rest, score: content * quality + bonus };
}

const GRADABLE_TYPES = new Set(["number", "date"]);

export interface GradedColumn {
  readonly column: ColumnModel;
  /** True when more of the quality means less of the column (older = earlier birth date). */
  readonly isReversed: boolean;
  readonly score: number;
}

/** Columns that an adjective measures, in the tables that are spoken of first. */
const isComparing = ({ tokens }: RuleContext): boolean => tokens.some(({ low }) => low === "than");

export function gradedColumns(context: RuleContext, gradable: Gradable): GradedColumn[] {
  const found: GradedColumn[] = [];
  gradable.columns.forEach((word, rank) => {
    const isReversed = word.startsWith("-");
    const wanted = stem(word.replace("-", ""));
    for (const column of context.schema.columns) {
      if (column.role === "id" || column.type === "boolean" || !column.stems.includes(wanted)) continue;
      // "The most expensive item" has the highest price: what is worked out is meant where it is named, or in "older than".
      if (isDerivedName(column.name) && (wanted !== "age" || !isComparing(context))) continue;
      const focus = tableScore(context, column.table);
      const isText = GRADABLE_TYPES.has(column.type) ? 0 : 0.25;
      const exactness = column.stems.length === 1 ? 0.1 : 0;
      const score =
        0.75 -
        rank * 0.04 +
        0.25 * focus +
        exactness -
        (isReversed && column.type === "number" && wanted !== "year" ? 0.1 : 0) -
        isText;
      if (!found.some((entry) => entry.column === column)) found.push({ column, isReversed, score });
    }
  });
  if (gradable.columns.includes("date") || gradable.columns.includes("-date"))
    found.push(...datesInFocus(context, gradable, found));
  return found.sort((a, b) => b.score - a.score || a.column.id - b.column.id).slice(0, 6);
}

/** "most recent" of things whose date is called otherwise: shipped_on, joined. */
function datesInFocus(context: RuleContext, gradable: Gradable, known: readonly GradedColumn[]): GradedColumn[] {
  const isReversed = gradable.columns.includes("-date");
  return context.focus
    .slice(0, 3)
    .flatMap((table) =>
      table.columns
        .filter(
          (column) =>
            (column.type === "date" || column.role === "year") && !known.some((entry) => entry.column === column),
        )
        .map((column) => ({ column, isReversed, score: 0.45 + 0.25 * tableScore(context, table) })),
    );
}

const MONEY = new Set(["amount", "total", "revenue", "price", "value", "sal", "sale", "salari", "budget"].map(stem));

/** Number columns of the tables in focus that measure something: what "the highest" is taken to mean without a word for it. */
export function measuresInFocus(context: RuleContext): ColumnModel[] {
  const isMoney = (column: ColumnModel): number => (column.stems.some((word) => MONEY.has(word)) ? 0 : 1);
  return context.focus
    .slice(0, 3)
    .flatMap((table) =>
      table.columns
        .filter((column) => column.role === "measure")
        .sort((a, b) => isMoney(a) - isMoney(b) || a.id - b.id),
    )
    .slice(0, 6);
}
