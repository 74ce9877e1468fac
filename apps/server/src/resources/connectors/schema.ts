import { DIALECTS } from "@parlance/core";
import { z } from "zod";

export const connectorBody = z
  .object({
    id: z.string(),
    label: z.string(),
    reach: z
      .enum(["remote", "synced"])
      .describe("remote: queried where it is; synced: copied by a sync, then queried."),
    dialect: z.enum(DIALECTS),
    canEstimate: z.boolean().describe("Tells what a query would cost before it runs."),
    readsUrl: z.boolean().describe("A pasted address can be turned into settings."),
    config: z
      .record(z.string(), z.unknown())
      .describe(
        "JSON Schema of the settings; fields carry label, help, isSecret, bindsSecrets, placeholder, isAdvanced.",
      ),
  })
  .meta({ id: "Connector" });

export const connectorList = z
  .object({ items: z.array(connectorBody), nextCursor: z.string().nullable() })
  .meta({ id: "ConnectorList" });

export const connectorId = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, "Not the id of a connector.");
export const connectorParameter = z.object({ id: connectorId });

export const urlBody = z.strictObject({ url: z.string().trim().min(1).max(4_000) });
export const urlFields = z
  .object({ config: z.record(z.string(), z.unknown()).describe("Settings found in the address; nothing is stored.") })
  .meta({ id: "UrlFields" });

export type ConnectorBody = z.output<typeof connectorBody>;
