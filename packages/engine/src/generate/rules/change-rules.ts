import { type CompareOp, compare, numberLiteral } from "@parlance/sql";
import { type PairKind, pairColumn } from "../../derived/pair-figures.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue, type Token } from "../../text/tokens.ts";
import type { Fragment, Piece } from "../piece.ts";
import { columnsAt, cueEvidence, fragment, lowAt, type Rule, type RuleContext, skipFillers } from "./rule-context.ts";

/** Two columns of one row that hold the same thing at two times: "2011" and "2021", "Spent 2023" and "Spent 2024". */
interface Pair {
  readonly from: ColumnModel;
  readonly to: ColumnModel;
  /** Where both are said, with the words between them: "from 2011 to 2021". */
  readonly start: number;
  readonly end: number;
}

const OPENERS = new Set(["between", "from"]);
const JOINERS = new Set(["and", "to", "until", "till", "through", "-", "–"]);

/** "between 1981 and 2021", "from spring to summer" */
function pairsAt(context: RuleContext, at: number): Pair[] {
  if (!OPENERS.has(lowAt(context, at))) return [];
  const found: Pair[] = [];
  for (const first of timedAt(context, skipFillers(context, at + 1, 2))) {
    if (!JOINERS.has(lowAt(context, first.end))) continue;
    for (const second of timedAt(context, skipFillers(context, first.end + 1, 2)))
      if (areAlike(first.column, second.column))
        found.push({ from: first.column, to: second.column, start: at, end: second.end });
  }
  const isSaid = ({ from }: Pair): boolean =>
    from.stems.some((word) => !/^\d+$/.test(word) && context.tokens.some((token) => token.stem === word));
  const said = found.filter(isSaid);
  return (said.length > 0 ? said : found).slice(0, 3);
}

interface Timed {
  readonly column: ColumnModel;
  readonly end: number;
}

/** Columns that a year, or their own name, says here. */
function timedAt(context: RuleContext, at: number): Timed[] {
  const token = context.tokens[at];
  if (!token) return [];
  const named = columnsAt(context, at)
    .filter(({ column, score, isSynonym }) => isMeasured(column) && score >= 0.7 && !isSynonym)
    .map(({ column, end }) => ({ column, end }));
  if (named.length > 0 || !isYear(token)) return named;
  return context.schema.columns
    .filter((column) => isMeasured(column) && column.words.includes(token.low))
    .map((column) => ({ column, end: at + 1 }));
}

const isYear = (token: Token): boolean => /^(?:1[5-9]|20)\d\d$/.test(token.low);
const isMeasured = (column: ColumnModel): boolean => column.type === "number" && column.role !== "id";

/** The same name but for the year, or two names that are nothing but different times or kinds. */
function areAlike(from: ColumnModel, to: ColumnModel): boolean {
  if (from === to || from.table !== to.table) return false;
  const plain = ({ words }: ColumnModel): string => words.filter((word) => !/^\d+$/.test(word)).join(" ");
  const hasYear = ({ words }: ColumnModel): boolean => words.some((word) => /^\d{2,4}$/.test(word));
  return hasYear(from) && hasYear(to) ? plain(from) === plain(to) : from.words.length === 1 && to.words.length === 1;
}

const known = new WeakMap<readonly Token[], readonly Pair[]>();

function pairsOf(context: RuleContext): readonly Pair[] {
  const earlier = known.get(context.tokens);
  if (earlier) return earlier;
  const found = context.tokens.flatMap((_, at) => pairsAt(context, at));
  known.set(context.tokens, found);
  return found;
}

/** Whether two columns of one row are said between which something changes. */
export const namesPairs = (context: RuleContext): boolean => pairsOf(context).length > 0;

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const RISE = words(
  "grow grew grown grows rise rose risen rises increase increased increases gain gained gains climb climbed improve improved",
);
const FALL = words(
  "fall fell fallen falls drop dropped drops decrease decreased decline declined declines shrink shrank shrunk lose lost loses",
);
const CHANGED = words("change changed changes differ");
const NOUNS = words(
  "growth increase rise gain change difference decrease drop decline fall loss increases changes differences",
);
const LESS_NOUNS = words("decrease drop decline fall loss");
const PERCENT = words("percent percentage % percentually relative relatively rate");

const isPercent = (context: RuleContext): boolean => context.tokens.some(({ low }) => PERCENT.has(low));

