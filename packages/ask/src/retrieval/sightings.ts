import type { Place } from "./table-places.ts";

/** Where something stands that the question names: a value of a column, or a phrase of the team's own. */
export interface Sighting extends Place {
  /** Positions of the question's tokens it takes up. */
  readonly at: ReadonlySet<number>;
  /** 0 to 1. */
  readonly score: number;
}
