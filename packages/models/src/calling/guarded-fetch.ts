import type { ModelFetch } from "../provider.ts";
import { ModelFault } from "./model-fault.ts";

/** What a stream of events may weigh: events are a hundred times their text with some servers. */
const MAX_REPLY_BYTES = 32 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;

/** Holds every reply to a size and to UTF-8, which the vendors' clients would replace silently. */
export function guardedFetch(fetch: ModelFetch): ModelFetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const body = response.body.pipeThrough(
      checkedBytes(response.ok ? MAX_REPLY_BYTES : MAX_ERROR_BYTES, response.headers.get("content-type") ?? ""),
    );
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
}

function checkedBytes(maxBytes: number, contentType: string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = /octet-stream|protobuf/.test(contentType) ? null : new TextDecoder("utf-8", { fatal: true });
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > maxBytes) throw invalid("The language model's reply is larger than is read.");
      decode(decoder, chunk);
      controller.enqueue(chunk);
    },
    // A character cut in half at the end is a cut stream, which is told from its missing end.
  });
}

function decode(decoder: TextDecoder | null, chunk: Uint8Array): void {
  try {
    decoder?.decode(chunk, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) throw invalid("The language model's reply is not valid text.");
    throw error;
  }
}

const invalid = (message: string): ModelFault => new ModelFault("MODEL_REPLY_INVALID", { message, isRetryable: true });
