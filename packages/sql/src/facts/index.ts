export { sameColumn } from "./read-conditions.ts";
export { readStatementFacts } from "./read-statement-facts.ts";
export type {
  FactAggregate,
  FactColumn,
  FactCondition,
  FactItem,
  FactJoin,
  FactLiteral,
  FactPlace,
  FactTable,
  SoughtText,
  StatementFacts,
} from "./statement-facts.ts";
