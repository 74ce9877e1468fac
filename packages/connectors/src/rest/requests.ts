import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAppError, type Outbound } from "@parlance/core";
import type { RestConfig } from "./config.ts";
import { statusError } from "./errors.ts";
import { readJson } from "./read-json.ts";

export interface Answer {
  readonly body: unknown;
  readonly link: string | null;
}

export interface Requests {
  get(url: URL, table: string): Promise<Answer>;
}

const TRIES = 5;
const FIRST_WAIT_MS = 500;
/** An API that wants a longer pause than this gets it at the next sync. */
const LONGEST_WAIT_MS = 30_000;
const MAX_REDIRECTS = 5;
const WORTH_A_RETRY: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Asks the API politely: signed in, at its own origin only, again after a pause when it is busy. */
export function createRequests(config: RestConfig, outbound: Outbound, signal?: AbortSignal): Requests {
  const origin = new URL(config.baseUrl).origin;
  const once = async (url: URL): Promise<Response> => {
    let target = url;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await outbound.request(signedUrl(target, config).href, {
        headers: headersOf(config),
        redirect: "manual",
        ...(signal ? { signal } : {}),
      });
      const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      if (next === null) return response;
      await response.body?.cancel();
      target = sameOrigin(next, target, origin);
    }
    throw new AppError("SOURCE_UNREACHABLE", { message: "The API redirects in a circle." });
  };
  const get = async (url: URL, table: string): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      const response = await orConnectionLost(once(url), attempt);
      if (response?.ok) return { body: await readJson(response, table), link: response.headers.get("link") };
      await response?.body?.cancel();
      const pause = pauseBefore(attempt, response?.headers.get("retry-after") ?? null);
      const isOver = attempt === TRIES || pause > LONGEST_WAIT_MS;
      if (response !== undefined && (isOver || !WORTH_A_RETRY.has(response.status))) {
        throw statusError(response.status, table);
      }
      await pauseFor(pause, signal);
    }
  };
  return { get };
}

/** A broken connection is worth another try; undefined says so. A refusal is not. */
async function orConnectionLost(response: Promise<Response>, attempt: number): Promise<Response | undefined> {
  try {
    return await response;
  } catch (error) {
    if (isAppError(error) && error.code === "SOURCE_UNREACHABLE" && attempt < TRIES) return undefined;
    throw error;
  }
}

async function pauseFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    throw signal?.aborted ? new AppError("QUERY_CANCELLED", { cause: error }) : error;
  }
}

/** Milliseconds: what the API asked for, or doubling pauses. */
export function pauseBefore(attempt: number, retryAfter: string | null, now = Date.now()): number {
  const seconds = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = retryAfter === null ? Number.NaN : Date.parse(retryAfter);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  return FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
}

/** A page or redirect elsewhere would be sent the secret, so there is none. */
export function sameOrigin(next: string, from: URL, origin: string): URL {
  const url = URL.canParse(next, from) ? new URL(next, from) : null;
  if (url === null || url.origin !== origin || url.username !== "" || url.password !== "") {
    throw new AppError("ADDRESS_NOT_ALLOWED", {
      message: "The API sent this server on to another address.",
      hint: "If that address is right, use it as the base URL.",
    });
  }
  return url;
}

function headersOf({ auth, user, secret, secretName, headers }: RestConfig): Headers {
  const all = new Headers({ accept: "application/json" });
  for (const { name, value } of headers) all.set(name, value);
  if (auth === "bearer") all.set("authorization", `Bearer ${secret}`);
  if (auth === "basic") all.set("authorization", `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`);
  if (auth === "header") all.set(secretName, secret);
  return all;
}

function signedUrl(url: URL, { auth, secret, secretName }: RestConfig): URL {
  if (auth !== "query") return url;
  const signed = new URL(url);
  signed.searchParams.set(secretName, secret);
  return signed;
}
