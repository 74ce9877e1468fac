import { type CompareOp, compare, literal, numberLiteral, type Predicate, textLiteral } from "@parlance/sql";
import type { DateMention } from "../../dates/find-dates.ts";
import { AGGREGATES, LIKES, NULLS, OPERATORS_AFTER, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { LIGHT_WORDS, NEGATIONS } from "../../lexicon/function-words.ts";
import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnMention, ValueMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { stem } from "../../text/stem.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment } from "../piece.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  gradedColumns,
  guessEvidence,
  lowAt,
  measuresInFocus,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tableScore,
  tablesAt,
} from "./rule-context.ts";

const NEGATED: Record<CompareOp, CompareOp> = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** A stored value as the column's type needs it: codes such as 007 stay text, numbers stay numbers. */
export function literalFor(column: ColumnModel, value: string | number) {
  return column.type === "number" && /^-?\d+(\.\d+)?$/.test(String(value))
    ? numberLiteral(Number(value))
    : textLiteral(String(value));
}

const equals = (column: ColumnModel, value: string | number, isNegated: boolean): Predicate =>
  compare(column.expr, isNegated ? "!=" : "=", literalFor(column, value));

interface Comparison {
  readonly op: CompareOp;
  readonly value: number;
  readonly second?: number;
  readonly end: number;
  /** False for a bare number, which only equals. */
  readonly hasCue: boolean;
}

const UNITS = new Set(
  "years year old dollars dollar usd euros euro pounds kg kilograms km kilometers kilometres meters metres miles feet minutes minute hours hour seconds second days day weeks months month points percent % cm mm inches tons times lbs mph $ € square people persons".split(
    " ",
  ),
);

/** "more than 5", "5 or more", "between 5 and 10", "5" at this position */
function comparisonAt(context: RuleContext, at: number): Comparison | undefined {
  let i = at;
  let isNegated = false;
  if (["not", "no"].includes(lowAt(context, i)) && !matchCue(OPERATORS_BEFORE, context.tokens, i)) {
    isNegated = true;
    i += 1;
  }
  if (["between", "from"].includes(lowAt(context, i))) return rangeAt(context, i, isNegated);
  const before = matchCue(OPERATORS_BEFORE, context.tokens, i);
  const start = before ? skipFillers(context, before.end, 3) : i;
  const number = context.tokens[start]?.number;
  if (number === undefined) return undefined;
  const after = matchCue(OPERATORS_AFTER, context.tokens, start + 1);
  const afterUnit = after ? undefined : matchCue(OPERATORS_AFTER, context.tokens, start + 2);
  const op = before?.value ?? after?.value ?? afterUnit?.value ?? "=";
  const end = before ? start + 1 : (after?.end ?? afterUnit?.end ?? start + 1);
  return {
    op: isNegated ? NEGATED[op] : op,
    value: number,
    end,
    hasCue: before !== undefined || after !== undefined || afterUnit !== undefined,
  };
}

function rangeAt(context: RuleContext, at: number, isNegated: boolean): Comparison | undefined {
  const low = context.tokens[at + 1]?.number;
  if (low === undefined) return undefined;
  let link = at + 2;
  if (UNITS.has(lowAt(context, link))) link += 1;
  if (!["and", "to", "-"].includes(lowAt(context, link))) return undefined;
  const high = context.tokens[link + 1]?.number;
  return high === undefined || isNegated
    ? undefined
    : { op: ">=", value: low, second: high, end: link + 2, hasCue: true };
}

const comparisonPredicate = (column: ColumnModel, comparison: Comparison): Predicate =>
  comparison.second === undefined
    ? compare(column.expr, comparison.op, literalFor(column, comparison.value))
    : {
        kind: "between",
        left: column.expr,
        low: literalFor(column, comparison.value),
        high: literalFor(column, comparison.second),
      };

const comparisonMeaning = (comparison: Comparison): string =>
  comparison.second === undefined
    ? `${comparison.op} ${comparison.value}`
    : `${comparison.value} to ${comparison.second}`;

const skipUnit = (context: RuleContext, at: number): number => {
  let i = at;
  while (i < at + 2 && UNITS.has(lowAt(context, i))) i += 1;
  return i;
};

