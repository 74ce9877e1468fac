/** Changing a file of a source is changing the source. */
export { assertCanChange as assertCanChangeFiles } from "../sources/policy.ts";
