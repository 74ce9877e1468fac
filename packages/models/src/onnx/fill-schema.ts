type Schema = Readonly<Record<string, unknown>>;

/**
 * A model that writes one sentence cannot write an object: its text becomes the first text field that the schema
 * requires, and the other fields say nothing.
 */
export function fillSchema(text: string, schema: Schema): unknown {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : Object.keys(properties);
  const main = required.find((name) => typeOf(properties[name]) === "string" && choices(properties[name]) === null);
  return Object.fromEntries(required.map((name) => [name, name === main ? text : nothing(properties[name])]));
}

function nothing(schema: unknown): unknown {
  const [first] = choices(schema) ?? [];
  if (first !== undefined) return first;
  const type = typeOf(schema);
  if (type === "array") return [];
  if (type === "number" || type === "integer") return 0;
  if (type === "boolean") return false;
  if (type === "object" && isObject(schema)) return fillSchema("", schema);
  return type === "string" ? "" : null;
}

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const choices = (schema: unknown): readonly unknown[] | null =>
  isObject(schema) && Array.isArray(schema.enum) ? schema.enum : null;

function typeOf(schema: unknown): string | undefined {
  const type = isObject(schema) ? schema.type : undefined;
  return String((Array.isArray(type) ? type[0] : type) ?? "");
}
