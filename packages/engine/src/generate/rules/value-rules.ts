import { compare, literal } from "@parlance/sql";
import { NULLS } from "../../lexicon/cues.ts";
import { LIGHT_WORDS, NEGATIONS } from "../../lexicon/function-words.ts";
import type { ColumnMention, ValueMention } from "../../mentions/find-mentions.ts";

import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment } from "../piece.ts";
import { dateRule } from "./date-rules.ts";

import { isChanceCode, negationBefore, valuePredicate } from "./filter-parts.ts";
import { likeRule } from "./like-rules.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tableScore,
  tablesAt,
} from "./rule-context.ts";

const valueEvidence = (mention: ValueMention): Evidence => ({
  start: mention.start,
  end: mention.end,
  role: "value",
  meaning: `${mention.column.name} = ${mention.literal}`,
  score: mention.score,
});

/** "French", "from Oslo", "city is Oslo", "Oslo city" */
export const valueRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of context.mentions.values[at] ?? [])
    if (!isChanceCode(context, mention)) found.push(...valueFragments(context, at, mention, undefined));
  for (const column of columnsAt(context, at)) {
    const isNegatedHere = negationBetween(context, column.end);
    const next = skipNegation(context, column.end);
    for (const mention of context.mentions.values[next] ?? []) {
      if (mention.column === column.column) found.push(...valueFragments(context, at, mention, column, isNegatedHere));
    }
  }
  return found;
};

function skipNegation(context: RuleContext, from: number): number {
  let i = skipFillers(context, from, 5);
  if (NEGATIONS.has(lowAt(context, i)) || lowAt(context, i) === "=" || lowAt(context, i) === ":")
    i = skipFillers(context, i + 1, 3);
  if (["named", "called", "titled", "either", "both"].includes(lowAt(context, i))) i = skipFillers(context, i + 1, 2);
  return i;
}

const negationBetween = (context: RuleContext, from: number): boolean => {
  const i = skipFillers(context, from, 5);
  return NEGATIONS.has(lowAt(context, i)) || lowAt(context, i).endsWith("n't");
};

function valueFragments(
  context: RuleContext,
  at: number,
  mention: ValueMention,
  named: ColumnMention | undefined,
  isNegatedHere = false,
): Fragment[] {
  const isNegated = isNegatedHere || negationBefore(context, at);
  const focus = tableScore(context, mention.column.table);
  const trailing = named
    ? undefined
    : columnsAt(context, mention.end).find((column) => column.column === mention.column);
  const quality = mention.score * (1 + 0.15 * focus) * (mention.column.role === "id" && !named ? 0.8 : 1);
  const label = named ?? trailing;
  return [
    fragment(context, {
      start: at,
      end: trailing?.end ?? mention.end,
      pieces: [{ kind: "where", column: mention.column, predicate: valuePredicate(mention, isNegated), isNegated }],
      evidence: label ? [valueEvidence(mention), columnEvidence(label)] : [valueEvidence(mention)],
      quality: label ? quality * 1.1 : quality,
      bonus: label ? 0.9 : 0.2,
      rule: label ? "named-value" : `value-${mention.how}`,
    }),
  ];
}

/** "not from Oslo", "not late", "except tents": the condition together with the word that turns it round. */
export const negatedRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (!NEGATIONS.has(low) && !low.endsWith("n't")) return [];
  let next = at + 1;
  while (next < at + 4 && next < context.tokens.length && !context.tokens[next]?.isContent) next += 1;
  const isHeld = (piece: Fragment["pieces"][number]): boolean => piece.kind === "where" && piece.isNegated;
  const positions = LIGHT_WORDS.has(lowAt(context, next)) ? [next, skipFillers(context, next + 1)] : [next];
  return positions.flatMap((position) =>
    [
      ...valueRule(context, position),
      ...flagRule(context, position),
      ...likeRule(context, position),
      ...dateRule(context, position),
    ].flatMap((inner) =>
      inner.pieces.some(isHeld)
        ? [
            {
              ...inner,
              start: at,
              score: inner.score + 0.5,
              evidence: [cueEvidence(at, at + 1, "negation", "not"), ...inner.evidence],
            },
          ]
        : [],
    ),
  );
};

