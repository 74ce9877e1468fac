import { lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { AppError, type JudgedAddress, type Outbound } from "@parlance/core";
import { type AddressJudge, createAddressJudge } from "./address-judge.ts";
import { createRequest } from "./request.ts";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface OutboundOptions {
  /** CIDR ranges beyond the public internet that this server may connect to. */
  readonly allowedNetworks: readonly string[];
  /** The system's resolver unless a test brings its own. */
  readonly lookup?: (host: string) => Promise<readonly ResolvedAddress[]>;
  /** From a request to the first line of its answer, and between two pieces of it; a minute where absent. */
  readonly answerWithinMs?: number;
}

const RESOLVE_WITHIN_MS = 5_000;

/** The one way out of the process; see the port. Names are resolved here, once, and what they mean is judged. */
export function createOutbound(options: OutboundOptions): Outbound {
  const isAllowed = createAddressJudge(options.allowedNetworks);
  const lookup = options.lookup ?? ((host) => systemLookup(host, { all: true }));
  const resolve = (host: string, port: number, signal?: AbortSignal): Promise<JudgedAddress> =>
    resolveAllowed({ host: withoutBrackets(host), port }, lookup, isAllowed, signal);
  return { resolve, request: createRequest(resolve, options.answerWithinMs) };
}

const withoutBrackets = (host: string): string => (/^\[.*\]$/.test(host) ? host.slice(1, -1) : host);

async function resolveAllowed(
  { host, port }: { readonly host: string; readonly port: number },
  lookup: (host: string) => Promise<readonly ResolvedAddress[]>,
  isAllowed: AddressJudge,
  signal: AbortSignal | undefined,
): Promise<JudgedAddress> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new AppError("ADDRESS_NOT_ALLOWED");
  const found = isIP(host) === 0 ? await lookedUp(host, lookup, signal) : [{ address: host, family: isIP(host) }];
  // Only what is allowed is ever connected to; IPv4 first, because a machine without IPv6 may still be told of it.
  const allowed = found.filter(({ address }) => isAllowed(address)).sort((a, b) => a.family - b.family)[0];
  if (allowed === undefined) throw new AppError("ADDRESS_NOT_ALLOWED");
  return { host, address: allowed.address, family: allowed.family === 6 ? 6 : 4, port };
}

async function lookedUp(
  host: string,
  lookup: (host: string) => Promise<readonly ResolvedAddress[]>,
  signal: AbortSignal | undefined,
): Promise<readonly ResolvedAddress[]> {
  if (host === "" || /[\s/\\@?#]/.test(host)) throw new AppError("HOST_NOT_FOUND");
  signal?.throwIfAborted();
  // The system's resolver cannot be stopped, only left.
  const late = AbortSignal.timeout(RESOLVE_WITHIN_MS);
  const gone = signal ? AbortSignal.any([signal, late]) : late;
  const left = new Promise<never>((_, reject) => {
    gone.addEventListener("abort", () => reject(new AppError(signal?.aborted ? "QUERY_CANCELLED" : "HOST_NOT_FOUND")), {
      once: true,
    });
  });
  try {
    const found = await Promise.race([lookup(host), left]);
    if (found.length === 0) throw new AppError("HOST_NOT_FOUND");
    return found;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("HOST_NOT_FOUND", { cause: error });
  }
}
