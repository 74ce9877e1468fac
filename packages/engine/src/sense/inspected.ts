import { blockExprs, type Expr, type Predicate, type Query, walkPredicate, walkQuery } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Draft } from "../generate/assemble.ts";

/** A reading with what the checks ask of it again and again. */
export interface Inspected {
  readonly query: Query;
  readonly draft: Draft;
  readonly question: AnalyzedQuestion;
  /** The query and everything nested in it. */
  readonly blocks: readonly Query[];
  /** The question's words, in small letters, with blanks around. */
  readonly text: string;
}

export function inspect(query: Query, draft: Draft, question: AnalyzedQuestion): Inspected {
  return { query, draft, question, blocks: blocksOf(query), text: textOf(question) };
}

const texts = new WeakMap<AnalyzedQuestion, string>();

function textOf(question: AnalyzedQuestion): string {
  const earlier = texts.get(question);
  if (earlier !== undefined) return earlier;
  const text = ` ${question.tokens.map((token) => token.low).join(" ")} `;
  texts.set(question, text);
  return text;
}

function blocksOf(query: Query): Query[] {
  const blocks: Query[] = [];
  walkQuery(query, (block) => blocks.push(block));
  return blocks;
}

const known = new WeakMap<Query, Expr[]>();

/** Every check asks for these, so they are found once. */
export function exprsOf(block: Query): readonly Expr[] {
  const earlier = known.get(block);
  if (earlier) return earlier;
  const found: Expr[] = [];
  blockExprs(block, (expr) => found.push(expr));
  known.set(block, found);
  return found;
}

const knownPredicates = new WeakMap<Query, Predicate[]>();

export const predicatesOf = (block: Query): readonly Predicate[] => {
  const earlier = knownPredicates.get(block);
  if (earlier) return earlier;
  const found: Predicate[] = [];
  for (const predicate of [block.where, block.having])
    if (predicate)
      walkPredicate(
        predicate,
        () => undefined,
        (inner) => found.push(inner),
      );
  knownPredicates.set(block, found);
  return found;
};
