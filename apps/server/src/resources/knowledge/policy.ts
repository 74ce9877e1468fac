/** Whoever may ask a source may write down what they know of it: it counts in their own workspace only. */
export { assertCanAsk as assertCanTeach } from "../ask/policy.ts";
