import type { DemoWorkspace } from "../demo-workspace.ts";
import { salesQuestions } from "./questions.ts";
import { salesStatements } from "./statements.ts";
import { salesTables } from "./tables.ts";

export const salesWorkspace: DemoWorkspace = {
  id: "sales",
  name: "Sales",
  description: "Two years of orders at an outdoor gear shop: customers, products, reps and revenue.",
  tables: salesTables,
  questions: salesQuestions,
  statements: salesStatements,
};
