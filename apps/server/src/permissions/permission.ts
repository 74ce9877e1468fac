import type { Role } from "./role.ts";

/**
 * Every right there is, as "<type>.<verb>", with the least powerful role that has it in its workspace.
 * "instance.*" belongs to nobody's role: it is the right of those who administer the whole server.
 */
export const LEAST_ROLE = {
  "workspace.list": "viewer",
  "workspace.read": "viewer",
  "workspace.change": "admin",
  "workspace.delete": "owner",
  "member.read": "viewer",
  "member.change": "admin",
  "source.read": "viewer",
  "source.create": "analyst",
  "source.change": "analyst",
  "source.delete": "admin",
  "connection.create": "admin",
  "connection.change": "admin",
  "connection.test": "admin",
  "answer.ask": "viewer",
  "query.run": "analyst",
  "result.read": "viewer",
  "result.export": "analyst",
  "conversation.read": "viewer",
  "conversation.change": "viewer",
  "conversation.share": "analyst",
  "savedAnswer.read": "viewer",
  "savedAnswer.run": "viewer",
  "savedAnswer.change": "analyst",
  "feedback.create": "viewer",
  "feedback.read": "analyst",
  "knowledge.read": "viewer",
  "knowledge.change": "analyst",
  "evaluation.read": "analyst",
  "evaluation.run": "analyst",
  "provider.read": "viewer",
  "provider.change": "viewer",
  "provider.changeShared": "admin",
  "provider.test": "viewer",
  "disclosure.read": "viewer",
  "disclosure.change": "admin",
  "usage.read": "admin",
  "limit.change": "admin",
  "dataRule.read": "admin",
  "dataRule.change": "admin",
  "apiKey.read": "viewer",
  "apiKey.change": "viewer",
  "apiKey.changeOthers": "admin",
  "audit.read": "admin",
  "account.read": "viewer",
  "account.change": "viewer",
} as const satisfies Readonly<Record<string, Role>>;

/** Rights over the whole server. */
export const INSTANCE_PERMISSIONS = [
  "instance.config",
  "instance.prompts",
  "instance.users",
  "instance.workspaces",
  "instance.plugins",
  "instance.audit",
  "instance.usage",
  "instance.operations",
] as const;

export type WorkspacePermission = keyof typeof LEAST_ROLE;
export type InstancePermission = (typeof INSTANCE_PERMISSIONS)[number];
export type Permission = WorkspacePermission | InstancePermission;

export const ALL_PERMISSIONS: readonly Permission[] = [
  // The keys of the table above are permissions by its type.
  ...(Object.keys(LEAST_ROLE) as WorkspacePermission[]),
  ...INSTANCE_PERMISSIONS,
];

/** "public": for anybody, known or not. */
export type RoutePermission = Permission | "public";

export const isInstancePermission = (permission: Permission): permission is InstancePermission =>
  permission.startsWith("instance.");
