import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
import type { Fragment } from "../generate/piece.ts";
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
  readonly values: Float64Array;
  /** By form, the best hand score of the readings made by the same rules. */
  readonly bestOfForm: Map<string, number>;
}

/** The numbers of one candidate, those of its fragments first. */
export interface Links {
  readonly ofPath: Float64Array;
  readonly ofCandidate: readonly [rank: number, behindSameSkeleton: number];
}

const SLOTS = ["select", "where", "order", "group"] as const;
type Slot = (typeof SLOTS)[number];
const isIn = (link: Linked, slot: Slot): boolean =>
  link.slot === slot || (slot === "select" && !SLOTS.some((other) => other === link.slot));

const STRONG = 0.9;

/** Score, regret, table and count of the links in one slot. */
function slotValues(links: readonly Linked[], slot: Slot, tableScore: (column: ColumnModel) => number): number[] {
  let [score, regret, table, count] = [0, 0, 0, 0];
  for (const link of links) {
    if (!isIn(link, slot)) continue;
    score += link.score;
    regret += link.regret;
    table += tableScore(link.column);
    count += 1;
  }
  return count === 0 ? [1, 0, 1, 0] : [score / count, regret, table / count, Math.min(3, count)];
}

const holdsNone = (ids: ReadonlySet<number>, links: readonly Linked[]): boolean =>
  !links.some(({ column }) => ids.has(column.id));

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
export function linkFeatures(question: AnalyzedQuestion): (candidate: EngineCandidate, rank: number) => Links {
  const { mentions } = question;
  const bestColumn = mentions.columns.map((list) => list.reduce((best, { score }) => Math.max(best, score), 0));
  const strongColumns = idsAbove(mentions.columns, STRONG);
  const strongValues = idsAbove(mentions.values, 0.85);
  const tableScore = (column: ColumnModel): number => mentions.tableScore.get(column.table.id) ?? 0;
  const ofFragment = new Map<Fragment, readonly Linked[]>();
  const linksIn = (fragment: Fragment): readonly Linked[] => {
    let links = ofFragment.get(fragment);
    if (!links) {
      links = linksOf(fragment, question, bestColumn);
      ofFragment.set(fragment, links);
    }
    return links;
  };
  const valuesOf = (path: Path): Float64Array => {
    const links = path.fragments.flatMap(linksIn);
    const select = links.filter((link) => isIn(link, "select"));
    const inFocus = links.filter((link) => link.column.table === question.focus[0]).length;
    return Float64Array.of(
      ...SLOTS.flatMap((slot) => slotValues(links, slot, tableScore)),
      links.reduce((worst, { regret }) => Math.max(worst, regret), 0),
      strongColumns.filter((ids) => holdsNone(ids, links)).length,
      strongValues.filter((ids) => holdsNone(ids, links)).length,
      links.filter((link) => (mentions.columns[link.start]?.length ?? 0) > 2).length,
      new Set(links.map((link) => link.column.table.id)).size,
      links.length === 0 ? 1 : inFocus / links.length,
      select.every((link, i) => i === 0 || link.start >= (select[i - 1]?.start ?? 0)) ? 1 : 0,
      path.skipped.filter((at) => question.tokens[at]?.kind === "number").length,
    );
  };
  const ofPath = new Map<Path, PathLinks>();
  const ofRules = new Map<string, Map<string, number>>();
  const linksOfPath = (path: Path): PathLinks => {
    const known = ofPath.get(path);
    if (known) return known;
    const rules = path.fragments.map((fragment) => fragment.rule).join();
    const bestOfForm = ofRules.get(rules) ?? new Map<string, number>();
    ofRules.set(rules, bestOfForm);
    const found = { values: valuesOf(path), bestOfForm };
    ofPath.set(path, found);
    return found;
  };
  return ({ draft, handScore }, rank) => {
    const { values, bestOfForm } = linksOfPath(draft.path);
    const ahead = bestOfForm.get(draft.form);
    if (ahead === undefined) bestOfForm.set(draft.form, handScore);
    const behind = ahead === undefined ? 0 : Math.max(-3, handScore - ahead);
    return { ofPath: values, ofCandidate: [Math.log1p(rank) / 3, behind] };
  };
}

/** Columns that are clearly meant, place by place. */
function idsAbove(
  lists: readonly (readonly { readonly score: number; readonly column: ColumnModel }[])[],
  least: number,
): ReadonlySet<number>[] {
  return lists.flatMap((list) => {
    const ids = list.filter((mention) => mention.score >= least).map((mention) => mention.column.id);
    return ids.length > 0 ? [new Set(ids)] : [];
  });
}

function linksOf(fragment: Fragment, question: AnalyzedQuestion, bestColumn: readonly number[]): Linked[] {
  return fragment.pieces.flatMap((piece) =>
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
  );
}
