import type { KnowledgeBody, Metric, MetricCondition, MetricFigure, TypeKind } from "@parlance/core";
import type { ConditionDraft, Draft, FigureDraft } from "./draft.ts";

/** The kind of a column's type, where the form knows it. */
export type TypeOf = (table: string, column: string) => TypeKind | undefined;

const NUMBERS: ReadonlySet<TypeKind> = new Set(["integer", "bigint", "decimal", "double"]);

const optional = <Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } =>
  // An object with one known key; TypeScript sees only a string key.
  text.trim() === "" ? {} : ({ [key]: text.trim() } as { readonly [K in Key]?: string });

/** The entry that a form describes; null while something is missing. */
export function toBody(draft: Draft, typeOf: TypeOf): KnowledgeBody | null {
  const { kind, table, column, name, text } = draft;
  const said = name.trim();
  switch (kind) {
    case "description":
      return table === "" || text.trim() === ""
        ? null
        : { kind, table, ...optional("column", column), text: text.trim() };
    case "hidden":
      return table === "" ? null : { kind, table, ...optional("column", column) };
    case "term":
      return said === "" || text.trim() === "" ? null : { kind, term: said, text: text.trim() };
    case "verified":
      return said === "" || draft.sql.trim() === "" ? null : { kind, question: said, sql: draft.sql.trim() };
    case "filter": {
      const only = conditionsOf(table, draft.only, typeOf);
      return table === "" || only.length === 0 ? null : { kind, table, only, ...optional("text", text) };
    }
    case "join":
      return column === "" || draft.otherColumn === ""
        ? null
        : {
            kind,
            from: { table, column },
            to: { table: draft.otherTable, column: draft.otherColumn },
            ...optional("role", name),
          };
    case "alias":
      return aliasOf(draft);
    case "metric": {
      const definition = metricOf(draft, typeOf);
      const synonyms = listOf(draft.synonyms);
      return said === "" || definition === null
        ? null
        : {
            kind,
            name: said,
            ...(synonyms.length === 0 ? {} : { synonyms }),
            ...optional("description", text),
            definition,
            ...optional("grain", draft.grain),
            ...(draft.format === "" ? {} : { format: draft.format }),
            ...optional("unit", draft.unit),
          };
    }
  }
}

function aliasOf({ name, target, table, column, value }: Draft): KnowledgeBody | null {
  const phrase = name.trim();
  if (phrase === "" || table === "") return null;
  if (target === "table") return { kind: "alias", phrase, target: { kind: "table", table } };
  if (column === "") return null;
  if (target === "column") return { kind: "alias", phrase, target: { kind: "column", table, column } };
  return value === "" ? null : { kind: "alias", phrase, target: { kind: "value", table, column, value } };
}

function metricOf({ metric, above, below, table, sql }: Draft, typeOf: TypeOf): Metric | null {
  if (metric === "expression")
    return table === "" || sql.trim() === "" ? null : { kind: "expression", table, sql: sql.trim() };
  const first = figureOf(above, typeOf);
  if (metric === "figure" || first === null) return first;
  const second = figureOf(below, typeOf);
  return second === null ? null : { kind: "ratio", above: first, below: second };
}

function figureOf({ fn, table, column, only }: FigureDraft, typeOf: TypeOf): MetricFigure | null {
  if (table === "" || (column === "" && fn !== "count")) return null;
  const conditions = conditionsOf(table, only, typeOf);
  return {
    kind: "figure",
    fn,
    table,
    ...optional("column", column),
    ...(conditions.length === 0 ? {} : { only: conditions }),
  };
}

const conditionsOf = (table: string, drafts: readonly ConditionDraft[], typeOf: TypeOf): MetricCondition[] =>
  drafts.flatMap(({ column, values }) => {
    const isOneOf = listOf(values).map((text) => typedValue(text, typeOf(table, column)));
    return column === "" || isOneOf.length === 0 ? [] : [{ column, isOneOf }];
  });

function typedValue(text: string, type: TypeKind | undefined): string | number | boolean {
  if (type !== undefined && NUMBERS.has(type) && text.trim() !== "" && Number.isFinite(Number(text)))
    return Number(text);
  if (type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

/** What stands between commas; quotes keep a comma inside. */
export const listOf = (text: string): string[] =>
  [...text.matchAll(/\s*"((?:[^"\\]|\\.)*)"\s*|([^,]+)/g)]
    .map(([, quoted, plain]) => (quoted === undefined ? (plain ?? "").trim() : quoted.replace(/\\(.)/g, "$1")))
    .filter((item) => item !== "");
