import type { KnowledgeBody, KnowledgeKind, Metric, MetricCondition, MetricFigure, MetricFormat } from "@parlance/core";

export interface ConditionDraft {
  readonly column: string;
  /** Values, separated by commas. */
  readonly values: string;
}

export interface FigureDraft {
  readonly fn: MetricFigure["fn"];
  readonly table: string;
  readonly column: string;
  readonly only: readonly ConditionDraft[];
}

/** Whatever a form holds while it is being filled in: one shape for all, so that switching the kind loses nothing. */
export interface Draft {
  readonly kind: KnowledgeKind;
  /** A phrase, a name, a term, a question or a role. */
  readonly name: string;
  /** A description, an explanation, a reason. */
  readonly text: string;
  readonly sql: string;
  readonly synonyms: string;
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly target: "table" | "column" | "value";
  readonly otherTable: string;
  readonly otherColumn: string;
  readonly only: readonly ConditionDraft[];
  readonly metric: Metric["kind"];
  readonly above: FigureDraft;
  readonly below: FigureDraft;
  readonly grain: string;
  readonly format: MetricFormat | "";
  readonly unit: string;
}

const NO_FIGURE: FigureDraft = { fn: "sum", table: "", column: "", only: [] };

export const emptyDraft = (kind: KnowledgeKind): Draft => ({
  kind,
  name: "",
  text: "",
  sql: "",
  synonyms: "",
  table: "",
  column: "",
  value: "",
  target: "column",
  otherTable: "",
  otherColumn: "",
  only: [],
  metric: "figure",
  above: NO_FIGURE,
  below: { ...NO_FIGURE, fn: "count" },
  grain: "",
  format: "",
  unit: "",
});

const conditionDraft = ({ column, isOneOf }: MetricCondition): ConditionDraft => ({
  column,
  values: isOneOf
    .map((value) => (typeof value === "string" && /[,"]|^\s|\s$/.test(value) ? JSON.stringify(value) : String(value)))
    .join(", "),
});

const figureDraft = ({ fn, table, column = "", only = [] }: MetricFigure): FigureDraft => ({
  fn,
  table,
  column,
  only: only.map(conditionDraft),
});

/** What a form shows of an entry that is there. */
export function draftOf(body: KnowledgeBody): Draft {
  const empty = emptyDraft(body.kind);
  switch (body.kind) {
    case "description":
      return { ...empty, table: body.table, column: body.column ?? "", text: body.text };
    case "hidden":
      return { ...empty, table: body.table, column: body.column ?? "" };
    case "term":
      return { ...empty, name: body.term, text: body.text };
    case "verified":
      return { ...empty, name: body.question, sql: body.sql };
    case "filter":
      return { ...empty, table: body.table, only: body.only.map(conditionDraft), text: body.text ?? "" };
    case "join":
      return {
        ...empty,
        table: body.from.table,
        column: body.from.column,
        otherTable: body.to.table,
        otherColumn: body.to.column,
        name: body.role ?? "",
      };
    case "alias": {
      const { target } = body;
      return {
        ...empty,
        name: body.phrase,
        target: target.kind,
        table: target.table,
        column: target.kind === "table" ? "" : target.column,
        value: target.kind === "value" ? target.value : "",
      };
    }
    case "metric":
      return {
        ...empty,
        name: body.name,
        synonyms: (body.synonyms ?? []).join(", "),
        text: body.description ?? "",
        grain: body.grain ?? "",
        format: body.format ?? "",
        unit: body.unit ?? "",
        ...metricDraft(body.definition, empty),
      };
  }
}

function metricDraft(metric: Metric, empty: Draft): Pick<Draft, "metric" | "above" | "below" | "table" | "sql"> {
  const { above, below, table, sql } = empty;
  switch (metric.kind) {
    case "figure":
      return { metric: "figure", above: figureDraft(metric), below, table, sql };
    case "ratio":
      return { metric: "ratio", above: figureDraft(metric.above), below: figureDraft(metric.below), table, sql };
    case "expression":
      return { metric: "expression", above, below, table: metric.table, sql: metric.sql };
  }
}
