import { z } from "zod";
import { sourceBody } from "../../wire/source.ts";
import { transport } from "../auth/schema.ts";
import { connectorId } from "../connectors/schema.ts";

export const SESSION_HEADER = "x-session-id";

export const credentialSessionCreate = z.strictObject({
  connector: connectorId.describe("A kind of source that is asked where it is: GET /connectors lists them."),
  config: z.record(z.string().max(200), z.unknown()).describe("Settings as the connector's schema lists them."),
  transport,
});

export const credentialSession = z
  .object({
    sessionId: z
      .string()
      .optional()
      .describe("Only for programs, shown this once: send it as X-Session-ID. Browsers have it in a cookie."),
    expiresAt: z.iso.datetime().describe("When it ends, whatever is done in it."),
    source: sourceBody,
  })
  .meta({ id: "CredentialSession" });

export type CredentialSessionCreate = z.output<typeof credentialSessionCreate>;
