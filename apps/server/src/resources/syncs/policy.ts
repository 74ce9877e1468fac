/** A sync changes what a source shows; its history is part of the source. */
export { assertCanChange as assertCanSync, assertCanRead as assertCanReadSyncs } from "../sources/policy.ts";
