import type { Catalog, ColumnValues, VerifiedQuestion, WorkspaceKnowledge } from "@parlance/core";
import type { DerivedMeasure } from "./derived/derived-measures.ts";
import type { MetricColumn } from "./knowledge/metric-column.ts";
import type { TeamRules } from "./knowledge/team-rules.ts";
import { withKnowledge } from "./knowledge/with-knowledge.ts";
import { describeSchema } from "./schema/describe-schema.ts";
import { buildNameIndex, type NameAlias, type NameIndex } from "./schema/name-index.ts";
import type { SchemaModel } from "./schema/schema-model.ts";
import { buildValueIndex, type ValueIndex } from "./values/value-index.ts";

/** Everything about a source that does not depend on the question. Immutable; built once per catalog version. */
export interface PreparedSource {
  readonly catalog: Catalog;
  readonly schema: SchemaModel;
  readonly names: NameIndex;
  readonly values: ValueIndex;
  /** Figures worked out of columns, such as revenue of quantity and price. */
  readonly derived: readonly DerivedMeasure[];
  readonly derivedNames: readonly NameAlias[];
  /** Figures that the team has defined. */
  readonly metrics?: readonly MetricColumn[];
  /** Questions a person has found the right statement for, by their key. */
  readonly verified?: ReadonlyMap<string, VerifiedQuestion>;
  /** What holds for every reading. */
  readonly rules?: TeamRules;
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
  const { plain, schema, derived, derivedNames } = describeSchema(catalog);
  const source = {
    catalog,
    schema,
    derived,
    derivedNames,
    names: buildNameIndex(plain, [...(options.synonyms ?? []), ...derivedNames]),
    values: buildValueIndex(schema, values),
  };
  return options.knowledge ? withKnowledge(source, options.knowledge) : source;
}
