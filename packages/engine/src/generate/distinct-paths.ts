import { BriefMemory } from "@parlance/sql";
import { tableOf } from "./coherence.ts";
import type { Path } from "./lattice.ts";
import { type Parts, partsOf } from "./parts.ts";
import type { Fragment } from "./piece.ts";
import { pieceText } from "./piece-text.ts";
import { lowAt, type RuleContext } from "./rules/rule-context.ts";
import { subjectOf } from "./subject.ts";

/** What a fragment brings to a query, apart from things that are only named. */
interface Yield {
  readonly pieces: readonly { readonly key: string; readonly isShown: boolean }[];
  readonly tables: readonly number[];
}

const known = new BriefMemory<Fragment, Yield>();

function yieldOf(fragment: Fragment): Yield {
  const earlier = known.get(fragment);
  if (earlier) return earlier;
  const kept = fragment.pieces.filter((piece) => piece.kind !== "entity");
  const found: Yield = {
    pieces: kept.map((piece) => ({ key: pieceText(piece), isShown: piece.kind === "project" })),
    tables: kept.flatMap((piece) => tableOf(piece)?.id ?? []),
  };
  known.set(fragment, found);
  return found;
}

/**
 * Paths that differ only in where, or how often, a thing is named whose columns are used anyway make the same queries;
 * the best of each such kind is kept, so that there is room for others.
 */
export function distinctPaths(paths: readonly Path[], context: RuleContext, keep: number): Path[] {
  const seen = new Set<string>();
  const kept: Path[] = [];
  for (const path of paths) {
    if (kept.length === keep) break;
    const mark = markOf(path, context);
    if (seen.has(mark)) continue;
    seen.add(mark);
    kept.push(path);
  }
  return kept;
}

function markOf(path: Path, context: RuleContext): string {
  const parts = partsOf(path);
  const yields = path.fragments.map(yieldOf);
  const keys: string[] = [];
  for (const { key, isShown } of yields.flatMap((entry) => entry.pieces))
    if (!isShown || !keys.includes(key)) keys.push(key);
  const used = new Set(yields.flatMap((entry) => entry.tables));
  const named = parts.of("entity").map((piece) => piece.table.id);
  const idle = [...new Set(named.filter((id) => !used.has(id)))].sort((a, b) => a - b);
  const subject = subjectOf(parts, context);
  return `${subject?.id ?? ""};${idle.join()};${named.length > 0};${linkBehindSubject(parts, context, subject?.id)};${keys.join("|")}`;
}

/** "customers and their cities" shows the customers too. */
function linkBehindSubject(parts: Parts, context: RuleContext, subject: number | undefined): string {
  const lead = parts.of("entity")[0];
  const shown = parts.of("project")[0];
  return lead && shown && lead.table.id === subject && lead.start < shown.start ? lowAt(context, lead.end) : "";
}
