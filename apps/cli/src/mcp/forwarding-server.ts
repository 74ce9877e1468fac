import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CallToolRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";
import { versionText } from "../version.ts";
import { RemoteClient } from "./remote-client.ts";
import type { StdioService } from "./serve-stdio.ts";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** A server's tools and catalogs for assistants that only start programs: what is asked here is asked there. */
export function forwardingServer(address: URL, apiKey: string | undefined): StdioService {
  const remote = new RemoteClient(address, apiKey);
  const server = new Server(
    { name: "parlance", title: "Parlance", version: versionText() },
    { capabilities: { tools: {}, resources: {} } },
  );
  server.setRequestHandler(ListToolsRequestSchema, ({ params }, extra) =>
    remote.do((client) => client.listTools(params, optionsOf(extra))),
  );
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    remote.do((client) => client.callTool(params, undefined, optionsOf(extra))),
  );
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }, extra) =>
    remote.do((client) => client.listResources(params, optionsOf(extra))),
  );
  server.setRequestHandler(ListResourceTemplatesRequestSchema, ({ params }, extra) =>
    remote.do((client) => client.listResourceTemplates(params, optionsOf(extra))),
  );
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
    remote.do((client) => client.readResource(params, optionsOf(extra))),
  );
  return {
    connect: (transport) => server.connect(transport),
    async close() {
      await server.close();
      await remote.close();
    },
  };
}

/** Longer than any limit of the server, which ends statements itself. */
const WAIT_MS = 65 * 60_000;

/** Cancelling is passed on to the server, and what the server tells of its progress is passed back. */
function optionsOf({ signal, _meta, sendNotification }: Extra) {
  const progressToken = _meta?.progressToken;
  const waiting = { signal, timeout: WAIT_MS };
  if (progressToken === undefined) return waiting;
  const onprogress = (progress: { readonly progress: number; readonly message?: string | undefined }): void => {
    const sent = sendNotification({ method: "notifications/progress", params: { ...progress, progressToken } });
    // Whoever has left misses the news and nothing else.
    sent.catch(() => undefined);
  };
  return { ...waiting, onprogress };
}
