import { ApiError, isAbort, unreachable } from "./api-error.ts";

const BASE = "/api/v1";

export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export const apiPath = (path: string): string => BASE + path;

/** Sends and checks; the body is the caller's to read. */
export async function send(
  path: string,
  { method = "GET", json, headers = {}, signal }: RequestOptions = {},
): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: "application/json", ...headers }, signal: signal ?? null };
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    init.headers = { ...init.headers, "content-type": "application/json" };
  }
  const response = await fetch(apiPath(path), init).catch((error: unknown) => {
    throw isAbort(error) ? error : unreachable();
  });
  if (!response.ok) throw new ApiError(response.status, await bodyOf(response));
  return response;
}

export async function request<Body>(path: string, options?: RequestOptions): Promise<Body> {
  const response = await send(path, options);
  // The routes' schemas, not this line, make the shape true: the server answers with what the contract says.
  return (await response.json()) as Body;
}

/** A proxy in between may answer with a page instead of JSON. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { message: `The server answered ${response.status}.` };
    throw error;
  }
}