/** "age is greater than 30", "year 2014", "salary between 1 and 5" */
export const columnComparisonRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    if (mention.column.type === "boolean" || mention.column.type === "other") return [];
    const next = skipFillers(context, mention.end, 5);
    const comparison = comparisonAt(context, next);
    if (!comparison) return [];
    const isNumeric = mention.column.type === "number";
    const isKey =
      mention.column.role === "id" && (comparison.hasCue || mention.level === "part" || mention.level === "trimmed");
    if (isKey && comparison.op !== "=") return [];
    const isPlausible = isNumeric || (comparison.op === "=" && mention.column.type === "text");
    if (!isPlausible) return [];
    const end = skipUnit(context, comparison.end);
    const evidence: Evidence[] = [
      columnEvidence(mention),
      cueEvidence(next, comparison.end, "number", comparisonMeaning(comparison)),
    ];
    return [
      fragment(context, {
        start: at,
        end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: comparisonPredicate(mention.column, comparison),
            isNegated: comparison.op === "!=",
          },
        ],
        evidence,
        quality: columnScore(context, mention) * (isNumeric ? 1.05 : 0.6) * (comparison.hasCue ? 1 : 0.9),
        bonus: comparison.hasCue ? 0.9 : 0.2,
        rule: comparison.hasCue ? "column-comparison" : "column-number",
      }),
    ];
  });

/** "more than 10 employees", "over 50 points": the column stands behind the number */
export const comparisonColumnRule: Rule = (context, at) => {
  const comparison = comparisonAt(context, at);
  if (!comparison?.hasCue) return [];
  const next = skipFillers(context, comparison.end, 3);
  return columnsAt(context, next)
    .filter((mention) => mention.column.type === "number" && mention.column.role !== "id")
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "where",
            column: mention.column,
            predicate: comparisonPredicate(mention.column, comparison),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison)), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.4,
        rule: "comparison-column",
      }),
    );
};

/** "more than 3 concerts": rows of another table are counted */
export const countComparisonRule: Rule = (context, at) => {
  const comparison = comparisonAt(context, at);
  if (!comparison || comparison.second !== undefined) return [];
  const next = skipFillers(context, comparison.end, 3);
  const evidence = cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison));
  const found: Fragment[] = tablesAt(context, next).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: [{ kind: "countWhere", table: mention.table, op: comparison.op, value: comparison.value }],
      evidence: [evidence, tableEvidence(mention)],
      quality: mention.score * (comparison.hasCue ? 1.1 : 0.8),
      bonus: comparison.hasCue ? 0.4 : 0,
      rule: "count-comparison",
    }),
  );
  if (comparison.hasCue) {
    const times = ["times", "time"].includes(lowAt(context, next)) ? next + 1 : comparison.end;
    found.push(
      fragment(context, {
        start: at,
        end: times,
        pieces: [{ kind: "countWhere", table: undefined, op: comparison.op, value: comparison.value }],
        evidence: [evidence],
        quality: times > comparison.end ? 0.9 : 0.3,
        rule: "count-comparison-rows",
      }),
    );
  }
  return found;
};

/** "older than 30", "more expensive than 100" */
export const adjectiveComparisonRule: Rule = (context, at) => {
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  if (!adjective || lowAt(context, adjective.end) !== "than") return [];
  const start = skipFillers(context, adjective.end + 1, 3);
  const number = context.tokens[start]?.number;
  if (number === undefined) return [];
  const end = skipUnit(context, start + 1);
  return adjective.value.flatMap((gradable) =>
    gradedColumns(context, gradable)
      .filter(({ column, isReversed }) => column.type === "number" && !isReversed)
      .map(({ column, score }) =>
        fragment(context, {
          start: at,
          end,
          pieces: [
            {
              kind: "where",
              column,
              predicate: compare(column.expr, gradable.direction === "up" ? ">" : "<", numberLiteral(number)),
              isNegated: false,
            },
          ],
          evidence: [
            {
              ...cueEvidence(
                at,
                adjective.end + 1,
                "operator",
                `${column.name} ${gradable.direction === "up" ? ">" : "<"} ${number}`,
              ),
              score,
            },
            cueEvidence(start, end, "number", String(number)),
          ],
          quality: score * 1.2,
          bonus: 0.4,
          rule: "adjective-comparison",
        }),
      ),
  );
};

