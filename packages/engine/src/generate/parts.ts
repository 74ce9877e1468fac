import type { Path } from "./lattice.ts";
import type { Piece } from "./piece.ts";

type PieceOf<K extends Piece["kind"]> = Extract<Piece, { kind: K }>;

/** A piece with where its fragment stands in the question. */
export type Placed<K extends Piece["kind"]> = PieceOf<K> & { readonly start: number; readonly end: number };

/** The pieces of a path, sorted by what they do. Order within a list is the order of the question. */
export interface Parts {
  readonly all: readonly Placed<Piece["kind"]>[];
  readonly of: <K extends Piece["kind"]>(kind: K) => readonly Placed<K>[];
  readonly has: (kind: Piece["kind"]) => boolean;
}

export function partsOf(path: Path): Parts {
  const all = path.fragments.flatMap((fragment) =>
    fragment.pieces.map((piece) => ({ ...piece, start: fragment.start, end: fragment.end })),
  );
  const of = <K extends Piece["kind"]>(kind: K): readonly Placed<K>[] =>
    all.filter((piece): piece is Placed<K> => piece.kind === kind);
  return { all, of, has: (kind) => all.some((piece) => piece.kind === kind) };
}
