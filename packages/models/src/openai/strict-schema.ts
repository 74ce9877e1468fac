/** OpenAI holds replies strictly only to schemas whose objects require all their fields and forbid others. */
export function isStrictSchema(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrictSchema);
  if (typeof schema !== "object" || schema === null) return true;
  return isStrictObject(schema) && Object.values(schema).every(isStrictSchema);
}

function isStrictObject(schema: object): boolean {
  if (!("properties" in schema) || typeof schema.properties !== "object" || schema.properties === null) return true;
  const required = "required" in schema && Array.isArray(schema.required) ? schema.required : [];
  return (
    "additionalProperties" in schema &&
    schema.additionalProperties === false &&
    Object.keys(schema.properties).every((name) => required.includes(name))
  );
}
