import { AppError, type Dialect } from "@parlance/core";
import { allOf, column as columnExpr, type Predicate, printSql, type Query, type StatementFacts } from "@parlance/sql";
import { recallShown, rememberShown } from "../draft-memory.ts";
import type { AskNeeds } from "../needs.ts";
import { dateWindowOf } from "../receipt/date-window.ts";
import { predicatesByCondition } from "../receipt/make-receipt.ts";
import { readStatement } from "../receipt/read-statement.ts";
import { type ResolvedColumn, resolveColumn, tableOf } from "../trust/resolve-column.ts";
import { conditionTexts, nameOf, splice, textAt, withConditions } from "./rewrite-statement.ts";

/** A change to one item of a receipt. Ids are those of the receipt's conditions; of joins, j1 is the first. */
export type StatementEdit =
  | { readonly kind: "removeCondition"; readonly id: string }
  | {
      readonly kind: "setDateWindow";
      /** "table.column"; the window's own column when absent. */
      readonly column?: string;
      readonly from: string | null;
      /** Exclusive. */
      readonly to: string | null;
    }
  /** Whether rows that meet none of the joined table's are left out ("inner") or kept ("left"). */
  | { readonly kind: "setJoin"; readonly id: string; readonly join: "inner" | "left" }
  /** Missing values that were left out: as 0 in figures, as rows that meet a condition. `of` as in Receipt.droppedNulls. */
  | { readonly kind: "keepMissing"; readonly by: "figure" | "condition"; readonly of: string };

/**
 * The statement with its receipt's items changed. Where the engine's query behind it is still known, that is edited and
 * printed again, so that follow-ups go on from it; else its text is. Errors: EDIT_NOT_POSSIBLE.
 */
export function editStatement(sql: string, edits: readonly StatementEdit[], needs: AskNeeds): string {
  return edits.reduce((text, edit) => editOnce(text, edit, needs), sql);
}

function editOnce(sql: string, edit: StatementEdit, needs: AskNeeds): string {
  const { catalog } = needs.source;
  const { facts } = readStatement(sql, recallShown(sql, needs) ?? null, catalog);
  const isText = catalog.dialect !== "mongodb";
  if (facts === null || facts.isSet || !(isText || isOfTree(edit))) throw new AppError("EDIT_NOT_POSSIBLE");
  if (!isOfTree(edit)) return edit.kind === "setJoin" ? withJoin(sql, facts, edit) : withMissing(sql, facts, edit);
  const dropped = droppedBy(edit, facts);
  const window = edit.kind === "setDateWindow" ? windowFor(edit, facts, needs) : null;
  const edited =
    editTree(sql, facts, dropped, window, needs) ?? (isText ? editText(sql, facts, dropped, window, needs) : null);
  if (edited === null) throw new AppError("EDIT_NOT_POSSIBLE");
  return edited;
}

const JOIN_WORDS = /^(?:INNER\s+|LEFT\s+(?:OUTER\s+)?)?JOIN\b/i;

/** The query form has no kinds of joins, so that this is always a change of the text. */
function withJoin(
  sql: string,
  facts: StatementFacts,
  { id, join }: Extract<StatementEdit, { kind: "setJoin" }>,
): string {
  const found = facts.joins[numberIn(id, /^j(\d+)$/)];
  if (found === undefined) throw new AppError("EDIT_NOT_POSSIBLE", { message: `The statement has no join ${id}.` });
  const words = JOIN_WORDS.exec(textAt(sql, found))?.[0];
  if (words === undefined || (found.kind !== "inner" && found.kind !== "left")) throw new AppError("EDIT_NOT_POSSIBLE");
  const text = join === "left" ? "LEFT JOIN" : "JOIN";
  return splice(sql, [{ start: found.start, end: found.start + words.length, text }]);
}

/** Like the kinds of joins, nothing that the query form can say. */
function withMissing(
  sql: string,
  facts: StatementFacts,
  { by, of }: Extract<StatementEdit, { kind: "keepMissing" }>,
): string {
  const pieces = by === "figure" ? filledFigures(sql, facts, of) : widenedConditions(sql, facts, of);
  if (pieces.length === 0) throw new AppError("EDIT_NOT_POSSIBLE", { message: `Nothing leaves out a missing ${of}.` });
  return splice(sql, pieces);
}

/** Extremes are what they are without the missing ones. */
const filledFigures = (sql: string, facts: StatementFacts, of: string) =>
  facts.aggregates
    .filter(({ fn, isDistinct, arg }) => !isDistinct && fn !== "min" && fn !== "max" && textAt(sql, arg) === of)
    .map(({ fn, arg }) => ({ ...arg, text: fn === "count" ? "*" : `COALESCE(${of}, 0)` }));

