/** Looking behind an answer needs what asking needs. */
export { assertCanAsk as assertCanExamine } from "../ask/policy.ts";
