import { BriefMemory } from "@parlance/sql";
import type { Path } from "./lattice.ts";
import type { Fragment, Piece } from "./piece.ts";

type PieceOf<K extends Piece["kind"]> = Extract<Piece, { kind: K }>;

/** A piece with where its fragment stands in the question. */
export type Placed<K extends Piece["kind"]> = PieceOf<K> & { readonly start: number; readonly end: number };

/** The pieces of a path, sorted by what they do. Order within a list is the order of the question. */
export interface Parts {
  readonly all: readonly Placed<Piece["kind"]>[];
  readonly of: <K extends Piece["kind"]>(kind: K) => readonly Placed<K>[];
  readonly has: (kind: Piece["kind"]) => boolean;
}

const sorted = new BriefMemory<Path, Parts>();

export function partsOf(path: Path): Parts {
  const earlier = sorted.get(path);
  if (earlier) return earlier;
  const found = sortedParts(path);
  sorted.set(path, found);
  return found;
}

function sortedParts(path: Path): Parts {
  const all = path.fragments.flatMap(placed);
  const byKind = new Map<Piece["kind"], Placed<Piece["kind"]>[]>();
  for (const piece of all) {
    const own = byKind.get(piece.kind);
    if (own) own.push(piece);
    else byKind.set(piece.kind, [piece]);
  }
  // A list holds pieces of the kind it stands under and no others.
  const of = <K extends Piece["kind"]>(kind: K): readonly Placed<K>[] =>
    (byKind.get(kind) ?? NONE) as readonly Placed<Piece["kind"]>[] as readonly Placed<K>[];
  return { all, of, has: (kind) => byKind.has(kind) };
}

const NONE: readonly never[] = [];
/** A fragment stands in many paths. */
const known = new BriefMemory<Fragment, readonly Placed<Piece["kind"]>[]>();

function placed(fragment: Fragment): readonly Placed<Piece["kind"]>[] {
  const earlier = known.get(fragment);
  if (earlier) return earlier;
  const { start, end } = fragment;
  const found = fragment.pieces.map((piece) => ({ ...piece, start, end }));
  known.set(fragment, found);
  return found;
}
