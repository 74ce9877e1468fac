import type { Catalog, ColumnValues } from "@parlance/core";
import { buildNameIndex, type NameAlias, type NameIndex } from "./schema/name-index.ts";
import { buildSchema, type SchemaModel } from "./schema/schema-model.ts";
import { buildValueIndex, type ValueIndex } from "./values/value-index.ts";

/** Everything about a source that does not depend on the question. Immutable; built once per catalog version. */
export interface PreparedSource {
  readonly catalog: Catalog;
  readonly schema: SchemaModel;
  readonly names: NameIndex;
  readonly values: ValueIndex;
}

export interface PrepareOptions {
  /** Phrases that this workspace's people use for a table or column. */
  readonly synonyms?: readonly NameAlias[];
}

export function prepareSource(
  catalog: Catalog,
  values: readonly ColumnValues[],
  options: PrepareOptions = {},
): PreparedSource {
  const schema = buildSchema(catalog);
  return {
    catalog,
    schema,
    names: buildNameIndex(schema, options.synonyms ?? []),
    values: buildValueIndex(schema, values),
  };
}
