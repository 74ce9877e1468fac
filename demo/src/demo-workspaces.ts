import type { DemoWorkspace } from "./demo-workspace.ts";
import { marketingWorkspace } from "./marketing/workspace.ts";
import { operationsWorkspace } from "./operations/workspace.ts";
import { salesWorkspace } from "./sales/workspace.ts";

/** The three teams a visitor finds on the first page, in the order shown. */
export const demoWorkspaces: readonly DemoWorkspace[] = [salesWorkspace, marketingWorkspace, operationsWorkspace];
