import { openTestServer } from "../fixtures/test-server.ts";

/** The contract as a running server gives it, formatted as it is committed. */
export async function openApiDocument(): Promise<string> {
  const server = await openTestServer();
  const document = server.fastify.swagger();
  await server.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
