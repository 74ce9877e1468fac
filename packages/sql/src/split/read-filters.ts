import { conditionsOf, type Occurrence } from "./occurrence.ts";
import { type ColumnsInReach, type ReadPredicate, readPredicate } from "./read-predicate.ts";

/** A condition that NULL passes says nothing about rows that an outer join may fill with NULL afterwards. */
export function readFilters(occurrence: Occurrence, reach: ColumnsInReach) {
  return conditionsOf(occurrence).flatMap((node) => {
    const read: ReadPredicate | undefined = readPredicate(node, reach);
    return read === undefined || (occurrence.isFilled && !read.refusesNull) ? [] : [{ node, read }];
  });
}
