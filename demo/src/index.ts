export type { DemoPeriod, DemoQuestion, DemoTable, DemoWorkspace } from "./demo-workspace.ts";
export { demoWorkspaces } from "./demo-workspaces.ts";
export {
  type DemoRequest,
  type DescribedDemoTable,
  demoStatements,
  demoTables,
  findDemoWorkspace,
  generateDemo,
} from "./generate-demo.ts";
