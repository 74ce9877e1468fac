import type { SendRequest } from "@parlance/client";
import { ApiError } from "@parlance/client";

const REFRESH = "/api/v1/auth/refresh";
/** Well within the hour that a session lasts without being renewed. */
const RENEW_EVERY_MS = 40 * 60_000;

let renewing: Promise<boolean> | undefined;
let renewedAt = Date.now();

/** Renews the session; everybody who asks meanwhile waits for the same answer. False: the person signs in again. */
export function renewSession(): Promise<boolean> {
  renewing ??= fetch(REFRESH, {
    method: "POST",
    credentials: "include",
    headers: { "content-type": "application/json" },
    body: "{}",
  })
    .then(({ ok }) => {
      if (ok) renewedAt = Date.now();
      return ok;
    })
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

/** To the page for signing in, and back to here afterwards. */
export function goToSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(pathname === "/sign-in" ? pathname : `/sign-in?to=${encodeURIComponent(pathname + search)}`);
}

/** Requests that are told that the session's hour is over are sent once more after it was renewed. */
export function withRenewal(send: SendRequest): SendRequest {
  return async (request) => {
    const again = request.clone();
    const response = await send(request);
    if (!(await isExpired(response))) return response;
    if (await renewSession()) return send(again);
    goToSignIn();
    return response;
  };
}

/** The same for streams: what is refused before it begins is begun once more. */
export async function* renewedStream<Event>(open: () => AsyncIterable<Event>): AsyncGenerator<Event> {
  try {
    yield* open();
  } catch (error) {
    if (!isExpiry(error) || !(await renewSession())) throw error;
    yield* open();
  }
}

/** The same for what is one promise. */
export async function renewed<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isExpiry(error) || !(await renewSession())) throw error;
    return work();
  }
}

const isExpiry = (error: unknown): boolean => error instanceof ApiError && error.body?.code === "AUTH_EXPIRED";

async function isExpired(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof body === "object" && body !== null && "code" in body && body.code === "AUTH_EXPIRED";
}

/** Keeps a session fresh while its page is looked at, so that nothing begun on it is refused half-way. */
export function keepSessionFresh(): () => void {
  const look = (): void => {
    if (document.visibilityState === "visible" && Date.now() - renewedAt > RENEW_EVERY_MS) void renewSession();
  };
  const timer = setInterval(look, 60_000);
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}
