/** Whoever may change a source may change how it is reached; testing needs a place to put the source in. */
export { assertCanChange as assertCanChangeConnection } from "../sources/policy.ts";
