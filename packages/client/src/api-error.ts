import type { components } from "./generated/api.ts";

export type ErrorBody = components["schemas"]["Error"];

/** The server's refusal, or, with a status of 0, the fact that it could not be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: ErrorBody | null;

  constructor(status: number, body: ErrorBody | null) {
    super(body?.message ?? "The server could not be reached.");
    this.status = status;
    this.body = body;
  }
}

/** Reads an error answer; a proxy in between may have sent something else. */
export function errorBodyFrom(text: string): ErrorBody | null {
  try {
    const value: unknown = JSON.parse(text);
    const isBody = typeof value === "object" && value !== null && "code" in value && "message" in value;
    // The two fields checked are the ones that tell our body from a proxy's.
    return isBody ? (value as ErrorBody) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
