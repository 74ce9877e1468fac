import type { BucketUnit } from "@parlance/sql";
import type { DateMention } from "../../dates/find-dates.ts";
import type { Piece } from "../piece.ts";
import { namesPairs } from "./change-rules.ts";
import { cueEvidence, fragment, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const AUXILIARY = /^(?:did|do|does|has|have|had|is|are)$/;
const DEVELOPED =
  /^(?:change|changed|changing|changes|develop|developed|developing|evolve|evolved|evolving|progress|progressed|vary|varied)$/;

const verbAt = ({ tokens }: RuleContext, from: number): number =>
  tokens.findIndex(({ low }, index) => index > from && DEVELOPED.test(low));

const yearOf = (day: string | undefined): number | undefined => {
  const [, year] = /^(\d{4})-01-01/.exec(day ?? "") ?? [];
  return year === undefined ? undefined : Number(year);
};

/** "from 2022 to 2023" sets years side by side. */
const spansYears = ({ from, to }: DateMention): boolean => {
  const [first, end] = [yearOf(from), yearOf(to)];
  return first !== undefined && end !== undefined && end - first > 1;
};

const grouped = (unit: BucketUnit): Piece => ({
  kind: "group",
  key: { kind: "bucket", unit, column: undefined },
  isStrong: true,
});

/** "how did sales change from 2022 to 2023", "how have visits developed": the figure for each stretch of time. */
export const developmentRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || !AUXILIARY.test(lowAt(context, at + 1))) return [];
  if (verbAt(context, at + 2) < 0 || namesPairs(context)) return [];
  const piece: Piece = context.dates.some(spansYears) ? grouped("year") : { kind: "trend" };
  return [
    fragment(context, {
      start: at,
      end: at + 2,
      pieces: [piece],
      evidence: [cueEvidence(at, at + 2, "group", "over time")],
      quality: 1,
      bonus: 1,
      rule: piece.kind === "trend" ? "trend" : "bucket",
    }),
  ];
};

/** The verb only says that time is what it goes by. */
export const developedRule: Rule = (context, at) => {
  if (!DEVELOPED.test(lowAt(context, at))) return [];
  const how = context.tokens.findIndex(({ low }) => low === "how");
  if (how < 0 || at < how + 3 || !AUXILIARY.test(lowAt(context, how + 1)) || namesPairs(context)) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [],
      evidence: [cueEvidence(at, at + 1, "group", "over time")],
      quality: 1,
      rule: "trend",
    }),
  ];
};
