import { isAdditive } from "../../sense/columns.ts";
import type { Measure } from "../piece.ts";
import { periodAt } from "./period-rules.ts";
import { cueEvidence, fragment, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const GOOD: ReadonlyMap<string, "asc" | "desc"> = new Map([
  ["best", "desc"],
  ["strongest", "desc"],
  ["worst", "asc"],
  ["weakest", "asc"],
]);

const MOST_MEASURES = 2;
/** What a business goes by, if nothing is said. */
const RESULTS = /^(?:total|amount|revenue|sales|turnover|profit|income|value|subtotal)$/;

/** "our best month", "the worst quarter": stretches of time ranked by what was made in them, or by how much happened. */
export const bestPeriodRule: Rule = (context, at) => {
  const direction = GOOD.get(lowAt(context, at));
  if (!direction) return [];
  const noun = periodAt(context, /^(?:sales|selling)$/.test(lowAt(context, at + 1)) ? at + 2 : at + 1);
  if (!noun) return [];
  return measuresOf(context).map(({ by, name }, rank) =>
    fragment(context, {
      start: at,
      end: noun.end,
      pieces: [
        { kind: "group", key: noun.key, isStrong: true },
        { kind: "top", by, direction, count: 1, offset: 0 },
      ],
      evidence: [
        { ...cueEvidence(at, at + 1, "order", `${direction === "desc" ? "most" : "least"} ${name}`), isGuess: true },
        cueEvidence(at + 1, noun.end, "group", noun.words),
      ],
      quality: 0.8 - 0.1 * rank,
      bonus: 0.6,
      rule: "busiest",
      assumptions: [`"${lowAt(context, at)}" is taken of ${name}`],
    }),
  );
};

function measuresOf({ focus }: RuleContext): { readonly by: Measure; readonly name: string }[] {
  const [table] = focus;
  const columns = (table?.columns ?? []).filter(isAdditive);
  const results = columns.filter(({ words }) => words.some((word) => RESULTS.test(word)));
  const others = columns.filter((column) => !results.includes(column));
  return [
    ...[...results, ...others].slice(0, MOST_MEASURES).map((column) => ({
      by: { kind: "column" as const, column },
      name: column.name,
    })),
    { by: { kind: "count", table: undefined }, name: "number of rows" },
  ];
}
