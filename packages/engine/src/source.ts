import type { Catalog, ColumnValues, VerifiedQuestion, WorkspaceKnowledge } from "@parlance/core";
import type { MetricColumn } from "./knowledge/metric-column.ts";
import { withKnowledge } from "./knowledge/with-knowledge.ts";
import { buildNameIndex, type NameAlias, type NameIndex } from "./schema/name-index.ts";
import { buildSchema, type SchemaModel } from "./schema/schema-model.ts";
import { buildValueIndex, type ValueIndex } from "./values/value-index.ts";

/** Everything about a source that does not depend on the question. Immutable; built once per catalog version. */
export interface PreparedSource {
  readonly catalog: Catalog;
  readonly schema: SchemaModel;
  readonly names: NameIndex;
  readonly values: ValueIndex;
  /** Figures that the team has defined. */
  readonly metrics?: readonly MetricColumn[];
  /** Questions a person has found the right statement for, by their key. */
  readonly verified?: ReadonlyMap<string, VerifiedQuestion>;
}

export interface PrepareOptions {
  /** Phrases that this workspace's people use for a table or column. */
  readonly synonyms?: readonly NameAlias[];
  /** What this workspace's people have taught. */
  readonly knowledge?: WorkspaceKnowledge;
}

export function prepareSource(
  catalog: Catalog,
  values: readonly ColumnValues[],
  options: PrepareOptions = {},
): PreparedSource {
  const schema = buildSchema(catalog);
  const source = {
    catalog,
    schema,
    names: buildNameIndex(schema, options.synonyms ?? []),
    values: buildValueIndex(schema, values),
  };
  return options.knowledge ? withKnowledge(source, options.knowledge) : source;
}
