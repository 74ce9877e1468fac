import { sheets, type sheets_v4 } from "@googleapis/sheets";
import type { Outbound } from "@parlance/core";
import { JWT, OAuth2Client } from "google-auth-library";
import { readServiceAccountKey, type SheetsConfig } from "./config.ts";

const SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly";
const ANSWER_WITHIN_MS = 60_000;
/** Google's quota is counted by the minute; its own advice is to wait with doubling pauses. */
const RETRY = {
  retry: 5,
  noResponseRetries: 3,
  retryDelay: 1_000,
  maxRetryDelay: 32_000,
  statusCodesToRetry: [
    [429, 429],
    [500, 599],
  ],
  httpMethodsToRetry: ["GET", "POST"],
};

/** Google's own client; every request it makes, those for tokens included, goes through the one way out. */
export function createGoogleClient(config: SheetsConfig, outbound: Outbound): sheets_v4.Sheets {
  return sheets({ version: "v4", auth: authClient(config, outbound) });
}

function authClient(config: SheetsConfig, outbound: Outbound): OAuth2Client {
  const transporterOptions = {
    fetchImplementation: (input: string | URL | Request, init?: RequestInit) =>
      outbound.request(input instanceof Request ? input.url : String(input), { ...init, redirect: "error" }),
    timeout: ANSWER_WITHIN_MS,
    retryConfig: RETRY,
  };
  if (config.auth === "service-account") {
    const key = readServiceAccountKey(config.serviceAccountKey);
    return new JWT({
      email: key?.client_email ?? "",
      key: key?.private_key ?? "",
      scopes: [SCOPE],
      transporterOptions,
    });
  }
  const { clientId, clientSecret, refreshToken } = config;
  const client = new OAuth2Client({ clientId, clientSecret, transporterOptions });
  client.setCredentials({ refresh_token: refreshToken });
  return client;
}
