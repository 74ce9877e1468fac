import { BriefMemory } from "@parlance/sql";
import type { Piece } from "./piece.ts";

const known = new BriefMemory<Piece, string>();

/** The same for pieces that say the same. Models are named by their number: a column and a table stand at other places. */
export function pieceText(piece: Piece): string {
  const earlier = known.get(piece);
  if (earlier !== undefined) return earlier;
  const text = fieldsText(piece);
  known.set(piece, text);
  return text;
}

function fieldsText(value: object): string {
  let text = "";
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) text += `${name}:${innerText(inner)},`;
  return text;
}

function innerText(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if ("source" in value && "id" in value) return String(value.id);
  // A measure or a key of groups, which may hold a model; a predicate holds none.
  return "column" in value || "table" in value ? `{${fieldsText(value)}}` : JSON.stringify(value);
}