/** "more than 100" with no word for what: a measure in focus is taken and the choice is stated */
export const bareComparisonRule: Rule = (context, at) => {
  const comparison = comparisonAt(context, at);
  if (!comparison?.hasCue) return [];
  return measuresInFocus(context).map((column, rank) =>
    fragment(context, {
      start: at,
      end: skipUnit(context, comparison.end),
      pieces: [{ kind: "where", column, predicate: comparisonPredicate(column, comparison), isNegated: false }],
      evidence: [
        cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison)),
        guessEvidence(at, column, "column"),
      ],
      quality: 0.4 - rank * 0.05,
      rule: "bare-comparison",
      assumptions: [`${comparisonMeaning(comparison)} is taken of ${column.name}`],
    }),
  );
};

/** "average age is above 30", "total sales over 1000": a group's figure is compared */
export const aggregateComparisonRule: Rule = (context, at) => {
  const cue = matchCue(AGGREGATES, context.tokens, at);
  if (!cue) return [];
  return columnsAt(context, skipFillers(context, cue.end)).flatMap((mention) => {
    const next = skipFillers(context, mention.end, 5);
    const comparison = comparisonAt(context, next);
    if (
      !comparison?.hasCue ||
      comparison.second !== undefined ||
      mention.column.type !== "number" ||
      mention.column.role === "id"
    )
      return [];
    return [
      fragment(context, {
        start: at,
        end: skipUnit(context, comparison.end),
        pieces: [
          { kind: "aggregateWhere", fn: cue.value, column: mention.column, op: comparison.op, value: comparison.value },
        ],
        evidence: [
          cueEvidence(at, cue.end, "aggregate", cue.value),
          columnEvidence(mention),
          cueEvidence(next, comparison.end, "number", comparisonMeaning(comparison)),
        ],
        quality: columnScore(context, mention) * 1.1,
        bonus: 1.1,
        rule: "aggregate-comparison",
      }),
    ];
  });
};

const AVERAGE = new Map<string, "avg">([
  ["average", "avg"],
  ["mean", "avg"],
  ["avg", "avg"],
]);

/** "salary above the average", "higher than the average salary", "older than average" */
export const averageComparisonRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of columnsAt(context, at)) {
    const next = skipFillers(context, mention.end, 4);
    const cue = matchCue(OPERATORS_BEFORE, context.tokens, next);
    const average = cue && averageAfter(context, cue.end);
    if (cue && average && mention.column.type === "number")
      found.push(versusAverage(context, at, average.end, mention, cue.value));
  }
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  const average = cue && averageAfter(context, cue.end);
  if (cue && average) {
    for (const mention of columnsAt(context, average.next))
      if (mention.column.type === "number" && mention.column.role !== "id")
        found.push(versusAverage(context, at, mention.end, mention, cue.value));
  }
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  const than =
    adjective && lowAt(context, adjective.end) === "than" ? averageAfter(context, adjective.end + 1) : undefined;
  if (!adjective || !than) return found;
  for (const gradable of adjective.value) {
    for (const { column, isReversed, score } of gradedColumns(context, gradable)) {
      if (column.type !== "number") continue;
      const op = (gradable.direction === "up") !== isReversed ? ">" : "<";
      found.push(
        fragment(context, {
          start: at,
          end: than.end,
          pieces: [{ kind: "versusAverage", column, op, fn: "avg" }],
          evidence: [{ ...cueEvidence(at, than.end, "operator", `${column.name} ${op} average`), score }],
          quality: score * 1.1,
          bonus: 0.5,
          rule: "versus-average",
        }),
      );
    }
  }
  return found;
};

function averageAfter(context: RuleContext, at: number): { readonly end: number; readonly next: number } | undefined {
  const start = skipFillers(context, at, 4);
  const cue = matchCue(AVERAGE, context.tokens, start);
  if (!cue) return undefined;
  const next = skipFillers(context, cue.end, 4);
  const own = columnsAt(context, next)[0];
  return { end: own ? own.end : cue.end, next };
}

