import { today } from "../dates/calendar.ts";
import { findDates } from "../dates/find-dates.ts";
import { withAnybody } from "../mentions/anybody.ts";
import { findMentions } from "../mentions/find-mentions.ts";
import type { TableModel } from "../schema/schema-model.ts";
import type { PreparedSource } from "../source.ts";
import { normalize } from "../text/normalize.ts";
import { type Token, tokenize } from "../text/tokens.ts";
import type { RuleContext } from "./rules/rule-context.ts";

/** A question with everything that was recognised in it. */
export interface AnalyzedQuestion extends RuleContext {
  readonly question: string;
}

export function analyze(question: string, source: PreparedSource, now: number, timeZone: string): AnalyzedQuestion {
  const whole = tokenize(question);
  const split = withoutUnknownQuotes(question, whole, source);
  const tokens = split === question ? whole : tokenize(split);
  const mentions = withAnybody(findMentions(split, tokens, source), tokens, source.schema);
  const dates = findDates(question, tokens, today(now, timeZone));
  return { question, tokens, mentions, dates, schema: source.schema, focus: focusOf(source, mentions) };
}

/** "Ann Lee" in quotes, where first and last name are kept apart: the words are looked up one by one. Offsets stay. */
function withoutUnknownQuotes(question: string, tokens: readonly Token[], source: PreparedSource): string {
  let text = question;
  for (const token of tokens) {
    if (token.kind !== "quoted" || source.values.exact.has(normalize(token.text))) continue;
    const words = normalize(token.text).split(" ");
    if (words.length < 2 || !words.every((word) => source.values.exact.has(word))) continue;
    text = `${text.slice(0, token.start)} ${text.slice(token.start + 1, token.end - 1)} ${text.slice(token.end)}`;
  }
  return text;
}

/** Tables by how much of the question points at them. */
function focusOf(source: PreparedSource, mentions: RuleContext["mentions"]): readonly TableModel[] {
  const weight = new Map<TableModel, number>();
  const add = (table: TableModel, amount: number): void => {
    weight.set(table, (weight.get(table) ?? 0) + amount);
  };
  for (const [id, score] of mentions.tableScore) {
    const table = source.schema.tables[id];
    if (table) add(table, score * 2);
  }
  for (const list of mentions.columns) {
    const best = list[0]?.score ?? 0;
    for (const mention of list)
      if (mention.score >= best - 0.05) add(mention.column.table, mention.score / list.length);
  }
  for (const list of mentions.values)
    for (const mention of list)
      if (mention.how !== "word") add(mention.column.table, (mention.score * 0.8) / list.length);
  if (weight.size === 0) return source.schema.tables.slice(0, 3);
  return [...weight].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id).map(([table]) => table);
}
