import { AGGREGATES, COUNTS, DIRECTIONS, EXTREMES, ORDER_VERBS } from "../../lexicon/cues.ts";
import { LIGHT_WORDS } from "../../lexicon/function-words.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment, Measure } from "../piece.ts";
import { countedThingsAt } from "./counted-things.ts";
import { amountBelow } from "./joined-sum-rules.ts";
import { countsDownwards } from "./place-rules.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  measuresInFocus,
  ordinalAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

export interface MeasureReading {
  readonly by: Measure;
  readonly end: number;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** What stands here as something to rank by: a column, an aggregate of one, a number of rows. */
export function measuresAt(context: RuleContext, at: number): MeasureReading[] {
  const found: MeasureReading[] = [];
  const start = skipFillers(context, at);
  for (const mention of columnsAt(context, start)) {
    found.push({
      by: { kind: "column", column: mention.column },
      end: mention.end,
      score: columnScore(context, mention),
      evidence: [columnEvidence(mention)],
    });
  }
  const count = matchCue(COUNTS, context.tokens, start);
  if (count) {
    const filled = skipFillers(context, count.end);
    const next =
      LIGHT_WORDS.has(lowAt(context, filled)) && tablesAt(context, filled).length === 0 ? filled + 1 : filled;
    const cue = cueEvidence(start, count.end, "aggregate", "count");
    for (const mention of tablesAt(context, next)) {
      found.push({
        by: { kind: "count", table: mention.table },
        end: mention.end,
        score: mention.score * 1.1,
        evidence: [cue, tableEvidence(mention)],
      });
    }
    for (const mention of columnsAt(context, next)) {
      if (mention.column.type === "number")
        found.push({
          by: { kind: "column", column: mention.column },
          end: mention.end,
          score: columnScore(context, mention),
          evidence: [cue, columnEvidence(mention)],
        });
    }
    found.push({ by: { kind: "count", table: undefined }, end: count.end, score: 0.5, evidence: [cue] });
  }
  const aggregate = matchCue(AGGREGATES, context.tokens, start);
  if (aggregate) {
    const next = skipFillers(context, aggregate.end);
    const cue = cueEvidence(start, aggregate.end, "aggregate", aggregate.value);
    for (const mention of columnsAt(context, next)) {
      if (mention.column.type !== "number") continue;
      found.push({
        by: { kind: "aggregate", fn: aggregate.value, column: mention.column },
        end: mention.end,
        score: columnScore(context, mention) * 1.05,
        evidence: [cue, columnEvidence(mention)],
      });
    }
  }
  return found;
}

/** "sorted by age descending", "in alphabetical order of name", "in descending order of the number of students" */
export const orderRule: Rule = (context, at) => {
  const lead = orderLead(context, at);
  if (!lead) return [];
  return measuresAt(context, lead.end).flatMap((measure) => {
    const trailing = trailingDirection(context, measure.end);
    const direction = lead.direction ?? trailing?.direction ?? "asc";
    const end = trailing?.end ?? measure.end;
    const first = fragment(context, {
      start: at,
      end,
      pieces: [{ kind: "order", by: measure.by, direction }],
      evidence: [cueEvidence(at, lead.end, "order", direction), ...measure.evidence],
      quality: measure.score,
      bonus: 1,
      rule: "order",
    });
    return [first, ...furtherKeys(context, first, direction)];
  });
};

const KEY_LINKS = new Set([",", "and", "then", "by", "finally", "also", "their", "the"]);

/** "... by name, then by age": each further key adds to the order. */
function furtherKeys(context: RuleContext, first: Fragment, direction: "asc" | "desc"): Fragment[] {
  let current = first;
  for (let k = 0; k < 3; k += 1) {
    let next = current.end;
    while (KEY_LINKS.has(lowAt(context, next))) next += 1;
    const mention = next === current.end ? undefined : columnsAt(context, next)[0];
    if (!mention) break;
    const trailing = trailingDirection(context, mention.end);
    current = {
      ...current,
      end: trailing?.end ?? mention.end,
      pieces: [
        ...current.pieces,
        { kind: "order", by: { kind: "column", column: mention.column }, direction: trailing?.direction ?? direction },
      ],
      evidence: [...current.evidence, columnEvidence(mention)],
      score: current.score + columnScore(context, mention),
    };
  }
  return current === first ? [] : [current];
}

function orderLead(context: RuleContext, at: number): { end: number; direction?: "asc" | "desc" } | undefined {
  const direct = matchCue(DIRECTIONS, context.tokens, at);
  if (direct) {
    const link = lowAt(context, direct.end) === "order" ? direct.end + 1 : direct.end;
    if (["of", "by", "on", "according", "with"].includes(lowAt(context, link)))
      return { end: link + 1, direction: direct.value };
    return lowAt(context, at - 1) === "by" ? { end: direct.end, direction: direct.value } : undefined;
  }
  let i = at;
  if (["and", "in"].includes(lowAt(context, i))) i += 1;
  if (["the", "an", "a"].includes(lowAt(context, i))) i += 1;
  if (!ORDER_VERBS.has(lowAt(context, i))) return undefined;
  i += 1;
  for (
    let k = 0;
    k < 5 &&
    [
      "them",
      "the",
      "results",
      "result",
      "in",
      "list",
      "it",
      "these",
      "order",
      "their",
      "ordered",
      "rows",
      "all",
      "and",
    ].includes(lowAt(context, i));
    k += 1
  )
    i += 1;
  const sorted = tablesAt(context, i)[0];
  if (sorted && ["by", "according", "based", "in"].includes(lowAt(context, sorted.end))) i = sorted.end;
  const inner = matchCue(DIRECTIONS, context.tokens, i) ?? matchCue(DIRECTIONS, context.tokens, i - 1);
  if (inner) i = inner.end;
  const link = lowAt(context, i);
  // "sort the list of names": what is listed, not what it is sorted by.
  if (link === "of" && lowAt(context, i - 1) === "list") return undefined;
  if (!["by", "of", "on", "according", "based", "from", "with", "to"].includes(link)) return undefined;
  i += 1;
  while (["to", "on", "order", "of"].includes(lowAt(context, i))) i += 1;
  const late = inner ? undefined : matchCue(DIRECTIONS, context.tokens, i);
  if (late) return { end: late.end, direction: late.value };
  return inner ? { end: i, direction: inner.value } : { end: i };
}

function trailingDirection(context: RuleContext, at: number): { end: number; direction: "asc" | "desc" } | undefined {
  for (const start of [at, at + 1]) {
    if (start > at && !["in", ",", "and", "from", "values", "value", "(", "the"].includes(lowAt(context, at))) break;
    const cue = matchCue(DIRECTIONS, context.tokens, start) ?? fromTo(context, start);
    if (cue) return { end: cue.end, direction: cue.value };
  }
  return undefined;
}

const HIGH_ENDS = new Set(
  "highest high greatest most largest large biggest big longest long heaviest tallest latest newest z best top maximum more later".split(
    " ",
  ),
);
const LOW_ENDS = new Set(
  "lowest low least fewest few smallest small shortest short lightest earliest a worst bottom minimum less earlier".split(
    " ",
  ),
);

/** "from greatest to least", "from the lowest to the highest" */
function fromTo(context: RuleContext, at: number): { end: number; value: "asc" | "desc" } | undefined {
  if (lowAt(context, at) !== "from") return undefined;
  const first = lowAt(context, at + 1) === "the" ? at + 2 : at + 1;
  if (lowAt(context, first + 1) !== "to") return undefined;
  const second = lowAt(context, first + 2) === "the" ? first + 3 : first + 2;
  const [from, to] = [lowAt(context, first), lowAt(context, second)];
  if (HIGH_ENDS.has(from) && LOW_ENDS.has(to)) return { end: second + 1, value: "desc" };
  return LOW_ENDS.has(from) && HIGH_ENDS.has(to) ? { end: second + 1, value: "asc" } : undefined;
}

/** "in descending order", "alphabetically" with nothing after it */
export const directionRule: Rule = (context, at) => {
  const inner = ORDER_VERBS.has(lowAt(context, at)) ? at + 1 : at;
  const cue = matchCue(DIRECTIONS, context.tokens, inner) ?? fromTo(context, inner);
  if (!cue) return [];
  return [
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "direction", direction: cue.value }],
      evidence: [cueEvidence(at, cue.end, "order", cue.value)],
      quality: 0.4,
      bonus: 0.2,
      rule: "direction",
    }),
  ];
};

