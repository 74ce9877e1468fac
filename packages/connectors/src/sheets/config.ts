import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;
const withGoogle = { field: "auth", oneOf: ["google-account"] } as const;
const withKey = { field: "auth", oneOf: ["service-account"] } as const;

export const sheetsConfig = z
  .strictObject({
    spreadsheet: z
      .string()
      .max(500)
      .refine((text) => spreadsheetId(text) !== null, "Paste the spreadsheet's address, or the id in it.")
      .meta(
        field({
          label: "Spreadsheet",
          help: "Its address in the browser, or the id in it.",
          isSecret: false,
          placeholder: "https://docs.google.com/spreadsheets/d/...",
        }),
      ),
    sheets: z
      .array(z.string().min(1).max(200))
      .max(200)
      .default([])
      .meta(
        field({
          label: "Sheets",
          help: "Names of the sheets to fetch; empty: every sheet that is not hidden.",
          isSecret: false,
          isAdvanced: true,
        }),
      ),
    auth: z
      .enum(["google-account", "service-account"])
      .default("google-account")
      .meta(
        field({
          label: "Sign in with",
          help: "A person's Google account, or the key of a service account that the spreadsheet is shared with.",
          isSecret: false,
          bindsSecrets: true,
        }),
      ),
    clientId: z
      .string()
      .max(300)
      .default("")
      .meta(
        field({
          label: "OAuth client id",
          help: "Of a client of type Web application in your Google Cloud project.",
          isSecret: false,
          bindsSecrets: true,
          showWhen: withGoogle,
        }),
      ),
    clientSecret: z
      .string()
      .max(300)
      .default("")
      .meta(
        field({
          label: "OAuth client secret",
          help: "Kept encrypted and never shown again.",
          isSecret: true,
          showWhen: withGoogle,
        }),
      ),
    refreshToken: z
      .string()
      .max(2_000)
      .default("")
      .meta(
        field({
          label: "Permission",
          help: "Google gives it when you agree that spreadsheets may be read. It is kept encrypted.",
          isSecret: true,
          consent: "google",
          showWhen: withGoogle,
        }),
      ),
    serviceAccountKey: z
      .string()
      .max(10_000)
      .refine(
        (text) => text === "" || readServiceAccountKey(text) !== null,
        "This is not the JSON key of a service account.",
      )
      .default("")
      .meta(
        field({
          label: "Service account key",
          help: "The JSON file that Google Cloud gives for a service account.",
          isSecret: true,
          showWhen: withKey,
        }),
      ),
  })
  .superRefine((config, context) => {
    const needed =
      config.auth === "service-account"
        ? (["serviceAccountKey"] as const)
        : (["clientId", "clientSecret", "refreshToken"] as const);
    for (const path of needed) {
      if (config[path] === "")
        context.addIssue({ code: "custom", path: [path], message: "This is needed to sign in." });
    }
  });

export type SheetsConfig = z.output<typeof sheetsConfig>;

/** The id in an address, or the text itself when it is one. */
export function spreadsheetId(text: string): string | null {
  const [, inAddress] =
    /^https:\/\/docs\.google\.com\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]{20,100})(?:[/?#]|$)/.exec(text.trim()) ?? [];
  return inAddress ?? (/^[\w-]{20,100}$/.test(text.trim()) ? text.trim() : null);
}

export interface ServiceAccountKey {
  readonly client_email: string;
  readonly private_key: string;
}

const serviceAccountKey = z.object({
  type: z.literal("service_account"),
  client_email: z.string().min(3).max(300),
  private_key: z.string().startsWith("-----BEGIN"),
});

/** Only the account and its key are taken: addresses in the file would say where the key is sent. */
export function readServiceAccountKey(text: string): ServiceAccountKey | null {
  try {
    const { success, data } = serviceAccountKey.safeParse(JSON.parse(text));
    return success ? { client_email: data.client_email, private_key: data.private_key } : null;
  } catch {
    return null;
  }
}

export function readSheetsUrl(url: string): Record<string, unknown> | null {
  return /^https:\/\/docs\.google\.com\/spreadsheets\//.test(url.trim()) && spreadsheetId(url) !== null
    ? { spreadsheet: url.trim() }
    : null;
}
