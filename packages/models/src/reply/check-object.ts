import { z } from "zod";

type JsonSchema = Readonly<Record<string, unknown>>;

const compiled = new WeakMap<JsonSchema, z.ZodType | null>();

/** What is wrong with an object by its JSON Schema, in a few words; null where nothing is. */
export function findMismatch(value: unknown, schema: JsonSchema): string | null {
  const check = checkOf(schema);
  if (check === null) return null;
  const { success, error } = check.safeParse(value);
  if (success) return null;
  const [issue] = error.issues;
  const place = issue?.path.map(String).join(".") || "the object";
  return `${place}: ${issue?.message ?? "does not meet the schema"}`;
}

function checkOf(schema: JsonSchema): z.ZodType | null {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const check = compile(schema);
  compiled.set(schema, check);
  return check;
}

/** A schema that cannot be checked here is left to the caller, who checks by his own in any case. */
function compile(schema: JsonSchema): z.ZodType | null {
  try {
    // The schema is the caller's JSON Schema object; the library's type for it is narrower than the standard.
    return z.fromJSONSchema(openToMore(schema) as Parameters<typeof z.fromJSONSchema>[0]);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** A field too many harms nobody; vendors' strict modes want them forbidden all the same. */
function openToMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openToMore);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !(name === "additionalProperties" && inner === false))
      .map(([name, inner]) => [name, openToMore(inner)]),
  );
}
