import { partsOf, type RankInput } from "@parlance/engine/training";

/**
 * Many questions with their candidates as flat arrays, so that threads can share them. `xStart` gives where the values
 * of each question or row begin, with one entry more than there are.
 */
export interface Packed {
  readonly gramStart: Uint32Array;
  readonly grams: Uint32Array;
  /** First row of each question. */
  readonly rowStart: Uint32Array;
  readonly denseStart: Uint32Array;
  /** Positions of the features that are not zero. */
  readonly denseAt: Uint16Array;
  readonly dense: Float32Array;
  readonly clauseStart: Uint32Array;
  readonly clauses: Uint32Array;
  readonly localStart: Uint32Array;
  readonly locals: Uint32Array;
  readonly cost: Float32Array;
  /** As many numbers a row as there are PARTS. */
  readonly parts: Uint32Array;
  /** As many numbers a row as there are FIT_NUMBERS. */
  readonly fit: Float32Array;
  readonly handScore: Float32Array;
  readonly isRight: Uint8Array;
}

export const questionCount = (packed: Packed): number => packed.rowStart.length - 1;

/** One question ready to be packed. */
export interface Labelled {
  readonly input: RankInput;
  readonly handScores: readonly number[];
  /** What speaks against each row, in log-odds. */
  readonly costs: readonly number[];
  readonly isRight: readonly boolean[];
  /** Of each row, in the order of FIT_NUMBERS. */
  readonly fits: readonly (readonly number[])[];
}

export function pack(questions: readonly Labelled[]): Packed {
  const rows = questions.flatMap(({ input }) => input.rows);
  const sparse = rows.map((row) => Array.from(row.dense).flatMap((value, at) => (value === 0 ? [] : [{ at, value }])));
  return {
    gramStart: starts(questions.map(({ input }) => input.grams.length)),
    grams: joined(questions.map(({ input }) => input.grams)),
    rowStart: starts(questions.map(({ input }) => input.rows.length)),
    denseStart: starts(sparse.map((row) => row.length)),
    denseAt: Uint16Array.from(sparse.flatMap((row) => row.map((entry) => entry.at))),
    dense: Float32Array.from(sparse.flatMap((row) => row.map((entry) => entry.value))),
    clauseStart: starts(rows.map((row) => row.clauses.length)),
    clauses: joined(rows.map((row) => row.clauses)),
    localStart: starts(rows.map(({ locals }) => locals.ofPath.length + locals.ofForm.length)),
    locals: joined(rows.flatMap(({ locals }) => [locals.ofPath, locals.ofForm])),
    cost: Float32Array.from(questions.flatMap(({ costs }) => costs)),
    parts: joined(rows.map((row) => partsOf(row.query))),
    fit: Float32Array.from(questions.flatMap(({ fits }) => fits.flat())),
    handScore: Float32Array.from(questions.flatMap(({ handScores }) => handScores)),
    isRight: Uint8Array.from(questions.flatMap(({ isRight }) => isRight.map(Number))),
  };
}

function starts(lengths: readonly number[]): Uint32Array {
  const out = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    out[i + 1] = (out[i] ?? 0) + length;
  });
  return out;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const out = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

type Numbers = Uint32Array | Uint16Array | Uint8Array | Float32Array;

/** One set of all, in the order given, in memory that threads share. */
export function concatenate(parts: readonly Packed[]): Packed {
  const plain = <T extends Numbers>(pick: (part: Packed) => T): T => sharedOf(parts.map(pick), 0);
  const offsets = (pick: (part: Packed) => Uint32Array): Uint32Array => {
    let base = 0;
    const moved = parts.map((part) => {
      const own = pick(part);
      const out = own.map((value) => value + base).subarray(0, -1);
      base += own.at(-1) ?? 0;
      return out;
    });
    const all = sharedOf(moved, 1);
    all[all.length - 1] = base;
    return all;
  };
  return {
    gramStart: offsets((part) => part.gramStart),
    grams: plain((part) => part.grams),
    rowStart: offsets((part) => part.rowStart),
    denseStart: offsets((part) => part.denseStart),
    denseAt: plain((part) => part.denseAt),
    dense: plain((part) => part.dense),
    clauseStart: offsets((part) => part.clauseStart),
    clauses: plain((part) => part.clauses),
    localStart: offsets((part) => part.localStart),
    locals: plain((part) => part.locals),
    cost: plain((part) => part.cost),
    parts: plain((part) => part.parts),
    fit: plain((part) => part.fit),
    handScore: plain((part) => part.handScore),
    isRight: plain((part) => part.isRight),
  };
}

function sharedOf<T extends Numbers>(arrays: readonly T[], more: number): T {
  const length = arrays.reduce((sum, array) => sum + array.length, more);
  const [first] = arrays;
  if (first === undefined) throw new Error("Nothing to train on.");
  const bytes = new SharedArrayBuffer(length * first.BYTES_PER_ELEMENT);
  // The constructor of an array makes arrays of its own kind.
  const all = new (first.constructor as new (buffer: SharedArrayBuffer) => T)(bytes);
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
