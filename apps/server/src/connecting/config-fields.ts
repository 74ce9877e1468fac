import { z } from "zod";

/** The part of JSON Schema that connector configs use, with the marks that core's FieldMeta adds. */
export interface ConfigSchema {
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly items?: ConfigSchema;
  readonly oneOf?: readonly ConfigSchema[];
  readonly anyOf?: readonly ConfigSchema[];
  readonly const?: unknown;
  readonly isSecret?: boolean;
  readonly bindsSecrets?: boolean;
  /** A person gives it by agreeing elsewhere, not by typing. */
  readonly consent?: "google";
}

export type ConfigValues = Readonly<Record<string, unknown>>;

/** The config as the web form and programs see it: JSON Schema with label, help and secret marks. */
export const schemaOf = (config: z.ZodType): ConfigSchema =>
  // zod types its output more loosely than the keywords read here.
  z.toJSONSchema(config, { io: "input", unrepresentable: "any" }) as ConfigSchema;

interface Field {
  /** Keys joined by dots; items of lists by their number. */
  readonly path: string;
  readonly value: unknown;
  readonly isSecret: boolean;
  readonly bindsSecrets: boolean;
}

const isRecord = (value: unknown): value is ConfigValues =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every field that these values have or could have, as the schema's fitting variants list them. */
function fieldsOf(schema: ConfigSchema, value: unknown, path = ""): Field[] {
  const isLeaf = schema.isSecret === true || schema.bindsSecrets === true;
  const variants = schema.oneOf ?? schema.anyOf;
  if (!isLeaf && variants !== undefined) {
    return variants.filter((variant) => fits(variant, value)).flatMap((variant) => fieldsOf(variant, value, path));
  }
  if (!isLeaf && schema.properties !== undefined && (isRecord(value) || path === "")) {
    const values: ConfigValues = isRecord(value) ? value : {};
    return Object.entries(schema.properties).flatMap(([key, part]) =>
      fieldsOf(part, values[key], path === "" ? key : `${path}.${key}`),
    );
  }
  if (!isLeaf && schema.items !== undefined && Array.isArray(value)) {
    const { items } = schema;
    return value.flatMap((item, index) => fieldsOf(items, item, `${path}.${index}`));
  }
  return [{ path, value, isSecret: schema.isSecret === true, bindsSecrets: schema.bindsSecrets === true }];
}

/** A variant is told by its constant fields, such as kind: "bearer". */
const fits = ({ properties = {} }: ConfigSchema, value: unknown): boolean =>
  Object.entries(properties).every(
    ([key, part]) => part.const === undefined || (isRecord(value) && value[key] === part.const),
  );

export interface SplitConfig {
  /** What may be shown. */
  readonly open: ConfigValues;
  /** Text by path. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Takes the secrets out of a config. */
export function splitSecrets(schema: ConfigSchema, values: ConfigValues): SplitConfig {
  const secretFields = fieldsOf(schema, values).filter(
    // Connectors that can do without a secret default it to nothing, which is no secret.
    ({ isSecret, value }) => isSecret && value !== undefined && value !== "",
  );
  const open = secretFields.reduce((config, { path }) => withValue(config, path, undefined), values);
  return { open, secrets: Object.fromEntries(secretFields.map(({ path, value }) => [path, secretText(value)])) };
}

/** Puts kept secrets where the values leave them out and the schema has a place for them. */
export function joinSecrets(
  schema: ConfigSchema,
  values: ConfigValues,
  secrets: Readonly<Record<string, string>>,
): ConfigValues {
  const missing = fieldsOf(schema, values).filter(({ isSecret, value }) => isSecret && value === undefined);
  return missing.reduce((config, { path }) => {
    const kept = secrets[path];
    return kept === undefined ? config : withValue(config, path, kept);
  }, values);
}

/** Kept secrets that these values would use. */
export const reusedSecrets = (schema: ConfigSchema, values: ConfigValues, kept: readonly string[]): readonly string[] =>
  fieldsOf(schema, values)
    .filter(({ isSecret, value, path }) => isSecret && value === undefined && kept.includes(path))
    .map(({ path }) => path);

/** Fields that say where secrets are sent and that differ between two configs. */
export function changedBindings(schema: ConfigSchema, before: ConfigValues, after: ConfigValues): readonly string[] {
  const bindings = (values: ConfigValues) =>
    new Map(
      fieldsOf(schema, values)
        .filter(({ bindsSecrets }) => bindsSecrets)
        .map(({ path, value }) => [path, JSON.stringify(value ?? null)]),
    );
  const [old, fresh] = [bindings(before), bindings(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path));
}

/** An explicit null means "without": the field goes, and a kept secret is not put in its place. */
export function withoutNulls(values: ConfigValues): { readonly values: ConfigValues; readonly removed: string[] } {
  const removed: string[] = [];
  const clean = (record: ConfigValues, path: string): ConfigValues =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) => {
        const here = path === "" ? key : `${path}.${key}`;
        if (value === null) removed.push(here);
        return value === null ? [] : [[key, isRecord(value) ? clean(value, here) : value]];
      }),
    );
  return { values: clean(values, ""), removed };
}

const secretText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** A copy with one value set, or taken out when it is undefined. */
function withValue(values: ConfigValues, path: string, value: unknown): ConfigValues {
  const copy: Record<string, unknown> = structuredClone(values);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let place: Record<string, unknown> = copy;
  for (const key of keys) {
    const next = place[key];
    if (typeof next !== "object" || next === null) return copy;
    // An array is reached by its numbers just as an object by its names.
    place = next as Record<string, unknown>;
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}
