import type { Catalog, Column, Table, WorkspaceKnowledge } from "@parlance/core";
import { identifierWords, spelledOut } from "@parlance/engine/words";

export type DocumentKind = "table" | "column" | "metric" | "term" | "verified";

/** A piece of what is known of a source, as text to be searched. */
export interface SchemaDocument {
  /** Unique in its source and the same for the same thing at every version. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly table?: string;
  readonly column?: string;
  readonly text: string;
  /** For verified questions: the statement that answers them. */
  readonly sql?: string;
}

export interface DocumentOptions {
  /** Whether values that stand in cells may be written into the texts. */
  readonly withValues: boolean;
}

const SHOWN_VALUES = 8;
const LONGEST_VALUE = 40;

/** One document for every table, column and thing that people have taught. */
export function schemaDocuments(
  catalog: Catalog,
  knowledge: WorkspaceKnowledge,
  options: DocumentOptions,
): readonly SchemaDocument[] {
  return [
    ...catalog.tables.flatMap((table) => [
      tableDocument(table),
      ...table.columns.map((column) => columnDocument(table, column, options)),
    ]),
    ...knowledgeDocuments(knowledge, options),
  ];
}

const readable = (name: string): string => spelledOut(identifierWords(name)).join(" ");

const sentence = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(". ");

function tableDocument(table: Table): SchemaDocument {
  const columns = table.columns.map((column) => readable(column.name)).join(", ");
  const keys = table.foreignKeys.map((key) => readable(key.refTable)).join(", ");
  const joins = keys === "" ? undefined : `joined to ${keys}`;
  const text = sentence(
    readable(table.nativeName ?? table.name),
    table.comment,
    columns,
    joins,
    readable(table.schema ?? ""),
  );
  return { id: `table:${table.name}`, kind: "table", table: table.name, text };
}

function columnDocument(table: Table, column: Column, { withValues }: DocumentOptions): SchemaDocument {
  const top = withValues ? (column.profile?.topValues ?? []) : [];
  const values = top.slice(0, SHOWN_VALUES).map(({ value }) => value.slice(0, LONGEST_VALUE));
  const name = `${readable(column.name)} of ${readable(table.nativeName ?? table.name)}`;
  return {
    id: `column:${table.name}:${column.name}`,
    kind: "column",
    table: table.name,
    column: column.name,
    text: sentence(name, column.comment, column.type.kind, values.join(", ")),
  };
}

/** What people have written is theirs to name; of values only the phrase for one is told where values may not be. */
function knowledgeDocuments(knowledge: WorkspaceKnowledge, { withValues }: DocumentOptions): SchemaDocument[] {
  const aliases = knowledge.aliases.map(({ phrase, target }): SchemaDocument => {
    if (target.kind === "metric") {
      const figure = target.metric.kind === "ratio" ? target.metric.above : target.metric;
      return { id: `metric:${phrase}`, kind: "metric", table: figure.table, text: phrase };
    }
    const id = `term:${target.kind}:${phrase}`;
    if (target.kind === "join") return { id, kind: "term", table: target.from.table, text: phrase };
    const meaning = target.kind === "value" && withValues ? target.value : "";
    const column = target.kind === "table" ? {} : { column: target.column };
    return { id, kind: "term", table: target.table, ...column, text: sentence(phrase, meaning) };
  });
  const verified = knowledge.verified.map(
    ({ question, sql }): SchemaDocument => ({ id: `verified:${question}`, kind: "verified", text: question, sql }),
  );
  return [...aliases, ...verified];
}