interface Extreme {
  readonly direction: "asc" | "desc";
  readonly end: number;
  readonly count: number;
  readonly offset: number;
}

/** "the highest", "top 5", "5 largest", "second lowest", "three most" */
function extremeAt(context: RuleContext, at: number): Extreme | undefined {
  if (lowAt(context, at - 1) === "at") return undefined;
  let i = at;
  let count = 1;
  let offset = 0;
  const ordinal = ordinalAt(context, i);
  const number = context.tokens[i]?.number;
  if (ordinal !== undefined && ordinal.value > 1) {
    offset = ordinal.value - 1;
    i = ordinal.end;
  } else if (number !== undefined && Number.isInteger(number) && number > 0 && number <= 1000) {
    count = number;
    i += 1;
  }
  const cue = matchCue(EXTREMES, context.tokens, i);
  if (!cue) return undefined;
  let end = cue.end;
  const after = context.tokens[end]?.number;
  if (count === 1 && after !== undefined && Number.isInteger(after) && after > 0 && after <= 1000) {
    count = after;
    end += 1;
  }
  if (count === 1 && end === at + 1 && isListed(context, at)) count = LISTED;
  return { direction: cue.value, end, count, offset };
}

const LISTED = 10;

/** "top customers by revenue" are several, and nobody said how many. */
const isListed = (context: RuleContext, at: number): boolean => {
  const noun = context.tokens[at + 1];
  if (!/^(?:top|bottom)$/.test(lowAt(context, at)) || noun?.kind !== "word") return false;
  return noun.low.endsWith("s") && noun.lemma !== noun.low && tablesAt(context, at + 1).length > 0;
};

