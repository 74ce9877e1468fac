import type { Query } from "@parlance/sql";
import { DENSE_FEATURES } from "../generate/dense-features.ts";
import type { Proposal } from "../generate/propose-candidates.ts";
import type { SchemaModel } from "../schema/schema-model.ts";
import { columnOf } from "../sense/columns.ts";
import { clausesOf, type RoleOf } from "./clauses.ts";
import { delexicalised } from "./delexicalised.ts";
import { hashText } from "./hash.ts";
import { LINK_FEATURES, type Links, linkFeatures } from "./link-features.ts";
import { type Locals, localFeatures } from "./local-features.ts";
import { questionGrams } from "./question-grams.ts";

/** One proposal in the numbers that ranking and training share. */
export interface RankInput {
  /** Hashes of the question's runs of words. */
  readonly grams: Uint32Array;
  readonly rows: readonly RankRow[];
}

/** One candidate. */
export interface RankRow {
  /** In the order of RANK_FEATURES. */
  readonly dense: Float64Array;
  /** Hashes of the query's clauses, to be crossed with the question's runs of words. */
  readonly clauses: Uint32Array;
  readonly locals: Locals;
  readonly query: Query;
}

/** Names of the numbers in a row's `dense`, in order. */
export const RANK_FEATURES: readonly string[] = [...DENSE_FEATURES, ...LINK_FEATURES];

/** One row for each candidate, in their order. */
export function rankInput({ candidates, question }: Proposal): RankInput {
  const linkOf = linkFeatures(question);
  const localsOf = localFeatures(question);
  const roleOf = rolesOf(question.schema);
  return {
    grams: questionGrams(delexicalised(question.tokens, question.mentions)),
    rows: candidates.map((candidate, rank) => ({
      dense: joined(candidate.dense, linkOf(candidate, rank)),
      clauses: hashesOf(clausesOf(candidate.query, roleOf)),
      locals: localsOf(candidate),
      query: candidate.query,
    })),
  };
}

/** Number by number: for a hundred and fifty of them a call of `set` costs more than they do. */
function joined(first: Float64Array, { ofPath, ofCandidate }: Links): Float64Array {
  const all = new Float64Array(RANK_FEATURES.length);
  const dense = first.length;
  for (let i = 0; i < dense; i += 1) all[i] = first[i] ?? 0;
  for (let i = 0; i < ofPath.length; i += 1) all[dense + i] = ofPath[i] ?? 0;
  for (let i = 0; i < ofCandidate.length; i += 1) all[dense + ofPath.length + i] = ofCandidate[i] ?? 0;
  return all;
}

function hashesOf(clauses: readonly string[]): Uint32Array {
  const found = new Uint32Array(clauses.length);
  for (let i = 0; i < clauses.length; i += 1) found[i] = clauseHash(clauses[i] ?? "");
  return found;
}

/** Most clauses are met again in the next candidate and the next question. */
const hashes = new Map<string, number>();
const MAX_HASHES = 20_000;

function clauseHash(clause: string): number {
  const earlier = hashes.get(clause);
  if (earlier !== undefined) return earlier;
  if (hashes.size >= MAX_HASHES) hashes.clear();
  const hash = hashText(clause);
  hashes.set(clause, hash);
  return hash;
}

const rolesOf =
  (schema: SchemaModel): RoleOf =>
  (column) =>
    columnOf(column, schema)?.role;
