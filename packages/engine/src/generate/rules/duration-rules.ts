import { type CompareOp, compare, numberLiteral } from "@parlance/sql";
import { pairColumn } from "../../derived/pair-figures.ts";
import { AGGREGATES, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { type Lasting, lastingOf } from "../../schema/lasting-columns.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment, Piece } from "../piece.ts";
import { columnsAt, cueEvidence, fragment, lowAt, type Rule, type RuleContext, skipFillers } from "./rule-context.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What is said of something that has a beginning and an end. */
const LASTS = words(
  "last lasts lasted lasting serve served serves reign reigned reigns rule ruled rules run ran stay stayed stays live lived lives " +
    "open opened operate operated frozen held hold remain remained work worked play played exist existed take took stand stood " +
    "reigns term terms reign tenure mayor president office business service employed married active",
);
const LONG_NOUNS = words(
  "reign reigns term terms tenure tenures stay stays marriage marriages career careers lifespan run runs",
);
const UNITS: ReadonlyMap<string, Lasting["unit"]> = new Map([
  ["year", "years"],
  ["years", "years"],
  ["day", "days"],
  ["days", "days"],
]);

const isLasting = (context: RuleContext): boolean =>
  context.tokens.some(({ low, stem }) => LASTS.has(low) || LONG_NOUNS.has(low) || stem === "durat");

/** Of the tables in question, from when to when: the pair whose own words are said first of all. */
function lastings(context: RuleContext): readonly Lasting[] {
  const said = (column: ColumnModel): number =>
    column.stems.filter((part) => context.tokens.some((token) => token.stem === part)).length;
  const all = context.focus.slice(0, 2).flatMap((table) => lastingOf(table));
  const worth = ({ from, to }: Lasting): number => said(from) + said(to);
  return [...all].sort((a, b) => worth(b) - worth(a)).slice(0, 2);
}

const figureOf = ({ unit, from, to }: Lasting): ColumnModel => pairColumn(unit, from, to);

const made = (context: RuleContext, start: number, end: number, piece: Piece, text: string, rank: number): Fragment =>
  fragment(context, {
    start,
    end,
    pieces: [piece],
    evidence: [cueEvidence(start, end, "operator", text)],
    quality: 1.15 - 0.15 * rank,
    bonus: 1.8,
    rule: "pair-duration",
  });

const AUXILIARIES = words("is was were are did does has had have do");

/** "how long was the Chain Bridge open", "how many years did she reign" */
export const howLongRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how") return [];
  const unit = lowAt(context, at + 1) === "many" ? UNITS.get(lowAt(context, at + 2)) : undefined;
  const end = lowAt(context, at + 1) === "long" ? at + 2 : unit ? at + 3 : undefined;
  if (end === undefined || !AUXILIARIES.has(lowAt(context, end)) || !isLasting(context)) return [];
  return lastings(context)
    .filter((lasting) => unit === undefined || lasting.unit === unit)
    .map((lasting, rank) =>
      made(context, at, end, { kind: "project", column: figureOf(lasting) }, `how many ${lasting.unit}`, rank),
    );
};

/** The verb itself is part of the duration and names no column: "reigned", "was open". */
export const lastingVerbRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (!LASTS.has(low) || !asksHowLong(context) || lastings(context).length === 0) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [],
      evidence: [cueEvidence(at, at + 1, "operator", low)],
      quality: 0.9,
      rule: "duration-verb",
    }),
  ];
};

const asksHowLong = (context: RuleContext): boolean =>
  context.tokens.some(
    ({ low, index }) =>
      (low === "how" && (lowAt(context, index + 1) === "long" || UNITS.has(lowAt(context, index + 2)))) ||
      low === "longest" ||
      low === "shortest" ||
      UNITS.has(low),
  );

const EXTREMES: ReadonlyMap<string, "desc" | "asc"> = new Map([
  ["longest", "desc"],
  ["shortest", "asc"],
  ["briefest", "asc"],
]);

