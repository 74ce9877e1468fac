import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";

/** Something that speaks the protocol over a transport. */
export interface StdioService {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
}

/** Serves until standard input ends or the signal stops it. Standard output belongs to the protocol alone. */
export async function serveStdio(service: StdioService, signal: AbortSignal): Promise<void> {
  const { stdin } = process;
  const over = new Promise<void>((resolve) => {
    stdin.once("end", resolve);
    stdin.once("close", resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await service.connect(new StdioServerTransport());
  await over;
  await service.close();
  stdin.destroy();
}
