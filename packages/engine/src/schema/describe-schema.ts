import type { Catalog } from "@parlance/core";
import { type DerivedMeasure, derivedMeasures } from "../derived/derived-measures.ts";
import type { NameAlias } from "./name-index.ts";
import { buildSchema, type SchemaModel } from "./schema-model.ts";

export interface DescribedSchema {
  /** Tables and columns as they are kept. */
  readonly plain: SchemaModel;
  /** With the figures worked out of columns. */
  readonly schema: SchemaModel;
  readonly derived: readonly DerivedMeasure[];
  readonly derivedNames: readonly NameAlias[];
}

export function describeSchema(catalog: Catalog): DescribedSchema {
  const plain = buildSchema(catalog);
  const { measures, aliases } = derivedMeasures(plain);
  const schema = { ...plain, columns: [...plain.columns, ...measures.map((measure) => measure.model)] };
  return { plain, schema, derived: measures, derivedNames: aliases };
}
