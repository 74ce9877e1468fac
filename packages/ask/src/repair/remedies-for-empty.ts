import { type GuardPolicy, isAppError, type Remedy } from "@parlance/core";
import { type FactCondition, type FactPlace, readStatementFacts, type StatementFacts } from "@parlance/sql";
import { editStatement } from "../edit/edit-statement.ts";
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
import { dateWindowOf } from "../receipt/date-window.ts";
import type { StepContext } from "../step.ts";
import { readCount, readRow } from "../trust/count-rows.ts";
import { type ResolvedColumn, resolveColumn } from "../trust/resolve-column.ts";
import { type Days, dayOf, daysText, movedTo } from "./move-window.ts";
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
 * the column that has the value, the dates that the data ends with, or one condition less. Each was counted before it
 * is offered.
 */
export async function remediesForEmpty(
  sql: string,
  facts: StatementFacts,
  policy: GuardPolicy,
  context: StepContext,
): Promise<readonly Remedy[]> {
  if (facts.isSet || facts.conditions.length === 0 || facts.conditions.length > MAX_CONDITIONS) return [];
  const window = windowOf(facts);
  const candidates = [
    ...facts.conditions.flatMap((condition, index) => corrections(sql, facts, condition, index, context.needs)),
    ...(window === null ? [] : await otherDates(sql, facts, window, policy, context)),
    ...facts.conditions.flatMap((condition, index) =>
      window?.conditions.includes(index) === true ? [] : without(sql, facts, condition, index),
    ),
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

/** Null where the statement's dates cannot be changed: a remedy less is no failure. */
function withDates(sql: string, days: Days, needs: AskNeeds): string | null {
  try {
    return editStatement(sql, [{ kind: "setDateWindow", ...days }], needs);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

interface Window {
  readonly column: FactPlace;
  readonly from: string;
  readonly to: string;
  readonly conditions: readonly number[];
}

/** Dates with a beginning and an end are one condition to a person, however many the statement has for them. */
function windowOf(facts: StatementFacts): Window | null {
  const { from = null, to = null, column, conditions = [] } = dateWindowOf(facts) ?? {};
  return from === null || to === null || column === undefined ? null : { column, from, to, conditions };
}

/** The same stretch of time where the data ends, when it ends before what was asked for; and all dates. */
async function otherDates(
  sql: string,
  facts: StatementFacts,
  window: Window,
  policy: GuardPolicy,
  context: StepContext,
): Promise<readonly Candidate[]> {
  const conditions = conditionTexts(sql, facts).filter((_text, index) => !window.conditions.includes(index));
  const rest = withConditions(sql, facts, conditions);
  const all: Candidate = {
    title: "Leave out the dates",
    sql: rest ?? sql,
    conditions,
    why: (rows) => `Without them there are ${rows}.`,
  };
  const row = await readRow(
    selectFrom(sql, facts, `MAX(${textAt(sql, window.column)})`, { conditions }),
    policy,
    context,
  );
  const last = dayOf(row?.[0] ?? null);
  const moved = last === null || last >= window.from ? null : movedTo(last, window);
  const offered = rest === null ? [] : [all];
  if (moved === null) return offered;
  const { source } = context.needs;
  const text = withDates(sql, moved, context.needs);
  const movedFacts = text === null ? null : readStatementFacts(text, source.catalog.dialect);
  if (text === null || movedFacts === null) return offered;
  const words = daysText(moved);
  const why = (rows: string): string => `The data ends on ${last}; ${words} has ${rows}.`;
  return [{ title: `Use ${words}`, sql: text, conditions: conditionTexts(text, movedFacts), why }, ...offered];
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
