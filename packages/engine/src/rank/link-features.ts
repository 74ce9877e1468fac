import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
import type { EngineCandidate } from "../generate/propose-candidates.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnsOfPiece } from "./fragment-features.ts";

interface Linked {
  readonly slot: string;
  readonly column: ColumnModel;
  readonly start: number;
  readonly end: number;
  /** How well the words around name the column, 0 when they do not. */
  readonly score: number;
  /** How much better another column is named by the same words. */
  readonly regret: number;
}

/** What candidates of the same fragments share. */
interface PathLinks {
  readonly values: readonly number[];
  readonly rules: string;
}

const SLOTS = ["select", "where", "order", "group"] as const;
type Slot = (typeof SLOTS)[number];
const isIn = (link: Linked, slot: Slot): boolean =>
  link.slot === slot || (slot === "select" && !SLOTS.some((other) => other === link.slot));

const STRONG = 0.9;
const mean = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Names of the numbers that linkFeatures gives, in order. */
export const LINK_FEATURES: readonly string[] = [
  ...SLOTS.flatMap((slot) => [`link:${slot}Score`, `link:${slot}Regret`, `link:${slot}Table`, `link:${slot}Count`]),
  "link:worstRegret",
  "link:idleColumns",
  "link:idleValues",
  "link:ambiguous",
  "link:tables",
  "link:focusShare",
  "link:selectOrder",
  "link:numberUnused",
  "link:rank",
  "link:sameSkeletonBehind",
];

/** How well the question's words name what the reading uses, and what they name that it leaves out. */
export function linkFeatures(question: AnalyzedQuestion): (candidate: EngineCandidate, rank: number) => number[] {
  const { mentions } = question;
  const bestColumn = mentions.columns.map((list) => Math.max(0, ...list.map((mention) => mention.score)));
  const strongColumns = mentions.columns.flatMap((list, at) => {
    const ids = list.filter((mention) => mention.score >= STRONG).map((mention) => mention.column.id);
    return ids.length > 0 ? [{ at, ids: new Set(ids) }] : [];
  });
  const strongValues = mentions.values.flatMap((list, at) => {
    const ids = list.filter((mention) => mention.score >= 0.85).map((mention) => mention.column.id);
    return ids.length > 0 ? [{ at, ids: new Set(ids) }] : [];
  });
  const tableScore = (column: ColumnModel): number => mentions.tableScore.get(column.table.id) ?? 0;
  const ofPath = (path: Path): PathLinks => {
    const links = linksOf(path, question, bestColumn);
    const used = new Set(links.map((link) => link.column.id));
    const slots = SLOTS.flatMap((slot) => {
      const own = links.filter((link) => isIn(link, slot));
      return [
        mean(
          own.map((link) => link.score),
          1,
        ),
        own.reduce((sum, link) => sum + link.regret, 0),
        mean(
          own.map((link) => tableScore(link.column)),
          1,
        ),
        Math.min(3, own.length),
      ];
    });
    const select = links.filter((link) => isIn(link, "select"));
    const tables = new Set(links.map((link) => link.column.table.id));
    const values = [
      ...slots,
      Math.max(0, ...links.map((link) => link.regret)),
      strongColumns.filter(({ ids }) => ![...ids].some((id) => used.has(id))).length,
      strongValues.filter(({ ids }) => ![...ids].some((id) => used.has(id))).length,
      links.filter((link) => (mentions.columns[link.start]?.length ?? 0) > 2).length,
      tables.size,
      mean(
        links.map((link) => (link.column.table === question.focus[0] ? 1 : 0)),
        1,
      ),
      select.every((link, i) => i === 0 || link.start >= (select[i - 1]?.start ?? 0)) ? 1 : 0,
      question.tokens.filter((token) => token.kind === "number" && path.skipped.includes(token.index)).length,
    ];
    return { values, rules: path.fragments.map((fragment) => fragment.rule).join() };
  };
  const known = new Map<Path, PathLinks>();
  const bestOfSkeleton = new Map<string, number>();
  return ({ draft, handScore }, rank) => {
    const { values, rules } = known.get(draft.path) ?? ofPath(draft.path);
    known.set(draft.path, { values, rules });
    const skeleton = rules + draft.form;
    const ahead = bestOfSkeleton.get(skeleton);
    if (ahead === undefined) bestOfSkeleton.set(skeleton, handScore);
    return [...values, Math.log1p(rank) / 3, ahead === undefined ? 0 : Math.max(-3, handScore - ahead)];
  };
}

function linksOf(path: Path, question: AnalyzedQuestion, bestColumn: readonly number[]): Linked[] {
  return path.fragments.flatMap((fragment) =>
    fragment.pieces.flatMap((piece) =>
      columnsOfPiece(piece).map(([slot, column]): Linked => {
        let score = 0;
        let best = 0;
        for (let at = fragment.start; at < fragment.end; at++) {
          best = Math.max(best, bestColumn[at] ?? 0);
          for (const mention of question.mentions.columns[at] ?? []) {
            if (mention.column.id === column.id) score = Math.max(score, mention.score);
          }
          for (const mention of question.mentions.values[at] ?? []) {
            if (mention.column.id === column.id) score = Math.max(score, mention.score * 0.9);
          }
        }
        return { slot, column, start: fragment.start, end: fragment.end, score, regret: Math.max(0, best - score) };
      }),
    ),
  );
}
