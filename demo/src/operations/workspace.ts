import type { DemoWorkspace } from "../demo-workspace.ts";
import { operationsQuestions } from "./questions.ts";
import { operationsStatements } from "./statements.ts";
import { operationsTables } from "./tables.ts";

export const operationsWorkspace: DemoWorkspace = {
  id: "operations",
  name: "Operations",
  description: "Warehouses, suppliers, stock, shipments and purchase orders, with every leg of the journey.",
  tables: operationsTables,
  questions: operationsQuestions,
  statements: operationsStatements,
};
