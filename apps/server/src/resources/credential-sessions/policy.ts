import type { Permission } from "../../permissions/permission.ts";

/** Asking, and nothing that is kept: what a session does leaves with it. */
export const RIGHTS: readonly Permission[] = [
  "workspace.read",
  "source.read",
  "answer.ask",
  "query.run",
  "result.read",
  "result.export",
];
