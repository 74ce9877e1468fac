/** What a connector says about one of its settings: JSON Schema with the marks of core's FieldMeta. */
export interface FieldSchema {
  readonly type?: string;
  readonly label?: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly isSecret?: boolean;
  readonly bindsSecrets?: boolean;
  readonly isAdvanced?: boolean;
  readonly consent?: "google";
  readonly showWhen?: { readonly field: string; readonly oneOf: readonly string[] };
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

export type ConfigValues = Readonly<Record<string, unknown>>;

export interface FormField {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly isRequired: boolean;
}

/** The settings of an object schema, in the order in which the connector lists them. */
export const fieldsOf = ({ properties = {}, required = [] }: FieldSchema): FormField[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    isRequired: required.includes(name) && schema.default === undefined,
  }));

/** Whether a setting matters for what the others say. */
export function isShown({ schema: { showWhen } }: FormField, values: ConfigValues, all: readonly FormField[]): boolean {
  if (showWhen === undefined) return true;
  const decider = all.find(({ name }) => name === showWhen.field);
  const value = values[showWhen.field] ?? decider?.schema.default;
  return showWhen.oneOf.includes(String(value));
}

/** How a setting is asked for. */
export type FieldKind =
  | "consent"
  | "choice"
  | "switch"
  | "number"
  | "secret"
  | "long"
  | "rows"
  | "lines"
  | "group"
  | "text";

const LONG_TEXT = 4_000;

export function kindOf(schema: FieldSchema): FieldKind {
  const isPasted = /^(?:-----BEGIN|\{)/.test(schema.placeholder ?? "");
  if (schema.consent !== undefined) return "consent";
  if (schema.enum !== undefined) return "choice";
  if (schema.type === "boolean") return "switch";
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (schema.type === "array") return schema.items?.type === "object" ? "rows" : "lines";
  if (schema.type === "object") return "group";
  if (isPasted || (schema.isSecret !== true && (schema.maxLength ?? 0) >= LONG_TEXT)) return "long";
  return schema.isSecret === true ? "secret" : "text";
}

/** What a form starts with: one empty row where a list must have one. */
export function emptyValues(schema: FieldSchema): ConfigValues {
  const lists = fieldsOf(schema).filter((field) => field.isRequired && kindOf(field.schema) === "rows");
  return Object.fromEntries(lists.map(({ name }) => [name, [{}]]));
}

/** The values to send: nothing for what was left empty, so that defaults and kept secrets apply. */
export function cleanValues(schema: FieldSchema, values: ConfigValues): ConfigValues {
  const fields = fieldsOf(schema);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = isShown(field, values, fields) ? cleanValue(field.schema, values[field.name]) : undefined;
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function cleanValue(schema: FieldSchema, value: unknown): unknown {
  if (value === undefined || value === "") return undefined;
  const kind = kindOf(schema);
  if (kind === "group") return cleanValues(schema, asValues(value));
  if (kind === "rows" && Array.isArray(value))
    return value.map((row) => cleanValues(schema.items ?? {}, asValues(row)));
  if (kind === "lines" && typeof value === "string") return value.split("\n").filter((line) => line.trim() !== "");
  if (kind === "number" && typeof value === "string") return Number.isNaN(Number(value)) ? value : Number(value);
  return value;
}

export const asValues = (value: unknown): ConfigValues =>
  // Only objects arrive here: what a form keeps for a group or a row, and what the server sends as config.
  typeof value === "object" && value !== null ? (value as ConfigValues) : {};

export type FieldProblems = Readonly<Record<string, string>>;

/** What the server said about each setting, by its path. */
export function problemsOf(details: Readonly<Record<string, unknown>>): FieldProblems {
  const { fields } = details;
  if (!Array.isArray(fields)) return {};
  return Object.fromEntries(
    fields.flatMap((one: unknown) => {
      const { field, problem } = asValues(one);
      return typeof field === "string" && typeof problem === "string" ? [[field, problem]] : [];
    }),
  );
}
