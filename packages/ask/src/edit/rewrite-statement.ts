import type { Dialect } from "@parlance/core";
import type { FactPlace, StatementFacts } from "@parlance/sql";

/** Statements made from the text of another: its own conditions, tables and figures, in its own dialect. */
export const textAt = (sql: string, { start, end }: FactPlace): string => sql.slice(start, end);

/** What stands before SELECT: the inner queries that WITH names. */
const withText = (sql: string, facts: StatementFacts): string => sql.slice(0, facts.selectAt);

/** The statement with these conditions in place of its own; none at all takes WHERE out. */
export function withConditions(sql: string, facts: StatementFacts, conditions: readonly string[]): string | null {
  const { where, from } = facts;
  const joined = conditions
    .map((text) => (needsBrackets(text) && conditions.length > 1 ? `(${text})` : text))
    .join(" AND ");
  if (where !== null) {
    const keyword = sql.slice(0, where.start).search(/WHERE\s*$/i);
    if (keyword === -1) return null;
    if (joined === "") return `${sql.slice(0, keyword).trimEnd()}${gap(sql.slice(where.end))}`;
    return `${sql.slice(0, where.start)}${joined}${sql.slice(where.end)}`;
  }
  if (from === null || joined === "") return from === null ? null : sql;
  return `${sql.slice(0, from.end)} WHERE ${joined}${sql.slice(from.end)}`;
}

const gap = (rest: string): string => (rest === "" || /^\s/.test(rest) ? rest : ` ${rest}`);
const needsBrackets = (text: string): boolean => /\bOR\b/i.test(text) && !/^\(.*\)$/s.test(text);

export const conditionTexts = (sql: string, facts: StatementFacts): string[] =>
  facts.conditions.map((condition) => textAt(sql, condition));

/** Rows of the statement's tables, up to the end of some join, that meet some conditions. */
export function selectFrom(
  sql: string,
  facts: StatementFacts,
  select: string,
  part: { readonly fromEnd?: number; readonly conditions: readonly string[] },
): string | null {
  if (facts.from === null || facts.isSet) return null;
  const from = sql.slice(facts.from.start, part.fromEnd ?? facts.from.end);
  const where = part.conditions.map((text) => (needsBrackets(text) ? `(${text})` : text)).join(" AND ");
  return `${withText(sql, facts)}SELECT ${select} FROM ${from}${where === "" ? "" : ` WHERE ${where}`}`;
}

/** A statement in which pieces are replaced; they must not overlap. */
export function splice(sql: string, pieces: readonly (FactPlace & { readonly text: string })[]): string {
  return [...pieces]
    .sort((a, b) => b.start - a.start)
    .reduce((text, piece) => `${text.slice(0, piece.start)}${piece.text}${text.slice(piece.end)}`, sql);
}

/** A text in quotes, as the dialect writes it. */
export function textLiteralOf(text: string, dialect: Dialect): string {
  const doubled = text.replace(/'/g, "''");
  return dialect === "mysql" || dialect === "bigquery"
    ? `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`
    : `'${doubled}'`;
}

/** A name as the dialect writes it, in quotes where it needs them. */
export function nameOf(name: string, dialect: Dialect): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name)) return name;
  const mark = dialect === "mysql" || dialect === "bigquery" ? "`" : '"';
  return `${mark}${name.replaceAll(mark, mark + mark)}${mark}`;
}