/** "whose email is missing", "without an email" */
export const nullRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of columnsAt(context, at)) {
    const cue =
      matchCue(NULLS, context.tokens, mention.end) ??
      matchCue(NULLS, context.tokens, skipFillers(context, mention.end, 2));
    if (cue) found.push(nullFragment(context, at, cue.end, mention, cue.value, 1));
  }
  if (["without", "no", "missing", "lacking", "unknown", "empty", "null"].includes(lowAt(context, at))) {
    for (const mention of columnsAt(context, skipFillers(context, at + 1, 2))) {
      if ((mention.column.profile?.nulls ?? 0) > 0)
        found.push(nullFragment(context, at, mention.end, mention, true, 0.8));
    }
  }
  return found;
};

const nullFragment = (
  context: RuleContext,
  start: number,
  end: number,
  mention: ColumnMention,
  isNull: boolean,
  factor: number,
): Fragment =>
  fragment(context, {
    start,
    end,
    pieces: [
      {
        kind: "where",
        column: mention.column,
        predicate: { kind: "null", left: mention.column.expr, ...(isNull ? {} : { isNegated: true }) },
        isNegated: isNull,
      },
    ],
    evidence: [columnEvidence(mention), cueEvidence(start, end, "operator", isNull ? "is missing" : "is known")],
    quality: columnScore(context, mention) * factor,
    bonus: 0.4,
    rule: "null",
  });

/** "active customers", "is active": a yes/no column as a condition */
export const flagRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    const { column } = mention;
    if (column.type !== "boolean") return [];
    const isNegated = negationBefore(context, at);
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          { kind: "where", column, predicate: compare(column.expr, "=", literal(!isNegated, "boolean")), isNegated },
        ],
        evidence: [columnEvidence(mention)],
        quality: columnScore(context, mention) * 1.05,
        bonus: 0.2,
        rule: "flag",
      }),
    ];
  });

const ABSENT_REACH = 6;
const MAX_VERBS = 2;

/** "without orders", "have no pets", "who never ordered", "not used in taking any photos" */
export const absentRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (!NEGATIONS.has(low) && !low.endsWith("n't")) return [];
  const found: Fragment[] = [];
  let verbs = 0;
  for (let i = at + 1; i <= at + ABSENT_REACH && found.length < MAX_ABSENT; i += 1) {
    const token = context.tokens[i];
    if (token?.kind !== "word") break;
    const isBehindOther = found.length > 0;
    for (const mention of tablesAt(context, i))
      found.push(
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [{ kind: "absent", table: mention.table, isNegated: true }],
          evidence: [cueEvidence(at, at + 1, "negation", "no"), tableEvidence(mention)],
          quality: mention.score,
          bonus: isBehindOther ? -1 : 0.5,
          rule: "absent",
        }),
      );
    if (token.isContent && ++verbs > MAX_VERBS) break;
  }
  return found.length > 0 ? found : neverUsed(context, at);
};

const USES = /^(?:used|ordered|booked|chosen|played|taken|assigned|hired|bought|sold|rented|visited|awarded|shipped)$/;

/** "services that have never been used": no row of a table that points to them, whatever it is called. */
function neverUsed(context: RuleContext, at: number): Fragment[] {
  const verb = skipFillers(context, at + 1, 3);
  const [table] = context.focus;
  if (!USES.test(lowAt(context, verb)) || !table) return [];
  const using = context.schema.tables.filter(
    (other) => other !== table && other.source.foreignKeys.some((key) => key.refTable === table.name),
  );
  return using.slice(0, 3).map((other, rank) =>
    fragment(context, {
      start: at,
      end: verb + 1,
      pieces: [{ kind: "absent", table: other, isNegated: true }],
      evidence: [
        cueEvidence(at, at + 1, "negation", "no"),
        { ...cueEvidence(verb, verb + 1, "table", other.name), score: 0.4, isGuess: true },
      ],
      quality: 0.7 - 0.1 * rank,
      bonus: 0.4,
      rule: "absent",
      assumptions: [`"${lowAt(context, verb)}" is taken to mean a row of ${other.name}`],
    }),
  );
}

const MAX_ABSENT = 6;
