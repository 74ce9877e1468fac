import { LIKES } from "../../lexicon/cues.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { equals, negationBefore } from "./filter-parts.ts";
import {
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  type Rule,
  type RuleContext,
  skipFillers,
} from "./rule-context.ts";

/** "name contains 'ann'", "titles starting with A" */
export const likeRule: Rule = (context, at) => {
  const cue = matchCue(LIKES, context.tokens, at);
  if (cue) {
    const named = columnsAt(context, skipFillers(context, cue.end, 3))[0];
    const start = named ? skipFillers(context, named.end, 2) : skipFillers(context, cue.end, 3);
    const text = context.tokens[start];
    if (!text || text.kind === "sign") return [];
    const columns = named ? [named.column] : likeColumns(context, at);
    return columns.map((column, rank) =>
      likeFragment(context, at, start, column, cue.value, 0.9 - rank * 0.06, named === undefined),
    );
  }
  return columnsAt(context, at).flatMap((mention) => {
    if (mention.column.type !== "text") return [];
    const next = skipFillers(context, mention.end, 4);
    const inner = matchCue(LIKES, context.tokens, next);
    if (!inner) return [];
    const start = skipFillers(context, inner.end, 3);
    const text = context.tokens[start];
    if (!text || text.kind === "sign") return [];
    return [likeFragment(context, at, start, mention.column, inner.value, columnScore(context, mention), false)];
  });
};

function likeFragment(
  context: RuleContext,
  start: number,
  textAt: number,
  column: ColumnModel,
  match: "contains" | "starts" | "ends",
  quality: number,
  isGuess: boolean,
): Fragment {
  const text = context.tokens[textAt]?.text ?? "";
  const isNegated = negationBefore(context, start);
  const evidence = cueEvidence(start, textAt + 1, "value", `${column.name} ${match} ${text}`);
  return fragment(context, {
    start,
    end: textAt + 1,
    pieces: [
      {
        kind: "where",
        column,
        predicate: {
          kind: "like",
          left: column.expr,
          match,
          text: text.replaceAll("%", ""),
          ...(isNegated ? { isNegated } : {}),
        },
        isNegated,
      },
    ],
    evidence: [isGuess ? { ...evidence, score: 0.6 } : evidence],
    quality,
    bonus: 0.5,
    rule: "like",
  });
}

const likeColumns = (context: RuleContext, before: number): ColumnModel[] => {
  const said: ColumnModel[] = [];
  for (let i = before - 1; i >= 0; i -= 1)
    for (const mention of columnsAt(context, i)) if (mention.column.type === "text") said.push(mention.column);
  const names = context.focus.flatMap((table) => table.nameColumns.slice(0, 2));
  return [...new Set([...said, ...names])].slice(0, 5);
};

/** "'ann'" or "named Ann" that no column holds: an equality on a name that was said */
export const unknownTextRule: Rule = (context, at) => {
  const token = context.tokens[at];
  if (token?.kind !== "quoted" || (context.mentions.values[at]?.length ?? 0) > 0) return [];
  const isNegated = negationBefore(context, at);
  return likeColumns(context, at).map((column, rank) =>
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [{ kind: "where", column, predicate: equals(column, token.text, isNegated), isNegated }],
      evidence: [{ ...cueEvidence(at, at + 1, "value", `${column.name} = ${token.text}`), score: 0.5 }],
      quality: 0.6 - rank * 0.05,
      rule: "unknown-text",
      assumptions: [`no stored value equals "${token.text}"`],
    }),
  );
};
