/** A catalog is part of its source: whoever may read the one may read the other. */
export { assertHolds as assertHasCatalog } from "../ask/policy.ts";
export { assertCanRead as assertCanReadCatalog } from "../sources/policy.ts";