/** Words that say which end is meant but not of what. */
const VAGUE_EXTREMES = new Set(["top", "best", "worst", "bottom", "biggest", "largest", "greatest", "smallest"]);

/** "highest salary", "top 5 by revenue", "most concerts", "largest number of students" */
export const extremeRule: Rule = (context, at) => {
  const extreme = extremeAt(context, at);
  if (!extreme) return [];
  const { direction, count, offset } = extreme;
  const cue = cueEvidence(at, extreme.end, "order", direction === "desc" ? "most" : "least");
  const found: Fragment[] = measuresAt(context, extreme.end)
    .filter(
      (measure) =>
        measure.by.kind !== "column" || (measure.by.column.role !== "id" && measure.by.column.type !== "date"),
    )
    .map((measure) =>
      fragment(context, {
        start: at,
        end: measure.end,
        pieces: [{ kind: "top", by: measure.by, direction: towards(context, measure.by, direction), count, offset }],
        evidence: [cue, ...measure.evidence],
        quality: measure.score * (measure.by.kind === "column" && measure.by.column.type === "text" ? 0.6 : 1),
        bonus: 0.5,
        rule: `top-${measure.by.kind}`,
      }),
    );
  const next = skipFillers(context, extreme.end);
  for (const mention of tablesAt(context, next)) {
    found.push(
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "top", by: { kind: "count", table: mention.table }, direction, count, offset }],
        evidence: [VAGUE_EXTREMES.has(lowAt(context, at)) ? { ...cue, isGuess: true } : cue, tableEvidence(mention)],
        quality: mention.score * 1.05,
        bonus: 0.4,
        rule: "top-rows",
      }),
    );
  }
  for (const mention of columnsAt(context, next))
    if (isCountable(mention))
      found.push(
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [{ kind: "top", by: { kind: "count", table: mention.column.table }, direction, count, offset }],
          evidence: [cue, columnEvidence(mention)],
          quality: columnScore(context, mention) * 0.9,
          bonus: 0.2,
          rule: "top-rows",
        }),
      );
  found.push(...topOfSome(context, at, extreme, cue), ...topByLater(context, at, extreme, cue));
  return found;
};

/** The highest position is the one with the smallest number. */
export const towards = (context: RuleContext, by: Measure, direction: "asc" | "desc"): "asc" | "desc" =>
  context.schema.tables.length === 1 && by.kind === "column" && countsDownwards(by.column)
    ? direction === "asc"
      ? "desc"
      : "asc"
    : direction;

/** "The most delegates": a plain text names what there is one of in each row. */
export const isCountable = ({ column, isSynonym, level }: ColumnMention): boolean =>
  column.type === "text" && level === "full" && !isSynonym && !column.table.nameColumns.includes(column);

/** "the most tournament competitions", "largest number of female students" */
function topOfSome(context: RuleContext, at: number, extreme: Extreme, cue: Evidence): Fragment[] {
  const { direction, count, offset } = extreme;
  const next = skipFillers(context, extreme.end);
  const counted = matchCue(COUNTS, context.tokens, next);
  return countedThingsAt(context, counted ? skipFillers(context, counted.end) : next).map((things) =>
    fragment(context, {
      start: at,
      end: things.end,
      pieces: [{ kind: "top", by: { kind: "count", table: things.table }, direction, count, offset }, things.condition],
      evidence: [cue, ...things.evidence],
      quality: things.score * 1.1,
      bonus: 0.6,
      rule: "top-rows",
    }),
  );
}

