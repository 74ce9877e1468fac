import { type Query, queryTables } from "@parlance/sql";
import { hashText } from "./hash.ts";

/** What two readings are compared in, to see how far the likely ones agree. */
export const PARTS = ["columns", "shown", "tables", "conditions", "groups", "order"] as const;

/** One number for each part; two readings say the same in a part when its numbers are equal. */
export function partsOf(query: Query): Uint32Array {
  const { from, groupBy, having, isDistinct, limit, order, select, set, where } = query;
  return Uint32Array.of(
    select.length,
    hashText(JSON.stringify([select.map((item) => item.expr), isDistinct === true], withoutTables)),
    hashText(queryTables(query).sort().join("\n")),
    hashText(JSON.stringify([where, having, set, from], withoutTables)),
    hashText(JSON.stringify(groupBy ?? [], withoutTables)),
    hashText(JSON.stringify([order, limit], withoutTables)),
  );
}

/** The same column of another table, the one a key points to, tells no other thing; other tables are told apart as such. */
const withoutTables = (key: string, value: unknown): unknown => (key === "table" ? undefined : value);
