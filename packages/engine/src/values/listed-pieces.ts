import type { ColumnValues } from "@parlance/core";
import { normalize } from "../text/normalize.ts";

/** One member of the lists that a column's cells hold. */
export interface Piece {
  /** As written. */
  readonly text: string;
  readonly separator: string;
  /** Other cells hold the very text inside another word: the "1" of "12, 14". */
  readonly isWithinOthers: boolean;
}

const SEPARATORS = [", ", "; ", " / ", " | "];
const LEAST_SHARE = 0.2;
/** One member in so many must stand in several cells. */
const LEAST_SHARED = 6;
const LONGEST_PIECE = 40;
const MAX_WORDS = 4;
const MAX_LOOKED_AT = 2000;

/**
 * The members of lists kept in one cell, "1, 3, 7" or "Prado (2), Sand", by their key. Only where cells hold several and
 * some of their members stand elsewhere too: a comma in a sentence makes no list.
 */
export function listedPieces(list: ColumnValues): ReadonlyMap<string, Piece> {
  const texts = list.values.slice(0, MAX_LOOKED_AT).map(({ value }) => value);
  const separator = SEPARATORS.find(
    (candidate) => texts.filter((text) => text.includes(candidate)).length >= Math.max(2, LEAST_SHARE * texts.length),
  );
  if (separator === undefined) return new Map();
  const cells = texts.map((text) => ({ text, pieces: text.split(separator).map(withoutRemark) }));
  if (cells.some(({ pieces }) => pieces.some(isProse))) return new Map();
  const counts = new Map<string, number>();
  for (const { pieces } of cells) for (const piece of new Set(pieces)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const several = cells.filter(({ pieces }) => pieces.length > 1);
  const shared = new Set(several.flatMap(({ pieces }) => pieces.filter((piece) => (counts.get(piece) ?? 0) > 1)));
  const isAlsoAlone = cells.some(({ pieces: [only = "", ...more] }) => more.length === 0 && shared.has(only));
  if (!isAlsoAlone && shared.size * LEAST_SHARED < counts.size) return new Map();
  return new Map(
    [...counts.keys()].flatMap((text): [string, Piece][] => {
      const low = text.toLowerCase();
      const isWithinOthers = cells.some(
        (cell) => cell.text.toLowerCase().includes(low) && !cell.pieces.some((piece) => piece.toLowerCase() === low),
      );
      const key = normalize(text);
      return key === "" ? [] : [[key, { text, separator, isWithinOthers }]];
    }),
  );
}

/** "Prado (2)" is Prado. */
const withoutRemark = (piece: string): string => piece.trim().replace(/\s*\([^)]*\)$/, "");

const isProse = (piece: string): boolean => piece.length > LONGEST_PIECE || piece.split(" ").length > MAX_WORDS;
