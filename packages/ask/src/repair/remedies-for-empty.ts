import type { GuardPolicy, Remedy } from "@parlance/core";
import type { FactCondition, StatementFacts } from "@parlance/sql";
import {
  conditionTexts,
  nameOf,
  selectFrom,
  splice,
  textAt,
  textLiteralOf,
  withConditions,
} from "../edit/rewrite-statement.ts";
import type { AskNeeds } from "../needs.ts";
import { numberText } from "../present/number-text.ts";
import type { StepContext } from "../step.ts";
import { readCount } from "../trust/count-rows.ts";
import { type ResolvedColumn, resolveColumn } from "../trust/resolve-column.ts";
import { nearValues } from "./near-values.ts";

const MAX_CONDITIONS = 6;
const MAX_REMEDIES = 4;

interface Candidate {
  readonly title: string;
  readonly sql: string;
  readonly conditions: readonly string[];
  why(rows: string): string;
}

/**
 * Statements that would find something where this one found nothing: a real value in place of one that is not there,
 * the column that has the value, or one condition less. Each was counted before it is offered.
 */
export async function remediesForEmpty(
  sql: string,
  facts: StatementFacts,
  policy: GuardPolicy,
  context: StepContext,
): Promise<readonly Remedy[]> {
  if (facts.isSet || facts.conditions.length === 0 || facts.conditions.length > MAX_CONDITIONS) return [];
  const candidates = [
    ...facts.conditions.flatMap((condition, index) => corrections(sql, facts, condition, index, context.needs)),
    ...facts.conditions.flatMap((condition, index) => without(sql, facts, condition, index)),
  ];
  const remedies: Remedy[] = [];
  for (const { title, sql: offered, conditions, why } of candidates) {
    if (remedies.length === MAX_REMEDIES) break;
    const count = await readCount(selectFrom(sql, facts, "COUNT(*)", { conditions }), policy, context);
    if (count === null || count === 0) continue;
    const rows = count === 1 ? "1 row" : `${numberText(count)} rows`;
    remedies.push({ id: `empty-${remedies.length + 1}`, title, why: why(rows), sql: offered });
  }
  return remedies;
}

function without(sql: string, facts: StatementFacts, condition: FactCondition, index: number): Candidate[] {
  const conditions = conditionTexts(sql, facts).filter((_text, at) => at !== index);
  const offered = withConditions(sql, facts, conditions);
  if (offered === null) return [];
  const text = textAt(sql, condition);
  return [{ title: `Leave out ${text}`, sql: offered, conditions, why: (rows) => `Without it there are ${rows}.` }];
}

/** Real values near a text that the column does not hold, and columns that do hold it. */
function corrections(
  sql: string,
  facts: StatementFacts,
  condition: FactCondition,
  index: number,
  { source }: AskNeeds,
): Candidate[] {
  const [literal, ...more] = condition.literals;
  const { column, operator, isNegated } = condition;
  const isSought =
    (operator === "=" || operator === "like") && !isNegated && literal?.kind === "text" && more.length === 0;
  const resolved = column === null || !isSought ? null : resolveColumn(column, facts, source.catalog);
  if (column === null || literal === undefined || resolved === null) return [];
  const text = literal.value.replace(/^%|%$/g, "");
  const name = `${resolved.table.name}.${resolved.column.name}`;
  const { dialect } = source.catalog;
  const offer = (title: string, why: Candidate["why"], pieces: Parameters<typeof splice>[1]): Candidate => {
    const shifted = pieces.map((piece) => ({
      ...piece,
      start: piece.start - condition.start,
      end: piece.end - condition.start,
    }));
    const conditions = conditionTexts(sql, facts).map((own, at) => (at === index ? splice(own, shifted) : own));
    return { title, why, sql: splice(sql, pieces), conditions };
  };
  const near = nearValues({ table: resolved.table.name, column: resolved.column.name, text }, source.values)
    .filter((value) => value !== text)
    .map((value) =>
      offer(`Use "${value}"`, (rows) => `"${text}" is not in ${name}; "${value}" gives ${rows}.`, [
        { start: literal.start, end: literal.end, text: textLiteralOf(value, dialect) },
      ]),
    );
  const elsewhere = columnsHolding(text, resolved, source).map(({ column: other, value }) =>
    offer(`Look in ${other}`, (rows) => `"${value}" stands in ${resolved.table.name}.${other}, which gives ${rows}.`, [
      { start: column.start, end: column.end, text: renamed(sql.slice(column.start, column.end), other, dialect) },
      { start: literal.start, end: literal.end, text: textLiteralOf(value, dialect) },
    ]),
  );
  return [...near, ...elsewhere];
}

/** Other columns of the same table that hold the text, in whatever case. */
function columnsHolding(text: string, { table, column }: ResolvedColumn, { values }: AskNeeds["source"]) {
  const wanted = text.toLowerCase();
  return values.flatMap((known) => {
    if (known.table !== table.name || known.column === column.name) return [];
    const found = known.values.find((item) => item.value.toLowerCase() === wanted);
    return found === undefined ? [] : [{ column: known.column, value: found.value }];
  });
}

function renamed(written: string, name: string, dialect: AskNeeds["source"]["catalog"]["dialect"]): string {
  const dot = written.lastIndexOf(".");
  const own = nameOf(name, dialect);
  return dot === -1 ? own : `${written.slice(0, dot + 1)}${own}`;
}
