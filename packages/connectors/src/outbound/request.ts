import { AppError, type JudgedAddress } from "@parlance/core";
import type { Agent, RequestInit as UndiciRequestInit } from "undici";

type Resolve = (host: string, port: number, signal?: AbortSignal) => Promise<JudgedAddress>;

const MAX_REDIRECTS = 5;
const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 60_000;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Meant for the first origin alone. */
const PERSONAL_HEADERS = ["authorization", "cookie", "proxy-authorization"];

/**
 * fetch over judged addresses. The name is resolved and judged when the connection is made, and the connection goes to
 * the address that was judged, so an answer that changes in between gains nothing. Redirects are followed by hand, each
 * judged like a first request; they never lead from https to http and take no credentials to another origin.
 */
export function createRequest(
  resolve: Resolve,
  answerWithinMs = ANSWER_WITHIN_MS,
): (url: string, init?: RequestInit) => Promise<Response> {
  // Loaded by the first request: most servers that start never make one, and undici takes 20 MB.
  let loading: Promise<Client> | undefined;
  return async (url, init = {}) => {
    loading ??= loadClient(resolve, answerWithinMs);
    const client = await loading;
    let target = targetOf(url);
    let current: RequestInit = { ...init, redirect: "manual" };
    for (let hop = 0; ; hop++) {
      await resolve(target.hostname, portOf(target), init.signal ?? undefined);
      const response = await send(client, target, current);
      const next = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
      if (next === null || init.redirect === "manual") return response;
      await response.body?.cancel();
      if (hop === MAX_REDIRECTS || init.redirect === "error") throw unreachable("The answer was a redirect too many.");
      const following = targetOf(next, target);
      current = redirected(current, response.status, target, following);
      target = following;
    }
  };
}

interface Client {
  readonly agent: Agent;
  readonly fetch: typeof import("undici").fetch;
}

async function loadClient(resolve: Resolve, answerWithinMs: number): Promise<Client> {
  const undici = await import("undici");
  return { agent: pinningAgent(undici, resolve, answerWithinMs), fetch: undici.fetch };
}

function pinningAgent({ Agent }: typeof import("undici"), resolve: Resolve, answerWithinMs: number): Agent {
  return new Agent({
    headersTimeout: answerWithinMs,
    // Between two pieces of a body.
    bodyTimeout: answerWithinMs,
    connect: {
      timeout: CONNECT_WITHIN_MS,
      lookup: (host, options, done) => {
        // The port was judged with the request; only the address matters here.
        resolve(host, 443).then(
          ({ address, family }) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), "", 4),
        );
      },
    },
  });
}

async function send({ agent, fetch }: Client, target: URL, init: RequestInit): Promise<Response> {
  try {
    // undici is what Node's own fetch is made of: the two kinds of init and Response have one shape.
    const response: unknown = await fetch(target, { ...(init as UndiciRequestInit), dispatcher: agent });
    return response as Response;
  } catch (error) {
    if (init.signal?.aborted) throw new AppError("QUERY_CANCELLED", { cause: error });
    throw causeOf(error) ?? unreachable("The server did not answer.", error);
  }
}

/** fetch hides what happened behind "fetch failed". */
function causeOf(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code))
    return new AppError("SOURCE_TLS_FAILED", { cause: error });
  return causeOf(error.cause);
}

const unreachable = (message: string, cause?: unknown): AppError =>
  new AppError("SOURCE_UNREACHABLE", { message, cause });

function targetOf(url: string, origin?: URL): URL {
  if (!URL.canParse(url, origin?.href)) throw new AppError("ADDRESS_NOT_ALLOWED");
  const target = new URL(url, origin?.href);
  if (target.username !== "" || target.password !== "") throw new AppError("ADDRESS_NOT_ALLOWED");
  if (!/^https?:$/.test(target.protocol)) throw new AppError("ADDRESS_NOT_ALLOWED");
  if (origin?.protocol === "https:" && target.protocol === "http:") throw new AppError("ADDRESS_NOT_ALLOWED");
  return target;
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));

/** What fetch itself does at a redirect: 303 and posted 301 and 302 become GET. */
function redirected(init: RequestInit, status: number, from: URL, to: URL): RequestInit {
  const headers = new Headers(init.headers);
  if (from.origin !== to.origin) for (const name of PERSONAL_HEADERS) headers.delete(name);
  const method = (init.method ?? "GET").toUpperCase();
  const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  if (!becomesGet) {
    if (init.body instanceof ReadableStream) throw unreachable("The answer was a redirect of a streamed request.");
    return { ...init, headers };
  }
  for (const name of ["content-type", "content-length", "content-encoding"]) headers.delete(name);
  const { body: _body, ...rest } = init;
  return { ...rest, method: "GET", headers };
}
