import { AppError, type Outbound } from "@parlance/core";
import { JWT } from "google-auth-library";
import { type BigqueryConfig, readServiceAccountKey } from "./config.ts";
import { toAppError } from "./errors.ts";

const SCOPE = "https://www.googleapis.com/auth/bigquery";
const ENDPOINT = "https://bigquery.googleapis.com";
const ANSWER_WITHIN_MS = 60_000;
/** Reading may be asked again; a job is made under a name of our own, so that asking twice makes one. */
const RETRY = {
  retry: 4,
  noResponseRetries: 2,
  retryDelay: 500,
  maxRetryDelay: 8_000,
  statusCodesToRetry: [
    [429, 429],
    [500, 599],
  ],
  httpMethodsToRetry: ["GET", "POST"],
};

export interface RestCall {
  readonly method?: "GET" | "POST";
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** BigQuery's REST interface through Google's own auth client; every request goes through the one way out. */
export class BigqueryClient {
  readonly #client: JWT;
  readonly #base: string;

  constructor(config: BigqueryConfig, outbound: Outbound) {
    const key = readServiceAccountKey(config.serviceAccountKey);
    if (key === null) throw new AppError("SOURCE_CONFIG_INVALID");
    this.#base = `${(config.endpoint || ENDPOINT).replace(/\/$/, "")}/bigquery/v2/projects/`;
    this.#client = new JWT({
      email: key.client_email,
      key: key.private_key,
      scopes: [SCOPE],
      transporterOptions: {
        fetchImplementation: (input: string | URL | Request, init?: RequestInit) =>
          outbound.request(input instanceof Request ? input.url : String(input), { ...init, redirect: "error" }),
        timeout: ANSWER_WITHIN_MS,
        retryConfig: RETRY,
      },
    });
    // The key signs each request's token itself: no token endpoint is asked, whatever the key file names.
    this.#client.useJWTAccessWithScope = true;
  }

  /** `Answer` is what the caller reads of it; the interface leaves every field out when it pleases. */
  async call<Answer>(path: string, { method = "GET", query = {}, body, signal }: RestCall = {}): Promise<Answer> {
    const params = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
    try {
      const { data } = await this.#client.request<Answer>({
        url: `${this.#base}${path}`,
        method,
        params,
        responseType: "json",
        ...(body === undefined ? {} : { data: body }),
        ...(signal === undefined ? {} : { signal }),
      });
      return data;
    } catch (error) {
      throw toAppError(error, signal);
    }
  }
}