/** "top 5 products by revenue": what is ranked stands between the number and the measure */
function topByLater(context: RuleContext, at: number, extreme: Extreme, cue: Evidence): Fragment[] {
  const found: Fragment[] = [];
  for (let i = extreme.end; i < Math.min(context.tokens.length, extreme.end + 6); i += 1) {
    if (!["by", "with", "in", "on", "of"].includes(lowAt(context, i))) continue;
    const isBy = lowAt(context, i) === "by";
    const second = extremeAt(context, skipFillers(context, i + 1));
    for (const measure of measuresAt(context, second ? second.end : i + 1)) {
      if (!isBy && !second) continue;
      if (measure.by.kind === "column" && !["number", "date"].includes(measure.by.column.type)) continue;
      const entity = [
        ...tablesAt(context, skipFillers(context, extreme.end)).map((mention) => ({
          evidence: tableEvidence(mention),
          end: mention.end,
          piece: { kind: "entity" as const, table: mention.table },
          score: mention.score,
        })),
        ...columnsAt(context, skipFillers(context, extreme.end)).map((mention) => ({
          evidence: columnEvidence(mention),
          end: mention.end,
          piece: { kind: "project" as const, column: mention.column },
          score: columnScore(context, mention),
        })),
      ];
      for (const ranked of entity.filter((entry) => entry.end <= i).slice(0, 4)) {
        found.push(
          fragment(context, {
            start: at,
            end: measure.end,
            pieces: [
              ranked.piece,
              {
                kind: "top",
                by: measure.by,
                direction: extreme.direction,
                count: extreme.count,
                offset: extreme.offset,
              },
            ],
            evidence: [cue, ranked.evidence, ...measure.evidence],
            quality: Math.min(ranked.score, measure.score) * (ranked.end === i ? 1.05 : 0.8),
            bonus: 0.9,
            rule: "top-by",
            ...(isListed(context, at) ? { assumptions: [`"${lowAt(context, at)}" is taken to mean ${LISTED}`] } : {}),
          }),
        );
      }
    }
  }
  return found;
}

const MAX_GUESSES_BESIDE_A_NOUN = 2;

/** "the most amenities" says of what: guesses about other things would only push the other ways out. */
function guessedMeasures(context: RuleContext, from: number): ColumnModel[] {
  const guesses = measuresInFocus(context);
  const said = tablesAt(context, skipFillers(context, from)).map((mention) => mention.table);
  if (said.length === 0) return guesses;
  const others = guesses.filter((column) => !said.includes(column.table)).slice(0, MAX_GUESSES_BESIDE_A_NOUN);
  const near = guesses.filter((column) => said.includes(column.table) || others.includes(column));
  // The best customers are those whose orders add up to the most.
  const below = said.flatMap((table) => amountBelow(table, context.schema) ?? []);
  return [...near, ...below.filter((column) => !near.includes(column))];
}

/** "highest" with no word for what: a measure in focus */
export const bareExtremeRule: Rule = (context, at) => {
  const extreme = extremeAt(context, at);
  if (!extreme) return [];
  return guessedMeasures(context, extreme.end).map((column, rank) =>
    fragment(context, {
      start: at,
      end: extreme.end,
      pieces: [
        {
          kind: "top",
          by: { kind: "column", column },
          direction: towards(context, { kind: "column", column }, extreme.direction),
          count: extreme.count,
          offset: extreme.offset,
        },
      ],
      evidence: [{ ...cueEvidence(at, extreme.end, "order", column.name), score: 0.4, isGuess: true }],
      quality: 0.35 - rank * 0.04,
      rule: "bare-extreme",
      assumptions: [`ranked by ${column.name}`],
    }),
  );
};

/** "which classroom has the most pupils": rows are counted, whatever the word for them is */
export const bareMostRule: Rule = (context, at) => {
  const extreme = extremeAt(context, at);
  const noun = extreme && context.tokens[skipFillers(context, extreme.end, 2)];
  if (!extreme || noun?.kind !== "word" || !noun.isContent || VAGUE_EXTREMES.has(lowAt(context, at))) return [];
  const { direction, count, offset, end } = extreme;
  return [
    fragment(context, {
      start: at,
      end: noun.index + 1,
      pieces: [{ kind: "top", by: { kind: "count", table: undefined }, direction, count, offset }],
      evidence: [
        { ...cueEvidence(at, end, "order", direction === "desc" ? "most rows" : "fewest rows"), isGuess: true },
      ],
      quality: 0.35,
      rule: "top-count",
    }),
  ];
};

/** "top 10", "first 5", "5" before a thing that is listed */
export const limitRule: Rule = (context, at) => {
  const isLead = ["top", "first", "limit", "any"].includes(lowAt(context, at));
  const number = context.tokens[isLead ? at + 1 : at]?.number;
  if (number === undefined || !Number.isInteger(number) || number < 1 || number > 10_000) return [];
  if (lowAt(context, at) === "once" || (!isLead && /^(?:or|ore)$/.test(lowAt(context, at + 1)))) return [];
  return [
    fragment(context, {
      start: at,
      end: isLead ? at + 2 : at + 1,
      pieces: [{ kind: "limit", count: number }],
      evidence: [cueEvidence(at, isLead ? at + 2 : at + 1, "limit", String(number))],
      quality: isLead ? 0.8 : 0.2,
      rule: "limit",
    }),
  ];
};
