import type { Dialect, KnowledgeBody } from "@parlance/core";

/** A member of a combined source, as far as what is known of it goes. */
export interface SourcePart {
  readonly sourceId: string;
  readonly dialect: Dialect;
  /** What the combination calls the member's tables. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * What was written down about a member, in the combination's names. Undefined for what does not carry: statements in the
 * member's own language, and what is about tables that are not part of the combination.
 */
export function inCombination(body: KnowledgeBody, { names, dialect }: SourcePart): KnowledgeBody | undefined {
  if (body.kind === "verified") return undefined;
  const isWritten = body.kind === "metric" && body.definition.kind === "expression";
  if (isWritten && (dialect !== "duckdb" || names.get(body.definition.table) !== body.definition.table))
    return undefined;
  try {
    // Renaming changes texts for texts and nothing else.
    return renamed(body, names) as KnowledgeBody;
  } catch (error) {
    if (error instanceof NotPart) return undefined;
    throw error;
  }
}

class NotPart extends Error {}

/** In every kind of entry a table is named under "table", and nothing else is. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key !== "table" || typeof part !== "string") return [key, renamed(part, names)];
      const name = names.get(part);
      if (name === undefined) throw new NotPart();
      return [key, name];
    }),
  );
}
