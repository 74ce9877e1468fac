import { compare, type Predicate, textLiteral } from "@parlance/sql";
import { momentsOf } from "../../schema/row-moments.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { isShortFor } from "../../text/shortened.ts";
import { lemma, stem } from "../../text/stem.ts";
import type { Token } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { cueEvidence, fragment, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const MOST_TABLES = 2;
const DONE = /(?:ed|aid|ent|old|ost|urned)$/;
const NOT_YET = /^(?:un|non-?|in)(?=\p{L}{4})/u;
/** What follows says when it was done, so it was not asked whether. */
const WHEN = new Set("in on at between before after since within by during last this per each until from".split(" "));

function stateFragment(
  context: RuleContext,
  at: number,
  column: ColumnModel,
  predicate: Predicate,
  note: string,
): Fragment {
  return fragment(context, {
    start: at,
    end: at + 1,
    pieces: [{ kind: "where", column, predicate, isNegated: false }],
    evidence: [{ ...cueEvidence(at, at + 1, "value", `${column.table.name}.${column.name} ${note}`), score: 0.8 }],
    quality: 0.95,
    bonus: 0.4,
    rule: "value-state",
    assumptions: [`"${lowAt(context, at)}" is taken as ${column.name} ${note}`],
  });
}

/** "unpaid bills", "awards that were accepted": the day on which it was done is empty, or is there */
export const doneRule: Rule = (context, at) => {
  const token = context.tokens[at];
  if (!token || !DONE.test(token.low)) return [];
  const undone = NOT_YET.test(token.low) ? withLow(token, token.low.replace(NOT_YET, "")) : undefined;
  if (!undone && WHEN.has(lowAt(context, at + 1))) return [];
  return context.focus.slice(0, MOST_TABLES).flatMap((table) =>
    momentsOf(table, undone ?? token)
      .filter(({ profile }) => (profile?.nulls ?? 0) > 0)
      .slice(0, 1)
      .map((column) =>
        stateFragment(
          context,
          at,
          column,
          { kind: "null", left: column.expr, ...(undone ? {} : { isNegated: true }) },
          undone ? "being empty" : "being there",
        ),
      ),
  );
};

const withLow = (token: Token, low: string): Token => ({ ...token, low, lemma: lemma(low), stem: stem(low) });

const CODE = /^[A-Z]{1,3}$/;
const MOST_CODES = 12;

/** Letters that stand for states, where no table says which for what. */
function codesOf(table: TableModel): readonly { readonly column: ColumnModel; readonly codes: readonly string[] }[] {
  return table.columns.flatMap((column) => {
    const { profile, words } = column;
    if (column.type !== "text" || !words.includes("status") || !profile || profile.distinct > MOST_CODES) return [];
    const codes = profile.topValues.map(({ value }) => value);
    return codes.length === profile.distinct && codes.every((code) => CODE.test(code)) ? [{ column, codes }] : [];
  });
}

/** "PD" for paid, "OV" for overdue; one letter where no other state begins with it */
function codeFor(codes: readonly string[], token: Token): string | undefined {
  const fitting = codes.filter((code) => {
    const short = code.toLowerCase();
    return short.length === 1 ? token.low.startsWith(short) : isShortFor(short, token.low);
  });
  const [code, ...more] = fitting;
  return more.length === 0 ? code : undefined;
}

const STATE = /(?:ed|ive|ing|ent|aid|due|open|ial|new|old)$/;

/** "active subscriptions" where stat_cd holds A, C and P */
export const statusLetterRule: Rule = (context, at) => {
  const token = context.tokens[at];
  if (!token?.isContent || token.kind !== "word" || !STATE.test(token.low)) return [];
  return context.focus.slice(0, MOST_TABLES).flatMap((table) =>
    codesOf(table).flatMap(({ column, codes }) => {
      const code = codeFor(codes, token);
      if (code === undefined) return [];
      return [stateFragment(context, at, column, compare(column.expr, "=", textLiteral(code)), `being ${code}`)];
    }),
  );
};