const versusAverage = (
  context: RuleContext,
  start: number,
  end: number,
  mention: ColumnMention,
  op: CompareOp,
): Fragment =>
  fragment(context, {
    start,
    end,
    pieces: [{ kind: "versusAverage", column: mention.column, op, fn: "avg" }],
    evidence: [cueEvidence(start, end, "operator", `${op} average`), columnEvidence(mention)],
    quality: columnScore(context, mention) * 1.05,
    bonus: 0.8,
    rule: "versus-average",
  });

/** True when a negation word governs the phrase that starts here. */
function negationBefore(context: RuleContext, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i -= 1) {
    const low = lowAt(context, i);
    if (NEGATIONS.has(low) || low.endsWith("n't")) return true;
    if (low === "than" && lowAt(context, i - 1) === "other") return true;
    if (context.tokens[i]?.isContent) return false;
  }
  return false;
}

const valueEvidence = (mention: ValueMention): Evidence => ({
  start: mention.start,
  end: mention.end,
  role: "value",
  meaning: `${mention.column.name} = ${mention.literal}`,
  score: mention.score,
});

function valuePredicate(mention: ValueMention, isNegated: boolean): Predicate {
  return mention.how === "word"
    ? {
        kind: "like",
        left: mention.column.expr,
        match: "contains",
        text: mention.literal,
        ...(isNegated ? { isNegated } : {}),
      }
    : equals(mention.column, mention.literal, isNegated);
}

/** "French", "from Oslo", "city is Oslo", "Oslo city" */
export const valueRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of context.mentions.values[at] ?? [])
    found.push(...valueFragments(context, at, mention, undefined));
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

const OPPOSITE = /^(?:in|un|non|dis|im)-?(?=\p{L}{3})/u;

/** "inactive", "unpaid": the opposite of what a yes/no column says */
export const oppositeFlagRule: Rule = (context, at) => {
  const token = context.tokens[at];
  const base = token && OPPOSITE.test(token.low) ? stem(token.low.replace(OPPOSITE, "")) : undefined;
  if (!token || base === undefined) return [];
  return context.focus.flatMap((table) =>
    table.columns
      .filter((column) => column.type === "boolean" && column.stems.includes(base))
      .map((column) =>
        fragment(context, {
          start: at,
          end: at + 1,
          pieces: [
            { kind: "where", column, predicate: compare(column.expr, "=", literal(false, "boolean")), isNegated: true },
          ],
          evidence: [{ ...cueEvidence(at, at + 1, "value", `not ${column.name}`), score: 0.95 }],
          quality: 1.3,
          bonus: 0.3,
          rule: "flag",
        }),
      ),
  );
};

/** "in 2024", "since March", "born before 1980" */
export const dateRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  for (const mention of context.dates) {
    if (mention.start === at)
      found.push(
        ...dateColumns(context, at).map(({ column, score, isGuess }) =>
          dateFragment(context, at, mention, column, score, isGuess),
        ),
      );
    for (const named of columnsAt(context, at)) {
      const gap = skipFillers(context, named.end, 4);
      if (gap !== mention.start && named.end !== mention.start) continue;
      if (dateFit(named.column) > 0)
        found.push({
          ...dateFragment(context, at, mention, named.column, columnScore(context, named), false),
          evidence: [columnEvidence(named), dateEvidence(mention, named.column)],
        });
    }
  }
  return found;
};

function dateFit(column: ColumnModel): number {
  if (column.type === "date") return 1;
  if (column.role === "year") return 0.95;
  if (
    column.type === "text" &&
    column.words.some((word) => ["date", "year", "time", "day", "dob", "birthday"].includes(word))
  )
    return 0.6;
  return 0;
}

