import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { checkFiles } from "../file-arguments.ts";
import { filesServer } from "../mcp/files-server.ts";
import { forwardingServer } from "../mcp/forwarding-server.ts";
import { serveStdio } from "../mcp/serve-stdio.ts";

/** Serves files, or passes on to a server, until the assistant closes its end. */
export async function mcp(
  files: readonly string[],
  { url, apiKey = process.env.PARLANCE_API_KEY }: { readonly url?: string; readonly apiKey?: string },
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (url === undefined && files.length === 0) {
    throw new CliError(EXIT.usage, "There is nothing to serve.", "Name files, or a running server with --url.");
  }
  if (url !== undefined && files.length > 0) {
    throw new CliError(EXIT.usage, "Only one of files and --url can be served.");
  }
  const service = url === undefined ? filesServer(checkFiles(files), io) : forwardingServer(addressOf(url), apiKey);
  await serveStdio(service, signal);
  return EXIT.answered;
}

function addressOf(url: string): URL {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL("/api/v1/mcp", url);
  throw new CliError(EXIT.usage, `"${url}" is not the address of a server.`, "Write it like http://localhost:3000.");
}
