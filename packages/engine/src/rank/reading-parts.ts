import { BriefMemory, type Query, queryTables } from "@parlance/sql";
import { hashText } from "./hash.ts";

/** What two readings are compared in, to see how far the likely ones agree. */
export const PARTS = ["columns", "shown", "tables", "conditions", "groups", "order"] as const;

/** One number for each part; two readings say the same in a part when its numbers are equal. */
export function partsOf(query: Query): Uint32Array {
  const { from, groupBy, having, isDistinct, limit, order, select, set, where } = query;
  return Uint32Array.of(
    select.length,
    hashText(textOf([select.map((item) => item.expr), isDistinct === true])),
    hashText(queryTables(query).sort().join("\n")),
    hashText(textOf([where, having, set, from])),
    hashText(textOf(groupBy ?? [])),
    hashText(textOf([order, limit])),
  );
}

const written = new BriefMemory<object, string>();

/** The same column of another table, the one a key points to, tells no other thing; other tables are told apart as such. */
function textOf(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "";
  const known = written.get(value);
  if (known !== undefined) return known;
  let text = "";
  if (Array.isArray(value)) for (const inner of value) text += `${textOf(inner)},`;
  else
    for (const [key, inner] of Object.entries(value))
      if (key !== "table" && inner !== undefined) text += `${key}:${textOf(inner)},`;
  const whole = Array.isArray(value) ? `[${text}]` : `{${text}}`;
  written.set(value, whole);
  return whole;
}