/** The words that only say between which columns; what is asked of them is said elsewhere. */
export const changeSpanRule: Rule = (context, at) =>
  pairsOf(context).some((pair) => pair.start === at) && asksForChange(context)
    ? pairsAt(context, at)
        .slice(0, 1)
        .map((pair) =>
          fragment(context, {
            start: at,
            end: pair.end,
            pieces: [],
            evidence: [cueEvidence(at, pair.end, "column", `${pair.from.name} to ${pair.to.name}`)],
            quality: 1,
            rule: "change-span",
          }),
        )
    : [];

const asksForChange = (context: RuleContext): boolean =>
  context.tokens.some(({ low }) => RISE.has(low) || FALL.has(low) || CHANGED.has(low) || NOUNS.has(low));

const MOST: ReadonlyMap<string, "most" | "least"> = new Map([
  ["the most", "most"],
  ["most", "most"],
  ["the fastest", "most"],
  ["fastest", "most"],
  ["the least", "least"],
  ["least", "least"],
  ["the slowest", "least"],
]);

/** "grew the most", "how much did it grow", "which fell": the verb says what is asked of the difference. */
export const changeVerbRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const isFall = FALL.has(low);
  if (!isFall && !RISE.has(low) && !CHANGED.has(low)) return [];
  const end = nounEnd(context, at + 1);
  const most = matchCue(MOST, context.tokens, end) ?? matchCue(MOST, context.tokens, at + 1);
  return pairsOf(context).flatMap((pair): Fragment[] => {
    const cue = cueEvidence(at, at + 1, "operator", low);
    const measured = pairColumn(isPercent(context) ? "growth" : "change", pair.from, pair.to);
    const back = isFall ? pairColumn("change", pair.to, pair.from) : measured;
    if (most) {
      const isDown = isFall !== (most.value === "least");
      const top = topOf(
        isPercent(context) || !isFall ? measured : back,
        isFall && !isPercent(context) ? !isDown : isDown,
      );
      return [made(context, at, Math.max(most.end, end), [top], cue)];
    }
    if (isHowMuch(context)) return [made(context, at, end, [{ kind: "project", column: back }], cue)];
    if (CHANGED.has(low)) return [];
    return [made(context, at, end, [against(measured, isFall ? "<" : ">")], cue)];
  });
};

/** "lost people": what it is that was lost names nothing here. */
function nounEnd(context: RuleContext, at: number): number {
  const token = context.tokens[at];
  const isNoun = token?.kind === "word" && token.isContent && columnsAt(context, at).length === 0;
  return isNoun && !MOST.has(token.low) ? at + 1 : at;
}

const SUPERLATIVES: ReadonlyMap<string, boolean> = new Map(
  "biggest largest highest greatest most steepest fastest strongest".split(" ").map((word) => [word, true] as const),
);
const LEAST = words("smallest lowest least slowest");

/** "the growth between 2011 and 2021", "the biggest increase from 2019 to 2020" */
export const changeNounRule: Rule = (context, at) => {
  const isMost = SUPERLATIVES.get(lowAt(context, at)) ?? (LEAST.has(lowAt(context, at)) ? false : undefined);
  let noun = isMost === undefined ? at : at + 1;
  const isLed = PERCENT.has(lowAt(context, noun));
  if (isLed) noun += 1;
  const low = lowAt(context, noun);
  if (!NOUNS.has(low)) return [];
  return pairsOf(context).flatMap((pair): Fragment[] => {
    const kind: PairKind = isPercent(context) ? "growth" : "change";
    const isLess = LESS_NOUNS.has(low);
    const column = isLess ? pairColumn(kind, pair.to, pair.from) : pairColumn(kind, pair.from, pair.to);
    const cue = cueEvidence(at, noun + 1, "operator", low);
    const piece: Piece = isMost === undefined ? { kind: "project", column } : topOf(column, !isMost);
    return [made(context, at, noun + 1, [piece], cue)];
  });
};

const topOf = (column: ColumnModel, isLeast: boolean): Piece => ({
  kind: "top",
  by: { kind: "column", column },
  direction: isLeast ? "asc" : "desc",
  count: 1,
  offset: 0,
});

const against = (column: ColumnModel, op: CompareOp): Piece => ({
  kind: "where",
  column,
  predicate: compare(column.expr, op, numberLiteral(0)),
  isNegated: false,
});

const isHowMuch = (context: RuleContext): boolean =>
  context.tokens.some(
    ({ low, index }) => low === "how" && /^(?:much|many|did|has|have|does)$/.test(lowAt(context, index + 1)),
  );

const made = (
  context: RuleContext,
  start: number,
  end: number,
  pieces: readonly Piece[],
  cue: ReturnType<typeof cueEvidence>,
): Fragment =>
  fragment(context, { start, end, pieces, evidence: [cue], quality: 1.2, bonus: 1.4, rule: "pair-change" });
