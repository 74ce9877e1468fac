import { type Expr, type Predicate, partsOfBlock, type Query, walkQuery } from "@parlance/sql";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Draft } from "../generate/assemble.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf } from "./columns.ts";

/** What was said, the same for all readings. */
export interface Words {
  readonly question: AnalyzedQuestion;
  /** The question's words, in small letters, with blanks around. */
  readonly text: string;
}

/** A reading with what the checks ask of it again and again. */
export interface Inspected extends Words {
  readonly query: Query;
  readonly draft: Draft;
  /** The query and everything nested in it. */
  readonly blocks: readonly Query[];
  /** Columns that are shown as they are. */
  readonly shown: readonly ColumnModel[];
}

export function inspect(query: Query, draft: Draft, question: AnalyzedQuestion): Inspected {
  const shown = query.select.flatMap(({ expr }) => columnOf(expr, question.schema) ?? []);
  return { query, draft, question, blocks: blocksOf(query), shown, text: textOf(question) };
}

export const wordsOf = (question: AnalyzedQuestion): Words => ({ question, text: textOf(question) });

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

/** Every expression of one block, those inside others too. */
export const exprsOf = (block: Query): readonly Expr[] => partsOfBlock(block).exprs;

/** Every predicate of one block, those inside others too. */
export const predicatesOf = (block: Query): readonly Predicate[] => partsOfBlock(block).predicates;
