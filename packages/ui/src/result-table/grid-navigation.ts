/** A place in the grid. Row -1 is the header. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly pageRows: number;
}

export interface KeyPress {
  readonly key: string;
  readonly isControl: boolean;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Where a key leads, after the ARIA grid pattern; null for keys that do not move. */
export function nextPlace(from: Place, { key, isControl }: KeyPress, size: GridSize): Place | null {
  const step = moves[key];
  if (step === undefined) return null;
  const to = step(from, size, isControl);
  return { row: clamp(to.row, -1, size.rows - 1), column: clamp(to.column, 0, size.columns - 1) };
}

type Move = (from: Place, size: GridSize, isControl: boolean) => Place;

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, column }, _size, far) => ({ row: far ? 0 : row - 1, column }),
  ArrowDown: ({ row, column }, size, far) => ({ row: far ? size.rows - 1 : row + 1, column }),
  ArrowLeft: ({ row, column }, _size, far) => ({ row, column: far ? 0 : column - 1 }),
  ArrowRight: ({ row, column }, size, far) => ({ row, column: far ? size.columns - 1 : column + 1 }),
  PageUp: ({ row, column }, size) => ({ row: Math.max(0, row - size.pageRows), column }),
  PageDown: ({ row, column }, size) => ({ row: row + size.pageRows, column }),
  Home: ({ row }, _size, far) => ({ row: far ? 0 : row, column: 0 }),
  End: ({ row }, size, far) => ({ row: far ? size.rows - 1 : row, column: size.columns - 1 }),
};

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const rangeOf = (a: Place, b: Place): Range => ({
  top: Math.max(0, Math.min(a.row, b.row)),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

export const isInRange = (range: Range, row: number, column: number): boolean =>
  row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
