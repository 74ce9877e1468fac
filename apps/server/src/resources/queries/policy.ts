/** Running one's own SQL needs what asking needs: the guard decides about the statement, this about the source. */
export { assertCanAsk as assertCanQuery } from "../ask/policy.ts";
