import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { FastifyReply } from "fastify";

/** Connections are the HTTP server's business. */
const NOT_PASSED_ON = new Set(["connection", "keep-alive", "transfer-encoding"]);

/** Sends what the protocol's own library answered, as a stream where it is one. */
export function sendWebResponse(reply: FastifyReply, response: Response): FastifyReply {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (!NOT_PASSED_ON.has(name)) reply.header(name, value);
  if (response.body === null) return reply.send();
  // The same class under the two names that the DOM's and Node's types give it.
  return reply.send(Readable.fromWeb(response.body as NodeReadableStream));
}
