import { LIGHT_WORDS } from "../lexicon/function-words.ts";
import { spreadCost, tableOf } from "./coherence.ts";
import type { Fragment } from "./piece.ts";
import { pieceText } from "./piece-text.ts";
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
  /** What has been drawn on so far. */
  readonly tables: Drawn;
  /** Less what it costs to draw on that many tables: what decides which ways are kept. */
  readonly rank: number;
}

/** Tables drawn on, with what drawing on them at once costs and what they become with those of one more fragment. */
interface Drawn {
  readonly ids: readonly number[];
  readonly cost: number;
  readonly grown: (Drawn | undefined)[];
}

/** A fragment in the numbers that ways are told apart by. */
interface Numbered {
  readonly fragment: Fragment;
  /** The same for fragments of the same pieces. */
  readonly identity: number;
  readonly tables: readonly number[];
  /** The same for fragments that draw on the same tables. */
  readonly drawing: number;
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
  // Nothing is ever read from there, and asking every rule costs as much as for a word.
  if (context.tokens[at]?.low === "?") return [];
  const found: Fragment[] = [];
  for (const rule of RULES) for (const fragment of rule(context, at)) found.push(fragment);
  return found.sort((a, b) => b.score - a.score || b.end - a.end).slice(0, MAX_FRAGMENTS_PER_START);
}

/** The best paths through the question, best first. */
export function bestPaths(context: RuleContext, keep: number): Path[] {
  const count = context.tokens.length;
  const { fragments, identities } = numberedFragments(context);
  const keyOf = pairNumbering(identities + 1);
  const columns = Array.from({ length: count + 1 }, () => new Column());
  const nothing: Drawn = { ids: [], cost: 0, grown: [] };
  columns[0]?.add({
    score: 0,
    fragment: undefined,
    skipped: undefined,
    before: undefined,
    key: 0,
    tables: nothing,
    rank: 0,
  });
  for (let at = 0; at < count; at += 1) {
    const steps = columns[at]?.best(BEAM) ?? [];
    const next = columns[at + 1];
    const penalty = skipPenalty(context, at);
    const skipped = penalty >= SKIP_CONTENT ? at : undefined;
    for (const before of steps) {
      const { key, tables, rank } = before;
      const score = before.score - penalty;
      if (next?.wants(key, score))
        next.add({ score, fragment: undefined, skipped, before, key, tables, rank: rank - penalty });
      for (const numbered of fragments[at] ?? []) {
        const { fragment } = numbered;
        const key = keyOf(before.key, numbered.identity);
        const score = before.score + fragment.score;
        const column = columns[fragment.end];
        if (!column?.wants(key, score)) continue;
        const tables = grown(before.tables, numbered, context);
        column.add({ score, fragment, skipped: undefined, before, key, tables, rank: score - tables.cost });
      }
    }
  }
  return (columns[count]?.best(keep) ?? []).map(unwind);
}

/** The ways that end at one word: of those to the same pieces the best. */
class Column {
  private readonly steps: Step[] = [];
  private readonly places = new Map<number, number>();

  wants(key: number, score: number): boolean {
    const place = this.places.get(key);
    return place === undefined || (this.steps[place]?.score ?? 0) < score;
  }

  /** To be called with what is wanted. */
  add(step: Step): void {
    const place = this.places.get(step.key);
    if (place === undefined) {
      this.places.set(step.key, this.steps.length);
      this.steps.push(step);
    } else this.steps[place] = step;
  }

  /** By rank, the first met first among equals. */
  best(keep: number): readonly Step[] {
    const { steps } = this;
    if (steps.length <= keep) return steps.sort((a, b) => b.rank - a.rank);
    const ranks = new Float64Array(steps.length);
    for (let i = 0; i < steps.length; i += 1) ranks[i] = steps[i]?.rank ?? 0;
    const least = ranks.sort()[steps.length - keep] ?? 0;
    const kept: Step[] = [];
    for (const step of steps) if (step.rank >= least) kept.push(step);
    return kept.sort((a, b) => b.rank - a.rank).slice(0, keep);
  }
}

function numberedFragments(context: RuleContext): { fragments: readonly Numbered[][]; identities: number } {
  const identityOf = numbering();
  const drawingOf = numbering();
  let identities = 0;
  const fragments = context.tokens.map((_, at) =>
    fragmentsAt(context, at).map((fragment): Numbered => {
      const tables = fragment.pieces.flatMap((piece) => tableOf(piece)?.id ?? []);
      const own = identityOf(identity(fragment));
      identities = Math.max(identities, own);
      return { fragment, identity: own, tables, drawing: drawingOf(tables.join()) };
    }),
  );
  return { fragments, identities };
}

function grown(known: Drawn, { drawing, tables }: Numbered, { schema }: RuleContext): Drawn {
  const earlier = known.grown[drawing];
  if (earlier) return earlier;
  const ids = union(known.ids, tables);
  const found = ids === known.ids ? known : { ids, cost: spreadCost(ids, schema), grown: [] };
  known.grown[drawing] = found;
  return found;
}

/** A number for what has been read and what is read next: the same pair, the same number. */
function pairNumbering(width: number): (left: number, right: number) => number {
  const numbers = new Map<number, number>();
  return (left, right) => {
    const pair = left * width + right;
    const known = numbers.get(pair);
    if (known !== undefined) return known;
    numbers.set(pair, numbers.size + 1);
    return numbers.size;
  };
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

const identity = (fragment: Fragment): string => fragment.pieces.map(pieceText).join("|");

function skipPenalty(context: RuleContext, at: number): number {
  const token = context.tokens[at];
  if (!token || token.kind === "sign") return 0;
  if (token.kind === "number" || token.kind === "quoted") return 1.5;
  if (token.isContent && LIGHT_WORDS.has(token.low)) return SKIP_LIGHT;
  if (token.isContent) return SKIP_CONTENT;
  return SHAPING.has(token.low) ? SKIP_CUE : 0;
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
