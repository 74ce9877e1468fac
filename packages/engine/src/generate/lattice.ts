import { LIGHT_WORDS } from "../lexicon/function-words.ts";
import { spreadCost, tableOf } from "./coherence.ts";
import type { Fragment } from "./piece.ts";
import { RULES } from "./rules/all-rules.ts";
import type { RuleContext } from "./rules/rule-context.ts";

/** One way through the question: fragments in order, with the words that none of them uses. */
export interface Path {
  readonly fragments: readonly Fragment[];
  readonly skipped: readonly number[];
  readonly score: number;
}

interface Step {
  readonly score: number;
  readonly fragment: Fragment | undefined;
  readonly skipped: number | undefined;
  readonly before: Step | undefined;
  /** Identity of the pieces so far: two ways to the same pieces count once. */
  readonly key: number;
  /** Ids of the tables drawn on so far. */
  readonly tables: readonly number[];
  /** Less what it costs to draw on that many tables: what decides which ways are kept. */
  readonly rank: number;
}

/** Ways kept at each word. Wide enough that the right one is rarely lost, narrow enough for milliseconds. */
const BEAM = 48;
const MAX_FRAGMENTS_PER_START = 40;
const SKIP_CONTENT = 1;
const SKIP_CUE = 0.35;
const SKIP_LIGHT = 0.3;

/** Words that carry no content yet shape the query; leaving them out costs a little. */
const SHAPING = new Set(
  "most least more fewer less than each every per both either or not no never without all only many by".split(" "),
);

export function fragmentsAt(context: RuleContext, at: number): Fragment[] {
  const found = RULES.flatMap((rule) => rule(context, at));
  return found.sort((a, b) => b.score - a.score || b.end - a.end).slice(0, MAX_FRAGMENTS_PER_START);
}

/** The best paths through the question, best first. */
export function bestPaths(context: RuleContext, keep: number): Path[] {
  const count = context.tokens.length;
  const keyOf = numbering();
  const columns: Step[][] = Array.from({ length: count + 1 }, () => []);
  columns[0]?.push({
    score: 0,
    fragment: undefined,
    skipped: undefined,
    before: undefined,
    key: 0,
    tables: [],
    rank: 0,
  });
  for (let at = 0; at < count; at += 1) {
    const steps = prune(columns[at] ?? [], BEAM);
    columns[at] = steps;
    const fragments = fragmentsAt(context, at).map((fragment) => ({
      fragment,
      key: keyOf(identity(fragment)),
      tables: fragment.pieces.flatMap((piece) => tableOf(piece)?.id ?? []),
    }));
    const penalty = skipPenalty(context, at);
    for (const step of steps) {
      columns[at + 1]?.push({
        score: step.score - penalty,
        fragment: undefined,
        skipped: penalty >= SKIP_CONTENT ? at : undefined,
        before: step,
        key: step.key,
        tables: step.tables,
        rank: step.rank - penalty,
      });
      for (const { fragment, key, tables: drawn } of fragments) {
        const tables = union(step.tables, drawn);
        const score = step.score + fragment.score;
        columns[fragment.end]?.push({
          score,
          tables,
          rank: score - spreadCost(tables, context.schema),
          fragment,
          skipped: undefined,
          before: step,
          key: keyOf(`${step.key}/${key}`),
        });
      }
    }
  }
  return prune(columns[count] ?? [], keep).map(unwind);
}

/** Short numbers for long texts: the same text, the same number. */
function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size + 1);
    return numbers.size;
  };
}

/** Models are named, not spelled out: a column and a table are told apart by their place in the key. */
const identity = (fragment: Fragment): string =>
  JSON.stringify(fragment.pieces, (_, value: unknown) =>
    value !== null && typeof value === "object" && "source" in value && "id" in value ? value.id : value,
  );

function skipPenalty(context: RuleContext, at: number): number {
  const token = context.tokens[at];
  if (!token || token.kind === "sign") return 0;
  if (token.kind === "number" || token.kind === "quoted") return 1.5;
  if (token.isContent && LIGHT_WORDS.has(token.low)) return SKIP_LIGHT;
  if (token.isContent) return SKIP_CONTENT;
  return SHAPING.has(token.low) ? SKIP_CUE : 0;
}

function prune(steps: readonly Step[], keep: number): Step[] {
  const best = new Map<number, Step>();
  for (const step of steps) {
    const known = best.get(step.key);
    if (!known || known.score < step.score) best.set(step.key, step);
  }
  return [...best.values()].sort((a, b) => b.rank - a.rank).slice(0, keep);
}

const union = (known: readonly number[], more: readonly number[]): readonly number[] =>
  more.every((id) => known.includes(id)) ? known : [...new Set([...known, ...more])];

function unwind(last: Step): Path {
  const fragments: Fragment[] = [];
  const skipped: number[] = [];
  for (let step: Step | undefined = last; step; step = step.before) {
    if (step.fragment) fragments.unshift(step.fragment);
    if (step.skipped !== undefined) skipped.unshift(step.skipped);
  }
  return { fragments, skipped, score: last.score };
}
