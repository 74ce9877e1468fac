import type { ProbeStep } from "@parlance/core";
import { z } from "zod";
import { id, sourceName } from "../../wire/source.ts";
import { connectorId } from "../connectors/schema.ts";
import { uploadKey } from "../uploads/schema.ts";

const config = z
  .record(z.string().max(200), z.unknown())
  .describe("Settings as the connector's schema lists them. Secrets are sealed and never sent back.");

const DAY_MINUTES = 24 * 60;

export const syncEveryMinutes = z
  .number()
  .int()
  .min(5)
  .max(7 * DAY_MINUTES)
  .nullable()
  .describe("Sync by itself this often, from 5 minutes to a week; null: only when asked.");

export const connectionCreate = z.strictObject({
  workspaceId: id.default("mine"),
  name: sourceName,
  connector: connectorId,
  config,
  syncEveryMinutes: syncEveryMinutes.optional(),
});

export const connectionTest = z.strictObject({
  connector: connectorId,
  config,
  sourceId: id.optional().describe("Tests changed settings of this source; secrets left out are taken from it."),
});

export const connectionChange = z.strictObject({
  config: config.optional(),
  syncEveryMinutes: syncEveryMinutes.optional(),
});

export const createHeaders = z.object({ "idempotency-key": uploadKey.optional() });

export const probeStep: z.ZodType<ProbeStep> = z
  .object({
    id: z.enum(["resolve", "connect", "sign-in", "rights", "tables"]),
    state: z.enum(["running", "done", "warned", "failed"]),
    message: z.string(),
    hint: z.string().optional(),
  })
  .meta({ id: "ProbeStep" });

export const testAnswer = z
  .object({ steps: z.array(probeStep).describe("The last state of each step, in order.") })
  .meta({ id: "ConnectionTest" });

export type ConnectionCreate = z.output<typeof connectionCreate>;
export type ConnectionChange = z.output<typeof connectionChange>;
export type ConnectionTestBody = z.output<typeof connectionTest>;
