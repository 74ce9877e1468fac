/** Whoever may ask a source may say what they make of its answers. */
export { assertCanAsk as assertCanJudge } from "../ask/policy.ts";
