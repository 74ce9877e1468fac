import { z } from "zod";

/** Unguessable, so that it can stand in a config in place of the token. */
export const consentId = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "Not the id of a consent.");
export const consentParameter = z.object({ id: consentId });

export const consentStart = z.strictObject({
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().min(1).max(300),
});

export const startedConsent = z
  .object({
    id: consentId,
    authorizeUrl: z.url().describe("Where the person signs in to Google and agrees."),
    redirectUri: z.url().describe("Must be listed as an authorized redirect URI of the OAuth client."),
  })
  .meta({ id: "StartedConsent" });

export const consentState = z
  .object({
    status: z.enum(["waiting", "granted", "refused"]),
    reason: z.string().nullable().describe("Why it was refused."),
    value: z.string().nullable().describe("What to send as the field's value once it is granted. It is not the token."),
  })
  .meta({ id: "ConsentState" });

export const callbackQuery = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(2_000).optional(),
  error: z.string().max(200).optional(),
});

export type ConsentStart = z.output<typeof consentStart>;
export type StartedConsent = z.output<typeof startedConsent>;
export type ConsentState = z.output<typeof consentState>;
export type CallbackQuery = z.output<typeof callbackQuery>;
