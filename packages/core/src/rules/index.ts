export { bindRule } from "./bind-rule.ts";
export { attributesOfRule, checkRule, columnsOfRule, operandsOf } from "./check-rule.ts";
export * from "./condition.ts";
export { type ParsedRule, parseRule } from "./parse-rule.ts";
export { restrictCatalog, restrictValues } from "./restrict-catalog.ts";
export * from "./restriction.ts";
export type { RuleFault } from "./rule-tokens.ts";
