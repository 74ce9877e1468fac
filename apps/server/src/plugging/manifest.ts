import { LIVE_DIALECTS } from "@parlance/core";
import type { HookName } from "@parlance/plugin";
import { z } from "zod";
import { INSTANCE_PERMISSIONS, LEAST_ROLE, type Permission } from "../permissions/permission.ts";

const id = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, "Use lower-case letters, digits and hyphens.");
const text = z.string().max(500);

const PERMISSIONS = [...Object.keys(LEAST_ROLE), ...INSTANCE_PERMISSIONS];

const field = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/),
  label: text,
  help: text,
  isSecret: z.boolean().default(false),
  isRequired: z.boolean().default(true),
});

const kind = z.object({ id, label: text, fields: z.array(field).max(40) });

/** How a source is reached: copied by a sync, or asked where it is in the language of one of our guards. */
const connector = z.union([
  kind.extend({ reach: z.literal("live"), dialect: z.enum(LIVE_DIALECTS) }),
  kind.extend({ reach: z.literal("synced").default("synced") }),
]);

const route = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().regex(/^(?:\/:?[A-Za-z0-9_-]+)+$/, "Write a path such as /report/:month."),
  permission: z
    .string()
    .refine((name) => PERMISSIONS.includes(name), "There is no such right.")
    // Just looked up in the table that the type is made of.
    .transform((name) => name as Permission),
});

/** What a plugin says of itself before its first call. */
export const manifestSchema = z.object({
  id,
  label: text,
  description: text,
  hooks: z.array(z.enum(["setup", "beforeRequest", "afterRequest", "beforeQuery", "afterQuery", "shutdown"])),
  routes: z.array(route).max(100),
  connectors: z.array(connector).max(20),
  models: z.array(kind).max(20),
  chartRules: z.array(z.object({ name: text })).max(100),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestConnector = Manifest["connectors"][number];
export type ManifestKind = z.output<typeof kind>;

/** The points at which a plugin takes part, by name. */
export const hooksOf = (manifest: Manifest): readonly HookName[] => [
  ...manifest.hooks,
  ...(["routes", "connectors", "models", "chartRules"] as const).filter((name) => manifest[name].length > 0),
];