/** "served the longest", "open for the longest time", "the longest reign" */
export const longestRule: Rule = (context, at) => {
  const direction = EXTREMES.get(lowAt(context, at));
  if (!direction || !isLasting(context)) return [];
  const next = lowAt(context, at + 1);
  const isNoun =
    LONG_NOUNS.has(next) || ["time", "period", "duration", "serving", "reigning", "running"].includes(next);
  const isLast = context.tokens.slice(at + 1).every(({ isContent, kind }) => !isContent || kind === "sign");
  if (!isNoun && !isLast) return [];
  return lastings(context).map((lasting, rank) =>
    made(
      context,
      at,
      isNoun ? at + 2 : at + 1,
      { kind: "top", by: { kind: "column", column: figureOf(lasting) }, direction, count: 1, offset: 0 },
      `most ${lasting.unit}`,
      rank,
    ),
  );
};

/** "lasted less than 10 years", "open for more than 50 years" */
export const durationComparisonRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  const value = cue && context.tokens[cue.end]?.number;
  const unit = cue && UNITS.get(lowAt(context, cue.end + 1));
  if (!cue || value === undefined || !unit || !isLasting(context)) return [];
  if (["old", "ago"].includes(lowAt(context, cue.end + 2))) return [];
  return lastings(context)
    .filter((lasting) => lasting.unit === unit)
    .map((lasting, rank) => {
      const column = figureOf(lasting);
      const op: CompareOp = cue.value;
      return made(
        context,
        at,
        cue.end + 2,
        { kind: "where", column, predicate: compare(column.expr, op, numberLiteral(value)), isNegated: false },
        `${op} ${value} ${unit}`,
        rank,
      );
    });
};

const SPANS = words("time days duration gap delay interval years");

/** "average time between order date and delivery date", "days from admission to discharge" */
export const timeBetweenRule: Rule = (context, at) => {
  const average = matchCue(AGGREGATES, context.tokens, at);
  const counted = /^(?:how many|number of)$/.test(`${lowAt(context, at)} ${lowAt(context, at + 1)}`);
  const noun = skipFillers(context, average ? average.end : counted ? at + 2 : at, 3);
  if (!SPANS.has(lowAt(context, noun))) return [];
  let open = noun + 1;
  while (open < noun + 4 && AUXILIARIES.has(lowAt(context, open))) open += 1;
  if (!["between", "from"].includes(lowAt(context, open))) return [];
  return momentsAt(context, skipFillers(context, open + 1, 2)).flatMap((first) =>
    ["and", "to", "until"].includes(lowAt(context, first.end))
      ? momentsAt(context, skipFillers(context, first.end + 1, 2))
          .filter(({ column }) => column !== first.column && column.table === first.column.table)
          .slice(0, 2)
          .map((second, rank) => {
            const column = pairColumn("days", first.column, second.column);
            const piece: Piece = average
              ? { kind: "aggregate", fn: average.value, column }
              : { kind: "project", column };
            return made(context, at, second.end, piece, "days between", rank);
          })
      : [],
  );
};

const momentsAt = (context: RuleContext, at: number) =>
  columnsAt(context, at)
    .filter(({ column, score }) => column.type === "date" && score >= 0.4)
    .slice(0, 4);

/** "how old was Sibylla when her reign began": from the birth to what is said behind */
export const howOldWhenRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "old") return [];
  const when = context.tokens.find(({ low, index }) => index > at && (low === "when" || low === "at"));
  if (!when) return [];
  return context.focus.slice(0, 1).flatMap((table) => {
    const born = table.columns.find(({ words: own, type }) => type === "number" && own.some((word) => BORN.has(word)));
    const said = context.tokens.slice(when.index + 1).map((token) => token.stem);
    const moment = table.columns
      .filter(
        (column) => column !== born && column.type === "number" && column.stems.some((part) => said.includes(part)),
      )
      .sort((a, b) => shares(b, said) - shares(a, said))[0];
    if (!born || !moment) return [];
    const column = pairColumn("years", born, moment);
    const lead = made(context, at, at + 2, { kind: "project", column }, "age", 0);
    return [lead];
  });
};

const BORN = words("born birth");
const shares = (column: ColumnModel, said: readonly string[]): number =>
  column.stems.filter((part) => said.includes(part)).length;
