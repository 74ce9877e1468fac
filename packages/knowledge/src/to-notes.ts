import type { KnowledgeBody, KnowledgeEntry, MetricBody, RetrievedNote } from "@parlance/core";
import { conditionText, metricText } from "./metric-text.ts";

/** Something written down, as a model is told it; a search finds which of them a question needs. */
export type KnowledgeNote = Omit<RetrievedNote, "score"> & {
  /** Tables it is about. Where a prompt shows one of them, rules about it belong there too. */
  readonly tables: readonly string[];
};

/** Words for tables and columns and descriptions are notes as well: a model has to know what the team calls things. */
export const toNotes = (entries: readonly Pick<KnowledgeEntry, "id" | "body">[]): KnowledgeNote[] =>
  entries.flatMap(({ id, body }) => noteOf(id, body) ?? []);

function noteOf(id: string, body: KnowledgeBody): KnowledgeNote | undefined {
  switch (body.kind) {
    case "metric":
      return { id, kind: "metric", text: metricNote(body), tables: metricTables(body) };
    case "term":
      return { id, kind: "term", text: `${body.term}: ${body.text}`, tables: [] };
    case "verified":
      return { id, kind: "verified", text: body.question, sql: body.sql, tables: [] };
    case "filter": {
      const only = body.only.map((one) => conditionText(one, body.table)).join(" AND ");
      const why = body.text === undefined ? "" : ` (${body.text})`;
      return {
        id,
        kind: "rule",
        text: `Unless the question says otherwise, only rows of ${body.table} where ${only} count${why}.`,
        tables: [body.table],
      };
    }
    case "join": {
      const role = body.role === undefined ? "" : ` for the ${body.role}`;
      const { from, to } = body;
      return {
        id,
        kind: "rule",
        text: `Join ${from.table} to ${to.table}${role} on ${from.table}.${from.column} = ${to.table}.${to.column}.`,
        tables: [from.table, to.table],
      };
    }
    case "alias":
      return { id, kind: "term", text: aliasNote(body), tables: [body.target.table] };
    case "description":
    case "hidden":
      return undefined;
  }
}

function aliasNote({ phrase, target }: Extract<KnowledgeBody, { kind: "alias" }>): string {
  switch (target.kind) {
    case "table":
      return `"${phrase}" means the table ${target.table}.`;
    case "column":
      return `"${phrase}" means ${target.table}.${target.column}.`;
    case "value":
      return `"${phrase}" means ${target.table}.${target.column} = '${target.value.replaceAll("'", "''")}'.`;
  }
}

function metricNote(body: MetricBody): string {
  const also = body.synonyms === undefined || body.synonyms.length === 0 ? "" : ` (also ${body.synonyms.join(", ")})`;
  const facts = [
    body.description,
    body.grain === undefined ? undefined : `Grain: ${body.grain}.`,
    body.unit === undefined ? undefined : `Unit: ${body.unit}.`,
  ].filter((fact) => fact !== undefined);
  return [`${body.name}${also} = ${metricText(body.definition)}`, ...facts].join(". ").replaceAll("..", ".");
}

const metricTables = ({ definition }: MetricBody): string[] =>
  definition.kind === "ratio" ? [...new Set([definition.above.table, definition.below.table])] : [definition.table];
