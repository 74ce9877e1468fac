import type { RetrievedNote } from "@parlance/core";

/** Something people have written down, before a search has told how much it bears on a question. */
export type TaughtNote = Omit<RetrievedNote, "score"> & {
  /** Tables it is about. */
  readonly tables: readonly string[];
};
