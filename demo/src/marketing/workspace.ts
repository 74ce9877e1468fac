import type { DemoWorkspace } from "../demo-workspace.ts";
import { marketingQuestions } from "./questions.ts";
import { marketingStatements } from "./statements.ts";
import { marketingTables } from "./tables.ts";

export const marketingWorkspace: DemoWorkspace = {
  id: "marketing",
  name: "Marketing",
  description: "Campaigns, ad spend, leads, conversions and e-mail for the same shop, day by day.",
  tables: marketingTables,
  questions: marketingQuestions,
  statements: marketingStatements,
};
