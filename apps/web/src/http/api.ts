import { ApiError, createClient, type ErrorBody } from "@parlance/client";
import { afterFirst } from "./after-first.ts";
import { withRenewal } from "./session.ts";

/** Every JSON request of the app goes through this client, whose types are made from the server's own contract. */
export const api = createClient("", withRenewal(afterFirst((request) => fetch(request))));

interface Reply<Body> {
  readonly data?: Body;
  readonly error?: ErrorBody | undefined;
  readonly response: Response;
}

/** The body of a good answer; anything else is thrown as ApiError. */
export async function bodyOf<Body>(reply: Promise<Reply<Body>>): Promise<Body> {
  const { data, error, response } = await reply;
  if (!response.ok || data === undefined) throw new ApiError(response.status, error?.code === undefined ? null : error);
  return data;
}

/** For answers without a body. */
export async function done(reply: Promise<Reply<unknown>>): Promise<void> {
  const { error, response } = await reply;
  if (!response.ok) throw new ApiError(response.status, error?.code === undefined ? null : error);
}