const widenedConditions = (sql: string, facts: StatementFacts, of: string) =>
  facts.conditions
    .filter(({ column, operator }) => column !== null && operator !== null && textAt(sql, column) === of)
    .map(({ start, end }) => ({ start, end, text: `(${sql.slice(start, end)} OR ${of} IS NULL)` }));

/** Counted from 0; -1 for what is no id. */
const numberIn = (id: string, form: RegExp): number => Number(form.exec(id)?.[1] ?? 0) - 1;

interface Window {
  readonly resolved: ResolvedColumn;
  /** As the statement writes the column. */
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Which conditions go: the one named, or those that the old window is made of. */
type ConditionEdit = Extract<StatementEdit, { kind: "removeCondition" | "setDateWindow" }>;

/** The query form knows conditions, and no kinds of joins. */
const isOfTree = (edit: StatementEdit): edit is ConditionEdit =>
  edit.kind === "removeCondition" || edit.kind === "setDateWindow";

function droppedBy(edit: ConditionEdit, facts: StatementFacts): ReadonlySet<number> {
  if (edit.kind === "setDateWindow") return new Set(dateWindowOf(facts)?.conditions ?? []);
  const index = numberIn(edit.id, /^c(\d+)$/);
  if (facts.conditions[index] === undefined)
    throw new AppError("EDIT_NOT_POSSIBLE", { message: `The statement has no condition ${edit.id}.` });
  return new Set([index]);
}

function windowFor(
  edit: Extract<StatementEdit, { kind: "setDateWindow" }>,
  facts: StatementFacts,
  needs: AskNeeds,
): Window {
  const { from, to } = edit;
  const { catalog } = needs.source;
  const old = edit.column === undefined ? dateWindowOf(facts)?.column : undefined;
  const named = old ?? namedColumn(edit.column ?? "", facts, needs);
  const resolved = named === null ? null : resolveColumn(named, facts, catalog);
  if (named === null || resolved === null)
    throw new AppError("EDIT_NOT_POSSIBLE", { message: "No date column is known for this statement." });
  const { dialect } = catalog;
  const own = nameOf(named.name, dialect);
  const text = named.qualifier === null ? own : `${nameOf(named.qualifier, dialect)}.${own}`;
  return { resolved, text, from, to };
}

function namedColumn(path: string, facts: StatementFacts, { source }: AskNeeds) {
  const dot = path.lastIndexOf(".");
  const name = path.slice(dot + 1);
  const owner = facts.tables.find((table) => {
    const found = tableOf(table, facts, source.catalog);
    return found !== undefined && found.name.toLowerCase() === path.slice(0, dot).toLowerCase();
  });
  return owner === undefined ? null : { qualifier: owner.alias, name, start: 0, end: 0 };
}

function editTree(
  sql: string,
  facts: StatementFacts,
  dropped: ReadonlySet<number>,
  window: Window | null,
  needs: AskNeeds,
): string | null {
  const query = recallShown(sql, needs);
  if (query === undefined) return null;
  const { where: _where, ...rest } = query;
  const predicates = predicatesByCondition(query);
  if (predicates.length !== facts.conditions.length) return null;
  const gone = new Set(predicates.filter((_predicate, index) => dropped.has(index)));
  const kept = [...new Set(predicates)].filter((predicate) => !gone.has(predicate));
  const where = allOf([...kept, window === null ? undefined : rangeOf(window)]);
  const edited: Query = { ...rest, ...(where === undefined ? {} : { where }) };
  const printed = printSql(edited, needs.source.catalog, needs.source.catalog.dialect);
  rememberShown([{ sql: printed, query: edited }], needs);
  return printed;
}

function rangeOf({ resolved, from, to }: Window): Predicate | undefined {
  if (from === null && to === null) return undefined;
  const left = columnExpr(resolved.table.name, resolved.column.name);
  return { kind: "dateRange", left, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

function editText(
  sql: string,
  facts: StatementFacts,
  dropped: ReadonlySet<number>,
  window: Window | null,
  needs: AskNeeds,
): string | null {
  const kept = conditionTexts(sql, facts).filter((_text, index) => !dropped.has(index));
  const added = window === null ? [] : windowTexts(window, needs.source.catalog.dialect);
  return withConditions(sql, facts, [...kept, ...added]);
}

function windowTexts({ resolved, text, from, to }: Window, dialect: Dialect): string[] {
  const type = resolved.column.type.kind === "date" ? "DATE" : "TIMESTAMP";
  const literal = (date: string): string => (dialect === "sqlite" ? `'${date}'` : `${type} '${date}'`);
  return [
    ...(from === null ? [] : [`${text} >= ${literal(from)}`]),
    ...(to === null ? [] : [`${text} < ${literal(to)}`]),
  ];
}
