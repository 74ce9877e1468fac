import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { toAppError } from "../plugins/errors.ts";
import { describeCatalog } from "./describe-catalog.ts";
import type { Call, CallExtra, OpenCall } from "./tools/call.ts";

const MIME = "application/json";
const uriOf = (sourceId: string): string => `parlance://sources/${sourceId}/catalog`;

/** Each source's catalog as something a person can attach to a conversation. */
export function addCatalogResource(server: McpServer, open: OpenCall): void {
  const template = new ResourceTemplate("parlance://sources/{sourceId}/catalog", {
    list: (extra) =>
      answering(open, extra, async ({ desk }) => ({
        resources: (await desk.sources()).map(({ id, name, workspace }) => ({
          uri: uriOf(id),
          name,
          title: `${name} (${workspace})`,
          mimeType: MIME,
        })),
      })),
  });
  const config = { title: "Catalog of a source", description: "Tables, columns, keys and comments.", mimeType: MIME };
  server.registerResource("catalog", template, config, (uri, { sourceId }, extra) =>
    answering(open, extra, async ({ desk }) => {
      const described = describeCatalog(await desk.catalog(String(sourceId)), { includeSamples: true });
      return { contents: [{ uri: uri.href, mimeType: MIME, text: JSON.stringify(described) }] };
    }),
  );
}

/** A resource has no way to answer with an error but the protocol's own; text of unknown errors stays inside. */
async function answering<T>(open: OpenCall, extra: CallExtra, work: (call: Call) => Promise<T>): Promise<T> {
  const call = open(extra);
  try {
    return await work(call);
  } catch (error) {
    const appError = toAppError(error);
    call.failed(appError);
    throw new McpError(ErrorCode.InvalidParams, `${appError.code}: ${appError.message}`);
  }
}
