import type { Catalog, RuleFault } from "@parlance/core";
import type { RuleBody } from "../../governing/data-rule.ts";

/**
 * A rule that promises a code where nobody can make one. What such a rule is about is shown as nothing, where one was made
 * before it was refused.
 */
export function hashingFault(body: RuleBody, { dialect }: Pick<Catalog, "dialect">): RuleFault | null {
  if (dialect !== "mongodb" || body.kind !== "column" || body.action !== "hash") return null;
  return { message: "MongoDB has no function to hash with. Hide the column, or mask it.", start: 0, end: 0 };
}