/** Date columns that a stretch of time may be about: those of tables in focus first, named ones most. */
function dateColumns(context: RuleContext, at: number): { column: ColumnModel; score: number; isGuess: boolean }[] {
  const said = new Set<number>();
  for (let i = Math.max(0, at - 6); i < at; i += 1)
    for (const mention of columnsAt(context, i)) said.add(mention.column.id);
  const words = new Set(context.tokens.map((token) => token.stem));
  return context.schema.columns
    .filter(
      (column) => dateFit(column) > 0 && (column.table.source.kind !== "view" || context.schema.tables.length === 1),
    )
    .map((column) => {
      const verb = column.stems.some((word) => word !== "dat" && word !== "tim" && words.has(word)) ? 0.3 : 0;
      const focus = tableScore(context, column.table);
      const isOnly = column.table.columns.filter((other) => dateFit(other) > 0).length === 1 ? 0.1 : 0;
      return {
        column,
        score: 0.45 * dateFit(column) + 0.35 * focus + verb + isOnly + (said.has(column.id) ? 0.2 : 0),
        isGuess: verb === 0 && isOnly === 0,
      };
    })
    .sort((a, b) => b.score - a.score || a.column.id - b.column.id)
    .slice(0, 6);
}

const dateEvidence = (mention: DateMention, column: ColumnModel): Evidence => ({
  start: mention.start,
  end: mention.end,
  role: "date",
  meaning: `${column.name}: ${mention.meaning}`,
  score: 0.9,
});

function datePredicate(column: ColumnModel, mention: DateMention): Predicate {
  if (column.type === "date") {
    return {
      kind: "dateRange",
      left: column.expr,
      ...(mention.from === undefined ? {} : { from: mention.from }),
      ...(mention.to === undefined ? {} : { to: mention.to }),
    };
  }
  const yearOf = (iso: string): number => Number(iso.slice(0, 4));
  if (column.type === "number") {
    if (mention.year !== undefined) return compare(column.expr, mention.op ?? "=", numberLiteral(mention.year));
    const low = mention.from === undefined ? undefined : numberLiteral(yearOf(mention.from));
    const high =
      mention.to === undefined
        ? undefined
        : numberLiteral(yearOf(mention.to) - (mention.to.endsWith("-01-01") ? 1 : 0));
    if (low && high)
      return low.value === high.value
        ? compare(column.expr, "=", low)
        : { kind: "between", left: column.expr, low, high };
    return low ? compare(column.expr, ">=", low) : compare(column.expr, "<=", high ?? numberLiteral(0));
  }
  return mention.year !== undefined && mention.op === undefined
    ? { kind: "like", left: column.expr, match: "contains", text: String(mention.year) }
    : {
        kind: "dateRange",
        left: column.expr,
        ...(mention.from === undefined ? {} : { from: mention.from }),
        ...(mention.to === undefined ? {} : { to: mention.to }),
      };
}

function dateFragment(
  context: RuleContext,
  start: number,
  mention: DateMention,
  column: ColumnModel,
  score: number,
  isGuess: boolean,
): Fragment {
  const relative = mention.isRelative
    ? [
        `${context.tokens
          .slice(mention.start, mention.end)
          .map((token) => token.text)
          .join(" ")} means ${mention.meaning}`,
      ]
    : [];
  const guess = isGuess ? [`the time is taken of ${column.name}`] : [];
  return fragment(context, {
    start,
    end: mention.end,
    pieces: [
      { kind: "where", column, predicate: datePredicate(column, mention), isNegated: negationBefore(context, start) },
    ],
    evidence: [dateEvidence(mention, column)],
    quality: score,
    bonus: 0.6,
    rule: "date",
    assumptions: [...relative, ...guess],
  });
}

/** "without orders", "have no pets", "who never ordered", "not in any concert" */
export const absentRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (!NEGATIONS.has(low) && !low.endsWith("n't")) return [];
  let next = at + 1;
  while (next < at + 7 && !(tablesAt(context, next).length > 0) && !context.tokens[next]?.isContent) next += 1;
  const isVerb = tablesAt(context, next).length === 0 && context.tokens[next]?.kind === "word";
  const positions = isVerb ? [next, skipFillers(context, next + 1, 4)] : [next];
  return positions.flatMap((position) =>
    tablesAt(context, position).map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "absent", table: mention.table, isNegated: true }],
        evidence: [cueEvidence(at, at + 1, "negation", "no"), tableEvidence(mention)],
        quality: mention.score,
        bonus: 0.5,
        rule: "absent",
      }),
    ),
  );
};
