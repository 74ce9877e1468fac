import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/** One page of the administration. Its code is fetched when it is opened. */
export interface AdminPage {
  /** Last part of its address. */
  readonly id: string;
  readonly label: string;
  readonly group: "This server" | "People" | "What happens";
  readonly Component: LazyExoticComponent<ComponentType>;
}

/** In the order in which they are listed; a new page is one entry. */
export const ADMIN_PAGES: readonly AdminPage[] = [
  {
    id: "configuration",
    label: "Configuration",
    group: "This server",
    Component: lazy(async () => ({
      default: (await import("./components/configuration-page.tsx")).ConfigurationPage,
    })),
  },
  {
    id: "prompts",
    label: "Prompts",
    group: "This server",
    Component: lazy(async () => ({ default: (await import("./components/prompts-page.tsx")).PromptsPage })),
  },
  {
    id: "mail",
    label: "Mail",
    group: "This server",
    Component: lazy(async () => ({ default: (await import("./components/mail-page.tsx")).MailPage })),
  },
  {
    id: "plugins",
    label: "Plugins",
    group: "This server",
    Component: lazy(async () => ({ default: (await import("./components/plugins-page.tsx")).PluginsPage })),
  },
  {
    id: "health",
    label: "Health",
    group: "This server",
    Component: lazy(async () => ({ default: (await import("./components/health-page.tsx")).HealthPage })),
  },
  {
    id: "jobs",
    label: "Jobs",
    group: "This server",
    Component: lazy(async () => ({ default: (await import("./components/jobs-page.tsx")).JobsPage })),
  },
  {
    id: "users",
    label: "People",
    group: "People",
    Component: lazy(async () => ({ default: (await import("./components/users-page.tsx")).UsersPage })),
  },
  {
    id: "sessions",
    label: "Sessions",
    group: "People",
    Component: lazy(async () => ({ default: (await import("./components/sessions-page.tsx")).SessionsPage })),
  },
  {
    id: "workspaces",
    label: "Workspaces",
    group: "People",
    Component: lazy(async () => ({ default: (await import("./components/workspaces-page.tsx")).WorkspacesPage })),
  },
  {
    id: "usage",
    label: "Usage",
    group: "What happens",
    Component: lazy(async () => ({ default: (await import("./components/usage-page.tsx")).UsagePage })),
  },
  {
    id: "audit",
    label: "Audit trail",
    group: "What happens",
    Component: lazy(async () => ({ default: (await import("./components/audit-page.tsx")).AuditPage })),
  },
  {
    id: "logs",
    label: "Logs",
    group: "What happens",
    Component: lazy(async () => ({ default: (await import("./components/logs-page.tsx")).LogsPage })),
  },
];

export const ADMIN_GROUPS = ["This server", "People", "What happens"] as const;
